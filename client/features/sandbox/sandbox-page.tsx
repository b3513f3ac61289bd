import { useQuery } from '@tanstack/react-query'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import type { SandboxState } from '#shared/api/sandbox.ts'
import { AttemptsTable } from './attempts-table.tsx'
import { ClockSection } from './clock-section.tsx'
import { DeliverySection } from './delivery-section.tsx'
import { FaultSection } from './fault-section.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { ResetButton } from './reset-button.tsx'
import { sandboxQuery } from './sandbox-queries.ts'
import { type SandboxSearch, type SandboxTab, sandboxTabs } from './sandbox-search.ts'
import { ScenarioList } from './scenario-list.tsx'
import { WaitingFaults } from './waiting-faults.tsx'

const tabWords: Record<SandboxTab, string> = {
  rehearse: 'Rehearse',
  faults: 'Faults',
  deliveries: 'Deliveries',
  ledger: 'Ledger',
}

/** Where a trainer makes things happen at the made-up Stripe, breaks it, and sees what was changed there. */
export function SandboxPage({ search }: { search: SandboxSearch }) {
  const tab = search.tab ?? 'rehearse'
  const { data, error, refetch } = useQuery(sandboxQuery)
  return (
    <>
      <header className="flex min-h-15 flex-wrap items-center gap-x-4 gap-y-1 px-6 py-2 max-sm:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">Sandbox</h1>
        {data ? (
          <p className="min-w-0 text-muted-foreground">
            A Stripe of its own at <code className="font-mono text-xs">{data.url}</code>. No real money moves.
          </p>
        ) : null}
        <span className="ml-auto">
          <ResetButton />
        </span>
      </header>
      <TabBar label="Sandbox">
        {sandboxTabs.map(one => (
          <TabLink
            key={one}
            to="/sandbox"
            search={one === 'rehearse' ? {} : { tab: one }}
            current={tab === one}
            count={one === 'faults' ? data?.faults.length : undefined}
          >
            {tabWords[one]}
          </TabLink>
        ))}
      </TabBar>
      {error ? (
        <SectionProblem title="The sandbox could not be read" error={error} onRetry={() => void refetch()} />
      ) : null}
      {data ? <Tab tab={tab} state={data} /> : null}
    </>
  )
}

function Tab({ tab, state }: { tab: SandboxTab; state: SandboxState }) {
  switch (tab) {
    case 'rehearse':
      return (
        <>
          <ClockSection aheadMs={state.aheadMs} />
          <ScenarioList />
        </>
      )
    case 'faults':
      return (
        <>
          <FaultSection />
          <WaitingFaults faults={state.faults} />
        </>
      )
    case 'deliveries':
      return (
        <>
          <DeliverySection deliveries={state.deliveries} />
          <AttemptsTable />
        </>
      )
    case 'ledger':
      return <LedgerTable />
  }
}
