import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchReply } from '#shared/api/search.ts'
import type { Payment } from '#shared/domain/payment.ts'
import { type DeskClient, signIn } from '#test/acceptance/desk-client.ts'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { type SandboxControl, sandboxControl } from '#test/acceptance/sandbox-control.ts'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'

let product: RunningProduct
let sandbox: SandboxControl
let stripe: Stripe
let support: DeskClient
let viewer: DeskClient
let elif: Stripe.Customer
let intent: Stripe.PaymentIntent

beforeAll(async () => {
  product = await startProduct({ seed: 'company' })
  sandbox = sandboxControl(product.sandboxUrl)
  stripe = clientOf(product.sandboxUrl)
  support = await signIn(product.url, 'support')
  viewer = await signIn(product.url, 'viewer')
  elif = await stripe.customers.create({ name: 'Élise Quellmalz-Örn', email: 'Elise.Quellmalz@example.com' })
  intent = await pay(stripe, { amount: 73_219, currency: 'eur', customer: elif.id, description: 'Order 1' })
})

afterAll(() => product.dispose())

const look = (q: string, desk = support): Promise<SearchReply> =>
  desk.get<SearchReply>(`/api/search?q=${encodeURIComponent(q)}`)
const customersOf = async (q: string, desk = support): Promise<string[]> =>
  (await look(q, desk)).customers.map(({ id }) => id)
const paymentsOf = async (q: string): Promise<string[]> => (await look(q)).payments.map(({ id }) => id)

describe('a customer who was made a moment ago is found by', () => {
  test.each([
    ['the whole email', 'Elise.Quellmalz@example.com'],
    ['the email in other letters', 'elise.quellmalz@EXAMPLE.com'],
    ['part of the email', 'elise.quellm'],
    ['part of the name', 'quellm'],
    ['words of the name in any order', 'örn élise'],
    ['the name without its accents', 'elise orn'],
  ])('%s', async (_how, q) => {
    expect(await customersOf(q)).toContain(elif.id)
  })
})

describe('a payment that was made a moment ago is found by', () => {
  test.each([
    ['the exact amount', '732.19'],
    ['the amount with its sign', '€732.19'],
    ['the amount with its code', '732,19 EUR'],
    ['the last four digits', '4242'],
  ])('%s', async (_how, q) => {
    expect(await paymentsOf(q)).toContain(intent.id)
  })

  test('an amount in another currency does not find it', async () => {
    expect(await paymentsOf('732.19 USD')).not.toContain(intent.id)
  })
})

describe('a pasted id leads to its page:', () => {
  const pages: [string, () => Promise<[string, SearchReply['direct']]>][] = [
    ['a customer', async () => [elif.id, { target: 'customer', id: elif.id }]],
    ['a payment intent', async () => [intent.id, { target: 'payment', id: intent.id }]],
    ['a charge to its payment', async () => [chargeOf(intent), { target: 'payment', id: intent.id }]],
    [
      'an address that holds an id',
      async () => [
        `https://dashboard.stripe.com/test/payments/${intent.id}?x=1`,
        { target: 'payment', id: intent.id },
      ],
    ],
    [
      'a refund to its payment',
      async () => {
        const { id } = await stripe.refunds.create({ payment_intent: intent.id, amount: 100 })
        return [id, { target: 'payment', id: intent.id }]
      },
    ],
    [
      'a dispute',
      async () => {
        const id = (await stripe.disputes.list({ limit: 1 })).data[0]?.id ?? ''
        return [id, { target: 'dispute', id }]
      },
    ],
    [
      'an invoice',
      async () => {
        const id = (await stripe.invoices.list({ limit: 1 })).data[0]?.id ?? ''
        return [id, { target: 'invoice', id }]
      },
    ],
    [
      'a subscription',
      async () => {
        const id = (await stripe.subscriptions.list({ limit: 1 })).data[0]?.id ?? ''
        return [id, { target: 'subscription', id }]
      },
    ],
    [
      'an event',
      async () => {
        const { data } = await support.get<{ data: { id: string }[] }>('/api/events?limit=1')
        const id = data[0]?.id ?? ''
        return [id, { target: 'event', id }]
      },
    ],
  ]
  test.each(pages)('%s', async (_what, make) => {
    const [q, direct] = await make()
    expect((await look(q)).direct).toEqual(direct)
  })

  test.each(['pi_nobody', 'cus_nobody', 'evt_nobody', 're_nobody'])('%s leads nowhere', async q => {
    expect(await look(q)).toMatchObject({ direct: null, customers: [], payments: [], missing: [] })
  })
})

describe('what may be seen', () => {
  test('a viewer gets emails masked, and still finds by the whole one', async () => {
    const { customers } = await look('Elise.Quellmalz@example.com', viewer)
    expect(customers).toMatchObject([{ id: elif.id, email: 'E•••@e•••.com', matched: 'Email' }])
  })

  test('a viewer does not learn an email by its parts', async () => {
    expect(await customersOf('elise.quellm', viewer)).toEqual([])
    expect(await customersOf('quellm', viewer)).toContain(elif.id)
  })
})

describe('whatever is typed', () => {
  test.each(['"', '\\', "' OR name:'x", 'name:"a" OR email:"b"', '-metadata["k"]:null', '%', '🦊', 'a'])(
    '%s is looked for and never run',
    async q => {
      expect(await look(q)).toMatchObject({ direct: null, missing: [] })
    },
  )

  test('a place that does not answer is named, and the others still do', async () => {
    const path = '/v1/customers/search'
    await sandbox.fault({ method: 'GET', path, kind: '500-not-applied', times: 20 })
    const found = await look('quellmalz')
    await sandbox.clearFaults()
    expect(found.missing).toEqual([
      'Stripe’s customer search did not answer: names and parts of emails may be missing.',
    ])
    expect(found.customers.map(({ id }) => id)).toContain(elif.id)
  })

  test('a found payment is as its own page says', async () => {
    const [found] = (await look('732.19')).payments
    const own = await support.get<Payment>(`/api/payments/${intent.id}`)
    expect(found).toMatchObject({ id: own.id, state: own.state, amountRefunded: own.amountRefunded })
  })
})
