import { describe, expect, test } from 'vitest'
import { beans, filledIn, happened, press, wordsOf } from './checkout-visitor.ts'
import { startTestSandbox } from './sandbox-client.ts'

const location = (answer: Response) => answer.headers.get('location') ?? ''

describe('the hosted page', () => {
  test('takes the money once, tells of it, and sends the customer on', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans())
    const words = await wordsOf(fetch(session.url ?? ''))
    expect(words).toContain('Pay Northpost Coffee $37.00 Coffee beans $18.50 each Quantity 2 $37.00')

    const paid = await press(session)
    expect([paid.status, location(paid)]).toEqual([303, `https://shop.example/done?session=${session.id}`])
    const complete = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    })
    expect(complete).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer: null,
      customer_details: { email: 'ada@example.com', name: 'Ada Lovelace', address: { postal_code: '94107' } },
      payment_intent: {
        status: 'succeeded',
        amount: 3_700,
        latest_charge: { paid: true, payment_method_details: { card: { last4: '4242', exp_year: 2034 } } },
      },
    })
    expect(await happened(stripe)).toEqual([
      'product.created',
      'price.created',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
  })

  test('has one effect, however many tabs press at once', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans({ customer_creation: 'always' }))
    const presses = Array.from({ length: 20 }, () => press(session))
    for (const answer of await Promise.all(presses)) {
      expect(location(answer)).toBe(`https://shop.example/done?session=${session.id}`)
    }
    expect((await stripe.charges.list()).data).toHaveLength(1)
    expect((await stripe.customers.list()).data).toHaveLength(1)
    expect((await happened(stripe)).filter(type => type === 'checkout.session.completed')).toHaveLength(1)
  })

  test('tells a decline, keeps what was typed but never the card, and takes another', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans())
    const declined = await press(session, filledIn({ 'card[number]': '4000000000009995' }))
    const page = await declined.text()
    expect(declined.status).toBe(422)
    expect(page).toContain('Your card has insufficient funds.')
    expect(page).toContain('value="ada@example.com"')
    expect(page).not.toContain('4000000000009995')
    const open = await stripe.checkout.sessions.retrieve(session.id)
    expect(open).toMatchObject({ status: 'open', payment_status: 'unpaid' })

    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id)
    expect(complete).toMatchObject({ status: 'complete', payment_intent: open.payment_intent })
    const charges = (await stripe.charges.list()).data
    expect(charges.map(charge => charge.status)).toEqual(['succeeded', 'failed'])
  })

  test('says what is missing at each field, and nothing is tried', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      beans({
        phone_number_collection: { enabled: true },
        custom_fields: [{ key: 'grind', type: 'text', label: { type: 'custom', custom: 'Grind' } }],
        consent_collection: { terms_of_service: 'required' },
      }),
    )
    const refused = await press(session, filledIn({ email: 'ada', 'card[number]': '', 'card[cvc]': '' }))
    const words = await wordsOf(refused)
    for (const message of [
      'Your email is invalid.',
      'Phone number is required.',
      'Grind is required.',
      'You must accept the terms of service.',
      'Your card’s number is incomplete.',
      'Your card’s security code is incomplete.',
    ]) {
      expect(words).toContain(message)
    }
    expect((await stripe.paymentIntents.list()).data).toEqual([])
  })

  test.each([
    ['4242 4242 4242 4241', 'Your card number is incorrect.'],
    ['4000 0000 0000 0069', 'Your card has expired.'],
    ['4000 0000 0000 0127', 'Your card’s security code is incorrect.'],
    ['4100 0000 0000 0019', 'Your card was declined.'],
  ])('answers %s with “%s”', async (number, message) => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans())
    const words = await wordsOf(press(session, filledIn({ 'card[number]': number })))
    expect(words.replaceAll('&#39;', '’')).toContain(message)
  })

  test('leads through 3-D Secure and is complete even if the customer never comes back', async () => {
    const { stripe, control } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans())
    const asked = await press(session, filledIn({ 'card[number]': '4000002760003184' }))
    const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    const intent = waiting.payment_intent as { id: string; next_action: { redirect_to_url: { url: string } } }
    expect(location(asked)).toBe(intent.next_action.redirect_to_url.url)
    expect(waiting.status).toBe('open')

    await control('POST', `/authentications/${intent.id}`, { outcome: 'succeeded' })
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
    })
    const back = await fetch(`${session.url}/return`, { redirect: 'manual' })
    expect(location(back)).toBe(`https://shop.example/done?session=${session.id}`)
  })

  test('shows why a challenge failed, and goes on', async () => {
    const { stripe, control } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(beans())
    await press(session, filledIn({ 'card[number]': '4000002760003184' }))
    const { payment_intent: id } = await stripe.checkout.sessions.retrieve(session.id)
    await control('POST', `/authentications/${id}`, { outcome: 'failed' })
    expect(await wordsOf(fetch(session.url ?? ''))).toContain('failed authentication')
    await press(session)
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: 'paid',
      payment_intent: id,
    })
  })

  test('that is complete or expired says so', async () => {
    const { stripe } = await startTestSandbox()
    const paid = await stripe.checkout.sessions.create(beans())
    await press(paid)
    expect(await wordsOf(fetch(paid.url ?? ''))).toContain('Payment complete')
    const old = await stripe.checkout.sessions.create(beans())
    await stripe.checkout.sessions.expire(old.id)
    expect(await wordsOf(fetch(old.url ?? ''))).toContain('This page has expired')
    expect(await wordsOf(press(old))).toBe('')
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1)
  })

  test('escapes hostile names', async () => {
    const { stripe } = await startTestSandbox()
    const name = '<img src=x onerror=alert(1)>'
    const session = await stripe.checkout.sessions.create(
      beans({
        branding_settings: { display_name: name },
        line_items: [
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name } } },
        ],
      }),
    )
    const page = await (await fetch(session.url ?? '')).text()
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img src=x')
  })

  test.each([
    ['jpy', 18_400, '¥18,400'],
    ['kwd', 31_500, '31.500 KWD'],
    ['eur', 4_200, '€42.00'],
  ])('tells %s in its own scale', async (currency, unit_amount, shown) => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      beans({
        line_items: [
          { quantity: 1, price_data: { currency, unit_amount, product_data: { name: 'Grinder' } } },
        ],
      }),
    )
    expect(await wordsOf(fetch(session.url ?? ''))).toContain(`Pay ${shown}`)
  })

  test('changes a quantity that may be changed, and never charges another total than it showed', async () => {
    const { stripe } = await startTestSandbox()
    const [item] = beans().line_items ?? []
    const session = await stripe.checkout.sessions.create(
      beans({ line_items: [{ ...item, adjustable_quantity: { enabled: true, maximum: 5 } }] }),
    )
    const { data } = await stripe.checkout.sessions.listLineItems(session.id)
    const body = new URLSearchParams({ item: data[0]?.id ?? '', quantity: '3' })
    await fetch(`${session.url}/quantity`, { method: 'POST', body, redirect: 'manual' })
    expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(5_550)

    const stale = await press(session, filledIn({ expected_amount: '3700' }))
    expect(await wordsOf(stale)).toContain('The total has changed')
    await press(session, filledIn({ expected_amount: '5550' }))
    expect((await stripe.charges.list()).data.map(charge => charge.amount)).toEqual([5_550])
  })

  test('takes a promotion code in any case, once', async () => {
    const { stripe } = await startTestSandbox()
    const coupon = await stripe.coupons.create({ percent_off: 25 })
    const code = await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'SPRING',
    })
    const session = await stripe.checkout.sessions.create(beans({ allow_promotion_codes: true }))
    const enter = (word: string) =>
      fetch(`${session.url}/promotion`, {
        method: 'POST',
        body: new URLSearchParams({ promotion_code: word }),
      })
    expect(await wordsOf(enter('WINTER'))).toContain('This code is invalid.')
    expect(await wordsOf(enter('spring'))).toContain('SPRING Remove −$9.25')
    await press(session)
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      amount_total: 2_775,
      total_details: { amount_discount: 925 },
      discounts: [{ promotion_code: code.id }],
      payment_status: 'paid',
    })
    expect(await stripe.promotionCodes.retrieve(code.id)).toMatchObject({ times_redeemed: 1 })
  })
})
