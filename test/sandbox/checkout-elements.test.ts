import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { beans, club, filledIn, happened, press, wordsOf } from './checkout-visitor.ts'
import { startTestSandbox } from './sandbox-client.ts'

const { success_url: _, cancel_url: __, ...inElements } = beans({ ui_mode: 'elements' })

interface Answer {
  readonly session?: Stripe.Checkout.Session
  readonly next_action?: { readonly type: string } | null
  readonly requires_payment_method?: boolean
  readonly error?: { readonly code?: string; readonly message: string; readonly param?: string }
}

/** What a page of the seller's own asks, as Stripe.js does in a browser. */
async function ask(url: string, path: string, fields: Record<string, string>) {
  const response = await fetch(`${url}/v1/payment_pages/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_sandbox', origin: 'https://shop.example' },
    body: new URLSearchParams(fields),
  })
  const answer: Answer = await response.json()
  return { status: response.status, ...answer }
}

const card = (number: string) => ({
  email: 'ada@example.com',
  'payment_method_data[type]': 'card',
  'payment_method_data[card][number]': number,
  'payment_method_data[card][exp_month]': '12',
  'payment_method_data[card][exp_year]': '2034',
  'payment_method_data[card][cvc]': '123',
})

describe('a session in elements', () => {
  const open = async () => {
    const scene = await startTestSandbox()
    const session = await scene.stripe.checkout.sessions.create({
      ...inElements,
      return_url: 'https://shop.example/back',
    })
    return { ...scene, session, secret: { client_secret: session.client_secret ?? '' } }
  }

  test('is looked at by who holds its secret, and by nobody else', async () => {
    const { url, session, secret } = await open()
    const page = await ask(url, `${session.id}/init`, secret)
    expect(page).toMatchObject({
      status: 200,
      requires_payment_method: true,
      session: { amount_total: 3_700 },
    })
    expect(page.session?.line_items?.data).toHaveLength(1)
    const wrong = await ask(url, `${session.id}/init`, { client_secret: 'cs_test_guess' })
    expect(wrong).toMatchObject({ status: 400, error: { param: 'client_secret' } })
    expect((await ask(url, `${session.id}/init`, {})).status).toBe(400)
  })

  test('is confirmed once, whoever asks and how often', async () => {
    const { url, stripe, session, secret } = await open()
    const fields = { ...secret, ...card('4242424242424242'), expected_amount: '3700' }
    const asked = Array.from({ length: 20 }, () => ask(url, `${session.id}/confirm`, fields))
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ status: 200, session: { status: 'complete', payment_status: 'paid' } })
    }
    expect((await stripe.charges.list()).data).toHaveLength(1)
  })

  test('tells a decline, and a challenge to take', async () => {
    const { url, stripe, session, secret } = await open()
    const confirm = (number: string) => ask(url, `${session.id}/confirm`, { ...secret, ...card(number) })
    expect(await confirm('4000000000000002')).toMatchObject({
      status: 402,
      error: { code: 'card_declined', message: 'Your card was declined.' },
    })
    expect(await confirm('4000002760003184')).toMatchObject({
      status: 200,
      session: { status: 'open' },
      next_action: { type: 'redirect_to_url' },
    })
    expect(await confirm('4242424242424242')).toMatchObject({ session: { status: 'complete' } })
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1)
  })

  test('asks for what is missing by its parameter', async () => {
    const { url, session, secret } = await open()
    const { email: ___, ...noEmail } = card('4242424242424242')
    expect(await ask(url, `${session.id}/confirm`, { ...secret, ...noEmail })).toMatchObject({
      status: 400,
      error: { param: 'email' },
    })
  })
})

describe('a session', () => {
  test('expires by the clock, with what it had begun', async () => {
    const { stripe, control } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(club())
    await press(session, filledIn({ 'card[number]': '4000000000000341' }))
    await control('POST', '/clock', { advanceMs: 24 * 60 * 60 * 1_000 })
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'expired',
      url: null,
    })
    expect((await stripe.subscriptions.list({ status: 'all' })).data[0]?.status).toBe('incomplete_expired')
    expect(await happened(stripe)).toContain('checkout.session.expired')
  })

  test('that holds the money is paid when it is captured', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      beans({ payment_intent_data: { capture_method: 'manual' } }),
    )
    await press(session)
    const held = await stripe.checkout.sessions.retrieve(session.id)
    expect(held).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    await stripe.paymentIntents.capture(String(held.payment_intent))
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' })
  })

  test('makes the invoice that it was asked for, already paid', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      beans({ invoice_creation: { enabled: true, invoice_data: { description: 'Order 7' } } }),
    )
    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['invoice.payments', 'customer'],
    })
    expect(complete).toMatchObject({
      customer: { email: 'ada@example.com' },
      invoice: {
        status: 'paid',
        total: 3_700,
        description: 'Order 7',
        payments: { data: [{ status: 'paid', payment: { payment_intent: complete.payment_intent } }] },
      },
    })
  })

  test('for nothing asks for no card', async () => {
    const { stripe } = await startTestSandbox()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100 })
    const session = await stripe.checkout.sessions.create(beans({ discounts: [{ coupon }] }))
    const words = await wordsOf(fetch(session.url ?? ''))
    expect(words).toContain('Complete order')
    expect(words).not.toContain('Card number')
    await press(session, new URLSearchParams({ email: 'ada@example.com', expected_amount: '0' }))
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      payment_intent: null,
    })
  })

  test('in a frame is shown to who holds its secret alone', async () => {
    const { stripe, url } = await startTestSandbox()
    const { line_items = [] } = beans()
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      ui_mode: 'embedded_page',
      redirect_on_completion: 'never',
      line_items,
    })
    const page = `${url}/checkout/${session.id}`
    expect((await fetch(page)).status).toBe(404)
    const framed = await fetch(`${page}?client_secret=${session.client_secret}`)
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(await wordsOf(framed)).toContain('Pay $37.00')
  })
})
