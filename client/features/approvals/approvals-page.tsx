import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Stamp from 'lucide-react/icons/stamp'
import { lazy, Suspense } from 'react'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { endpointQuery } from '#client/lib/queries.ts'
import { getOperation } from '#shared/api/operations.ts'
import { operationsQuery, unknownQuery } from './approvals-queries.ts'
import type { ApprovalsSearch, ApprovalTab } from './approvals-search.ts'
import { OperationSection } from './operation-section.tsx'

const DecideDialog = lazy(async () => ({ default: (await import('./decide-dialog.tsx')).DecideDialog }))
const ResolveDialog = lazy(async () => ({ default: (await import('./resolve-dialog.tsx')).ResolveDialog }))

/** What waits for another person's yes, what the reader asked for, and how it was decided. */
export function ApprovalsPage({ search }: { search: ApprovalsSearch }) {
  const tab = search.tab ?? 'to_decide'
  return (
    <>
      <header className="px-6 pt-4 pb-1 max-sm:sr-only">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">Approvals</h1>
      </header>
      <Tabs tab={tab} />
      {tab === 'to_decide' ? <ToDecide search={search} /> : <OneView tab={tab} search={search} />}
      <p className="max-w-136 px-6 py-4 text-xs text-muted-foreground max-sm:px-4">
        A request lapses after 48 h. You cannot approve what you asked for.
      </p>
      <ActDialog search={search} />
    </>
  )
}

function Tabs({ tab }: { tab: ApprovalTab }) {
  const toDecide = useTotal('to_decide')
  const decided = useTotal('decided')
  return (
    <TabBar label="Approvals">
      <TabLink to="/approvals" search={{}} current={tab === 'to_decide'} count={toDecide}>
        To decide
      </TabLink>
      <TabLink to="/approvals" search={{ tab: 'mine' }} current={tab === 'mine'}>
        Asked by you
      </TabLink>
      <TabLink to="/approvals" search={{ tab: 'decided' }} current={tab === 'decided'} count={decided}>
        Decided
      </TabLink>
    </TabBar>
  )
}

const useTotal = (view: 'to_decide' | 'decided'): number | undefined =>
  useInfiniteQuery(operationsQuery(view)).data?.pages[0]?.total

function ToDecide({ search }: { search: ApprovalsSearch }) {
  return (
    <>
      <OperationSection
        title="To approve"
        quietTitle
        opensFirst
        query={operationsQuery('to_decide')}
        search={search}
        empty={
          <EmptyState icon={Stamp} title="Nothing waits for a decision">
            A refund over its asker’s limit appears here, and another person approves it.
          </EmptyState>
        }
      />
      <OperationSection title="Needs a decision" query={operationsQuery('needs_review')} search={search} />
      <OperationSection title="Outcome unknown, checking" query={unknownQuery} search={search} />
      <OperationSection title="Undone later" query={operationsQuery('reversed')} search={search} />
    </>
  )
}

const emptyWords = {
  mine: ['You have asked for nothing yet', 'Each refund that you ask for appears here with how it stands.'],
  decided: ['Nothing was decided yet', 'What was approved, rejected, withdrawn or lapsed appears here.'],
} as const

function OneView({ tab, search }: { tab: 'mine' | 'decided'; search: ApprovalsSearch }) {
  const [title, text] = emptyWords[tab]
  return (
    <OperationSection
      title={tab === 'mine' ? 'Asked by you' : 'Decided'}
      quietTitle
      withState
      query={operationsQuery(tab)}
      search={search}
      empty={
        <EmptyState icon={Stamp} title={title}>
          {text}
        </EmptyState>
      }
    />
  )
}

function ActDialog({ search }: { search: ApprovalsSearch }) {
  const navigate = useNavigate()
  const { open, act, ...rest } = search
  const { data } = useQuery({
    ...endpointQuery(getOperation, { params: { id: open ?? '' } }),
    enabled: open !== undefined && act !== undefined,
  })
  if (!data || act === undefined || open === undefined) return null
  const close = (): void => void navigate({ to: '/approvals', search: { ...rest, open }, replace: true })
  return (
    <Suspense fallback={null}>
      {act === 'resolve' ? (
        <ResolveDialog operation={data} onClose={close} />
      ) : (
        <DecideDialog operation={data} act={act} onClose={close} />
      )}
    </Suspense>
  )
}
