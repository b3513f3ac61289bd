import { shown } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import type { Log } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { SearchReply } from '#shared/api/search.ts'
import { type CustomerHit, customerSources } from './customer-sources.ts'
import { type DirectDeps, directHit } from './direct-hit.ts'
import { type PaymentHit, paymentSources } from './payment-sources.ts'

export interface SearchDeps extends DirectDeps {
  readonly log: Log
}

/** One place that is asked. `missing` is what the person is told when it does not answer. */
export interface Source<Hit> {
  readonly missing: string
  readonly find: () => Promise<Hit[]>
}

const mostHits = 50

/**
 * Looks everywhere at once: a pasted id directly, exact lists, what is newest, and Stripe's index, which lags behind.
 * A place that does not answer is named in `missing`; the search itself never fails for it.
 */
export async function search(deps: SearchDeps, context: Context, query: string): Promise<SearchReply> {
  const missing = new Set<string>()
  const note = (sentence: string, error: unknown) => {
    // An error of our own making is a defect, and is not dressed up as a missing place.
    if (!(error instanceof Problem)) throw error
    deps.log.warn({ code: error.code }, 'A place to search did not answer')
    missing.add(sentence)
  }
  const ask = async <Hit>(sources: readonly Source<Hit>[]): Promise<Hit[]> => {
    const asked = sources.map(({ missing, find }) =>
      find().catch((error): Hit[] => {
        note(missing, error)
        return []
      }),
    )
    return (await Promise.all(asked)).flat()
  }
  const direct = await directHit(deps, query).catch(error => {
    note(idsMissing, error)
    return null
  })
  if (direct) return { query, direct, customers: [], payments: [], missing: [] }
  const [customers, payments] = await Promise.all([
    ask(customerSources(deps.reader, context, query)),
    ask(paymentSources(deps.reader, query)),
  ])
  return {
    query,
    direct: null,
    customers: firstOfEach(customers),
    payments: firstOfEach(payments)
      .sort(newestFirst)
      .map(payment => shown(context, payment)),
    missing: [...missing],
  }
}

const idsMissing = 'Stripe did not answer, so that the id could not be looked up.'

const newestFirst = (one: PaymentHit, other: PaymentHit): number => other.createdAt - one.createdAt

/** The places are asked in the order of how exact they are: the first word on a hit stays. */
function firstOfEach<Hit extends CustomerHit | PaymentHit>(hits: readonly Hit[]): Hit[] {
  const found = new Map<string, Hit>()
  for (const hit of hits) if (!found.has(hit.id)) found.set(hit.id, hit)
  return [...found.values()].slice(0, mostHits)
}
