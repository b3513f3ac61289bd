import type { UseQueryResult } from '@tanstack/react-query'
import SearchX from 'lucide-react/icons/search-x'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { ListPage } from '#client/kit/list-page.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { ZoneNote } from '#client/kit/zone-note.tsx'
import { Button } from '#client/ui/button.tsx'
import type { SearchReply } from '#shared/api/search.ts'
import { FoundCustomers, FoundPayments } from './found-tables.tsx'

export interface SearchPageProps {
  q: string
  result: Pick<UseQueryResult<SearchReply>, 'data' | 'error' | 'refetch' | 'isFetching'>
}

/** What was found, grouped; and what could not be searched, which is not the same as nothing. */
export function SearchPage({ q, result: { data, error, refetch, isFetching } }: SearchPageProps) {
  const retry = (): void => void refetch()
  if (q === '') return <HowToSearch />
  const count = (data?.customers.length ?? 0) + (data?.payments.length ?? 0)
  return (
    <ListPage
      title="Search"
      facts={
        <>
          for <bdi className="font-medium text-foreground">{q}</bdi>
        </>
      }
      filters={
        <>
          <span role="status">{data ? foundWords(count) : 'Searching'}</span>
          <ZoneNote />
        </>
      }
    >
      {error ? (
        <SectionProblem title="The search was not answered" error={error} onRetry={retry} className="m-6" />
      ) : null}
      {data?.missing.map(sentence => (
        <Notice
          key={sentence}
          strip
          tone="warning"
          title={sentence}
          actions={
            <Button size="bar" busy={isFetching} onClick={retry}>
              Try again
            </Button>
          }
        />
      ))}
      {data ? <Found found={data} /> : null}
    </ListPage>
  )
}

const foundWords = (count: number): string => (count === 1 ? '1 match' : `${count} matches`)

function Found({ found: { query, customers, payments } }: { found: SearchReply }) {
  if (customers.length + payments.length === 0) return <NothingFound query={query} />
  return (
    <>
      {customers.length > 0 ? (
        <section aria-labelledby="found-customers">
          <SectionHead id="found-customers" title="Customers" count={customers.length} />
          <div className="border-t">
            <FoundCustomers customers={customers} hasKeys />
          </div>
        </section>
      ) : null}
      {payments.length > 0 ? (
        <section aria-labelledby="found-payments" className={customers.length > 0 ? 'mt-3' : undefined}>
          <SectionHead id="found-payments" title="Payments" count={payments.length} />
          <div className="border-t">
            <FoundPayments payments={payments} hasKeys={customers.length === 0} />
          </div>
        </section>
      ) : null}
    </>
  )
}

function NothingFound({ query }: { query: string }) {
  return (
    <EmptyState icon={SearchX} title="Nothing found">
      No customer, payment or id matches <bdi className="font-medium text-foreground">{query}</bdi>. Try the
      whole email, part of a name, the last four digits of the card, or the exact amount.
    </EmptyState>
  )
}

function HowToSearch() {
  return (
    <ListPage title="Search">
      <EmptyState icon={SearchX} title="What does the ticket say?">
        An email, part of a name, the last four digits of a card, an exact amount such as €42.00, or any
        Stripe id.
      </EmptyState>
    </ListPage>
  )
}
