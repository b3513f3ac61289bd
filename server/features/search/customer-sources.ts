import { seesPersonalData, shownCustomer } from '#server/access/personal-data.ts'
import type { Context } from '#server/context.ts'
import type { CustomerFacts, StripeReader } from '#server/stripe/port.ts'
import type { SearchReply } from '#shared/api/search.ts'
import { amountsIn } from './amounts.ts'
import type { Source } from './search.ts'

export type CustomerHit = SearchReply['customers'][number]

const newestLooked = 100

/** Where customers are looked for by an email, or by part of a name or an email. */
export function customerSources(
  reader: StripeReader,
  context: Context,
  query: string,
): Source<CustomerHit>[] {
  if (!/\p{L}/u.test(query) || amountsIn(query).length > 0) return []
  const asHits = (found: readonly CustomerFacts[]) => found.flatMap(facts => hitOf(context, facts, query))
  const newest: Source<CustomerHit> = {
    missing: 'The newest customers could not be read: somebody who was added just now may be missing.',
    find: async () => asHits((await reader.customers({ limit: newestLooked })).data),
  }
  const index: Source<CustomerHit> = {
    missing: 'Stripe’s customer search did not answer: names and parts of emails may be missing.',
    find: async () => asHits(await reader.findCustomers(query)),
  }
  return [...exactEmails(reader, query, asHits), newest, index]
}

/** Stripe's list compares letter by letter: an email typed in capitals is asked for as it is usually kept, too. */
function exactEmails(
  reader: StripeReader,
  query: string,
  asHits: (found: readonly CustomerFacts[]) => CustomerHit[],
): Source<CustomerHit>[] {
  if (!/^\S+@\S+$/.test(query)) return []
  return [...new Set([query, query.toLowerCase()])].map(email => ({
    missing: 'Stripe’s list of customers did not answer: this email may be missing.',
    find: async () => asHits((await reader.customers({ email, limit: 25 })).data),
  }))
}

/** Why it was found, checked here too. Part of an email is no reason to whom the email is masked: it would be told so. */
function hitOf(context: Context, facts: CustomerFacts, query: string): CustomerHit[] {
  const { id, name, email, deleted } = facts
  const matched = matchOf(facts, query, seesPersonalData(context))
  return matched === null ? [] : [{ ...shownCustomer(context, { id, name, email, deleted }), matched }]
}

function matchOf({ name, email }: CustomerFacts, query: string, clear: boolean): string | null {
  if (email !== null && plain(email) === plain(query)) return 'Email'
  if (name !== null && holdsWords(name, query)) return 'Name'
  return clear && email !== null && plain(email).includes(plain(query)) ? 'Part of the email' : null
}

/** Every word of the query, in any order: "yildirim elif" finds Elif Yıldırım. */
function holdsWords(name: string, query: string): boolean {
  const text = plain(name)
  return plain(query)
    .split(/\s+/)
    .every(word => text.includes(word))
}

/** Without case, accents, or the Turkish dotless i, which no keyboard elsewhere has. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').trim()
