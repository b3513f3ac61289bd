import { useInfiniteQuery } from '@tanstack/react-query'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery } from './audit-queries.ts'
import { type AuditSearch, auditOutcomes } from './audit-search.ts'
import { AuditTable } from './audit-table.tsx'
import { actorInWords, outcomeLooks } from './audit-words.ts'
import { ChainFact } from './chain-fact.tsx'

/** Everything that was done, tried or denied, and whether the log is whole. */
export function AuditPage({ search }: { search: AuditSearch }) {
  const list = useInfiniteQuery(auditQuery(search))
  const { rows, error, readAt, retry, more } = pagesOf(list)
  const total = list.data?.pages[0]?.total
  const isFiltered = Object.values(search).some(value => value !== undefined)
  const [first] = rows ?? []
  return (
    <>
      <header className="flex min-h-15 flex-wrap items-center gap-x-4 gap-y-1 px-6 py-2 max-sm:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">Audit</h1>
        <ChainFact />
      </header>
      <TabBar label="Outcomes">
        <TabLink to="/audit" search={{}} current={!isFiltered}>
          Everything
        </TabLink>
        {auditOutcomes.map(outcome => (
          <TabLink key={outcome} to="/audit" search={{ outcome }} current={search.outcome === outcome}>
            {outcomeLooks[outcome].word}
          </TabLink>
        ))}
      </TabBar>
      <AuditFilters search={search} actorName={first && actorInWords(first.actor)} />
      <AuditTable
        rows={rows}
        isFiltered={isFiltered}
        problem={tableProblem('The audit log could not be read', { error, readAt, retry })}
      />
      {rows && rows.length > 0 ? (
        <TableFoot shown={rows.length} hasKeys={false} total={total} asOf={readAt} more={more} />
      ) : null}
    </>
  )
}
