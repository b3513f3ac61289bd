import { customerFactsOf, defaultMethodIdOf } from '#server/stripe/mapping/customer.ts'
import { paymentMethodOf } from '#server/stripe/mapping/method.ts'
import type { CustomerFacts, StripeAccount, StripeReader } from '#server/stripe/port.ts'
import { anyChange, type CachedRead } from '#server/stripe/read-cache.ts'
import type { CallOptions, StripeCalls } from '#server/stripe/stripe-calls.ts'
import { listFreshForMs, listKey, objectFreshForMs, pageOf, pageParams } from './list-page.ts'
import { quoted } from './search-query.ts'

type CustomerReads = Pick<
  StripeReader,
  'account' | 'customer' | 'customers' | 'paymentMethods' | 'findCustomers'
>

interface CustomerRecord {
  readonly facts: CustomerFacts
  readonly defaultMethodId: string | null
  readonly asOf: number
}

export function createCustomerReads(calls: StripeCalls): CustomerReads {
  const record = (id: string, options: CallOptions): CachedRead<CustomerRecord> => ({
    key: `customer:${id}`,
    ids: [id],
    freshForMs: objectFreshForMs,
    load: async () => {
      const asOf = calls.clock.now()
      const customer = await calls.send('customers', stripe => stripe.customers.retrieve(id), options)
      return { facts: customerFactsOf(customer, asOf), defaultMethodId: defaultMethodIdOf(customer), asOf }
    },
  })
  return {
    account: () => readAccount(calls),
    async customer(id, options = {}) {
      const { facts } = await calls.readOrLast(
        record(id, { lane: options.lane, patient: options.fresh }),
        options,
      )
      return facts
    },
    customers: query =>
      calls.read({
        key: listKey('customers', query),
        ids: [anyChange],
        freshForMs: listFreshForMs,
        load: async () => {
          const asOf = calls.clock.now()
          const params = { ...pageParams(query), ...(query.email ? { email: query.email } : {}) }
          const list = await calls.send('customers', stripe => stripe.customers.list(params))
          return pageOf(list, customer => customerFactsOf(customer, asOf))
        },
      }),
    async paymentMethods(customerId) {
      const [methods, { defaultMethodId }] = await Promise.all([
        calls.read({
          key: `paymentMethods:${customerId}`,
          ids: [customerId],
          idsOf: list => list.map(({ id }) => id),
          freshForMs: objectFreshForMs,
          load: () => loadMethods(calls, customerId),
        }),
        calls.readOrLast(record(customerId, {})),
      ])
      const marked = methods.map(method => paymentMethodOf(method, defaultMethodId))
      return marked.sort((one, other) => Number(other.isDefault) - Number(one.isDefault))
    },
    findCustomers: text => findCustomers(calls, text),
  }
}

const accountFreshForMs = 10 * 60_000

const readAccount = (calls: StripeCalls): Promise<StripeAccount> =>
  calls.read({
    key: 'account',
    ids: [],
    freshForMs: accountFreshForMs,
    load: async () => {
      const account = await calls.send('account', stripe => stripe.accounts.retrieveCurrent())
      const name =
        account.settings?.dashboard.display_name ??
        account.business_profile?.name ??
        account.email ??
        account.id
      return { id: account.id, name }
    },
  })

async function loadMethods(calls: StripeCalls, customerId: string) {
  const list = await calls.send('payment_methods', stripe =>
    stripe.customers.listPaymentMethods(customerId, { limit: 100 }),
  )
  return list.data
}

/** Stripe's index takes `~` for a part of at least three characters; a shorter text must be the whole word. */
function findCustomers(calls: StripeCalls, text: string): Promise<CustomerFacts[]> {
  const operator = [...text].length >= 3 ? '~' : ':'
  const value = quoted(text)
  return calls.read({
    key: listKey('findCustomers', { text }),
    ids: [anyChange],
    freshForMs: listFreshForMs,
    load: async () => {
      const asOf = calls.clock.now()
      const query = `name${operator}${value} OR email${operator}${value}`
      const found = await calls.send('search', stripe => stripe.customers.search({ query, limit: 20 }))
      return found.data.map(customer => customerFactsOf(customer, asOf))
    },
  })
}
