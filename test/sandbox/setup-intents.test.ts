import { describe, expect, test } from 'vitest'
import { pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe('a setup intent', () => {
  test('asks for 3-D Secure once, and the card then pays off session', async () => {
    const { stripe, control, url } = await startTestSandbox()
    const { id: customer } = await stripe.customers.create()
    const intent = await stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
      confirm: true,
      return_url: 'https://example.com/back',
    })
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'redirect_to_url',
        redirect_to_url: {
          return_url: 'https://example.com/back',
          url: `${url}/3ds/${intent.id}?client_secret=${intent.client_secret}`,
        },
      },
    })
    await control('POST', `/authentications/${intent.id}`, { outcome: 'succeeded' })
    expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      next_action: null,
    })
    const paid = await pay(stripe, {
      customer,
      payment_method: String(intent.payment_method),
      off_session: true,
    })
    expect(paid.status).toBe('succeeded')
  })

  test('that is declined keeps the error, tells so, and takes another card', async () => {
    const { stripe } = await startTestSandbox()
    const intent = await stripe.setupIntents.create()
    const error = await refusal(
      stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_chargeDeclinedIncorrectCvc' }),
    )
    expect(error).toMatchObject({ statusCode: 402, code: 'incorrect_cvc' })
    expect(error.setup_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' })
    expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({
      last_setup_error: { code: 'incorrect_cvc' },
      payment_method: null,
    })
    const [event] = (await stripe.events.list({ type: 'setup_intent.setup_failed' })).data
    expect(event?.data.object).toMatchObject({ id: intent.id })
    const done = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect(done).toMatchObject({ status: 'succeeded', last_setup_error: null })
  })
})
