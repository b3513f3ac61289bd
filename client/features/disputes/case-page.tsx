import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '#client/lib/session.ts'
import { CaseEditor } from './case-editor.tsx'
import { canBeAnswered } from './case-end.ts'
import { CaseReader } from './case-reader.tsx'
import { disputeQuery, endingOperationQuery } from './disputes-queries.ts'
import { WarningCase } from './warning-case.tsx'

export interface CasePageProps {
  id: string
  step: 'write' | 'review'
}

/** One dispute: written while the bank waits, read afterwards. */
export function CasePage({ id, step }: CasePageProps) {
  const { data: open } = useSuspenseQuery(disputeQuery(id))
  const { operationId } = open
  const { data: last, isLoading } = useQuery({
    ...endingOperationQuery(operationId ?? ''),
    enabled: operationId !== null,
  })
  const mayDraft = useMay('dispute:draft')
  if (open.kind === 'early_fraud_warning') return <WarningCase open={open} />
  // Whether it can be written at all is known only with its operation.
  if (isLoading) return <CaseReader open={open} last={undefined} />
  return mayDraft && canBeAnswered(open, last) ? (
    <CaseEditor open={open} last={last} step={step} />
  ) : (
    <CaseReader open={open} last={last} />
  )
}
