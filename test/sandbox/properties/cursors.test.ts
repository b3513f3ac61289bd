import fc from 'fast-check'
import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { pay } from '#test/sandbox/pay.ts'
import { inFrozenTime } from './frozen-sandbox.ts'

interface Item {
  readonly id: string
}
interface Listed {
  /** Makes one more, of which all the others know nothing. */
  make(stripe: Stripe, payment: string): Promise<Item>
  list(stripe: Stripe, params: Stripe.PaginationParams): PromiseLike<Stripe.ApiList<Item>>
  remove?(stripe: Stripe, id: string): Promise<unknown>
}

const lists: Readonly<Record<string, Listed>> = {
  customers: {
    make: stripe => stripe.customers.create(),
    list: (stripe, params) => stripe.customers.list(params),
    remove: (stripe, id) => stripe.customers.del(id),
  },
  coupons: {
    make: stripe => stripe.coupons.create({ percent_off: 10, duration: 'once' }),
    list: (stripe, params) => stripe.coupons.list(params),
    remove: (stripe, id) => stripe.coupons.del(id),
  },
  products: {
    make: stripe => stripe.products.create({ name: 'Beans' }),
    list: (stripe, params) => stripe.products.list(params),
    remove: (stripe, id) => stripe.products.del(id),
  },
  paymentIntents: {
    make: stripe => stripe.paymentIntents.create({ amount: 100, currency: 'usd' }),
    list: (stripe, params) => stripe.paymentIntents.list(params),
  },
  refunds: {
    make: (stripe, payment) => stripe.refunds.create({ payment_intent: payment, amount: 1 }),
    list: (stripe, params) => stripe.refunds.list(params),
  },
}

/** What happens to the list between two pages of it. */
const meanwhile = fc.constantFrom('nothing', 'make', 'remove', 'later')
const walk = fc.record({
  count: fc.integer({ min: 1, max: 9 }),
  limit: fc.integer({ min: 1, max: 10 }),
  between: fc.array(meanwhile, { minLength: 1, maxLength: 5 }),
  /** Which of those not yet seen is removed. */
  at: fc.nat(9),
})

describe.each(Object.entries(lists))('a walk through %s', (_, { make, list, remove }) => {
  test.each(['starting_after', 'ending_before'] as const)(
    'by %s meets each once',
    async cursor => {
      await fc.assert(
        fc.asyncProperty(walk, ({ count, limit, between, at }) =>
          inFrozenTime({}, async ({ stripe, sandbox }) => {
            const payment = (await pay(stripe)).id
            const made: string[] = []
            for (let nth = 0; nth < count; nth += 1) made.push((await make(stripe, payment)).id)
            // A walk up begins above the oldest, a walk down with no cursor at all.
            const up = cursor === 'ending_before'
            const whole = await list(stripe, { limit: 100 })
            const known = up ? whole.data.slice(0, -1).reverse() : whole.data
            let from = up ? whole.data.at(-1)?.id : undefined
            const seen: string[] = []
            const gone = new Set<string>()
            for (let page = 0, more = true; more; page += 1) {
              const { data, has_more } = await list(stripe, { limit, ...(from ? { [cursor]: from } : {}) })
              expect(data.length).toBeLessThanOrEqual(limit)
              expect(has_more).toBe(data.length === limit && has_more)
              const ids = (up ? data.toReversed() : data).map(({ id }) => id)
              seen.push(...ids)
              from = ids.at(-1) ?? from
              more = has_more
              const now = between[page % between.length]
              if (now === 'make' && page < 20) await make(stripe, payment)
              if (now === 'later') await sandbox.advance(1_000)
              const left = known.filter(({ id }) => !seen.includes(id) && !gone.has(id))
              const victim = now === 'remove' && remove ? left[at % Math.max(1, left.length)] : undefined
              if (victim && remove) {
                await remove(stripe, victim.id)
                gone.add(victim.id)
              }
            }
            expect(new Set(seen).size, 'none twice').toBe(seen.length)
            const old = new Set(known.map(({ id }) => id))
            expect(seen.filter(id => old.has(id))).toEqual(
              known.map(({ id }) => id).filter(id => !gone.has(id) || seen.includes(id)),
            )
            expect(made.every(id => whole.data.some(item => item.id === id))).toBe(true)
          }),
        ),
        { numRuns: 12 },
      )
    },
    60_000,
  )
})

test('the pages of a search meet each once', async () => {
  await fc.assert(
    fc.asyncProperty(walk, ({ count, limit, between }) =>
      inFrozenTime({}, async ({ stripe }) => {
        const make = () => stripe.customers.create({ name: 'Ada', metadata: { wanted: 'yes' } })
        const made: string[] = []
        for (let nth = 0; nth < count; nth += 1) made.push((await make()).id)
        await stripe.customers.create({ name: 'Bob' })
        const seen: string[] = []
        let page: string | null | undefined
        for (let nth = 0; page !== null; nth += 1) {
          const query = 'metadata["wanted"]:"yes"'
          const found = await stripe.customers.search({ query, limit, ...(page ? { page } : {}) })
          seen.push(...found.data.map(({ id }) => id))
          expect(found.has_more).toBe(found.next_page !== null)
          page = found.next_page
          if (between[nth % between.length] === 'make') await make()
        }
        expect(seen).toEqual(made.toReversed())
      }),
    ),
    { numRuns: 12 },
  )
}, 60_000)
