import { describe, expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

const returnUrl = 'https://shop.example/done?order=7'

/** A sandbox with an intent that waits for its challenge, of the platform or of an account connected to it. */
async function waiting({ connected = false } = {}) {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  const account = connected ? (await stripe.accounts.create({})).id : undefined
  const to = account === undefined ? {} : { stripeAccount: account }
  const intent = await stripe.paymentIntents.create(
    {
      amount: 4200,
      currency: 'eur',
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: returnUrl,
    },
    to,
  )
  const url = new URL(intent.next_action?.redirect_to_url?.url ?? '')
  return { ...sandbox, intent, url, account }
}

const decide = (url: URL, outcome: 'succeeded' | 'failed') =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })

const cameBack = (response: Response) => new URL(response.headers.get('location') ?? '')

describe('the challenge that an intent leads to', () => {
  test('says who asks for how much, on which card', async () => {
    const { url } = await waiting()
    const response = await fetch(url)
    const text = await response.text()
    for (const fact of ['Northpost Coffee', '€42.00', '•••• 3184']) expect(text).toContain(fact)
    expect(response.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://shop.example;",
    )
  })

  test('completed, takes the money and comes back to the seller', async () => {
    const { stripe, intent, url } = await waiting()
    const { origin, searchParams } = cameBack(await decide(url, 'succeeded'))
    expect(origin).toBe('https://shop.example')
    expect(Object.fromEntries(searchParams)).toEqual({
      order: '7',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    })
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
  })

  test('failed, takes nothing and says so', async () => {
    const { stripe, intent, url } = await waiting()
    expect(cameBack(await decide(url, 'failed')).searchParams.get('redirect_status')).toBe('failed')
    const after = await stripe.paymentIntents.retrieve(intent.id)
    expect([after.status, after.last_payment_error?.code]).toEqual([
      'requires_payment_method',
      'payment_intent_authentication_failure',
    ])
  })

  test('is over once it is answered: a second answer changes nothing', async () => {
    const { stripe, intent, url } = await waiting()
    await decide(url, 'succeeded')
    await decide(url, 'failed')
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
    expect(await (await fetch(url)).text()).toContain('The bank has its answer')
  })

  test('is nobody’s without the intent’s own secret', async () => {
    const { stripe, intent, url } = await waiting()
    url.searchParams.set('client_secret', `${intent.id}_secret_guessed`)
    expect((await decide(url, 'succeeded')).status).toBe(404)
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_action')
  })

  test('of a connected account stays in that account’s world', async () => {
    const { stripe, intent, url, account } = await waiting({ connected: true })
    expect(url.searchParams.get('account')).toBe(account)
    expect(cameBack(await decide(url, 'succeeded')).searchParams.get('redirect_status')).toBe('succeeded')
    const after = await stripe.paymentIntents.retrieve(intent.id, {}, { stripeAccount: account ?? '' })
    expect(after.status).toBe('succeeded')
    url.searchParams.delete('account')
    expect((await fetch(url)).status).toBe(404)
  })
})

test('the challenge of a setup saves the card, and comes back by its own names', async () => {
  const { stripe } = await startTestSandbox()
  const setup = await stripe.setupIntents.create({
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
    return_url: returnUrl,
  })
  const back = cameBack(await decide(new URL(setup.next_action?.redirect_to_url?.url ?? ''), 'succeeded'))
  expect(back.searchParams.get('setup_intent')).toBe(setup.id)
  expect(back.searchParams.get('redirect_status')).toBe('succeeded')
  expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('succeeded')
})

test('a framed challenge may be shown by anyone, a page of its own by nobody', async () => {
  const { url } = await waiting()
  const policyOf = async (headers: Record<string, string>) =>
    (await fetch(url, { headers })).headers.get('content-security-policy')
  expect(await policyOf({})).toContain("frame-ancestors 'none'")
  expect(await policyOf({ 'sec-fetch-dest': 'iframe' })).toContain('frame-ancestors *')
})
