import type { Browser, Page } from 'playwright-core'
import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import { axeFindings, journey, launchBrowser, type Visit, visit } from './browser.ts'
import { openShop, type Shop } from './shop.ts'

journey('a customer pays on a seller’s page, by Stripe.js', () => {
  let sandbox: RunningSandbox
  let stripe: Stripe
  let shop: Shop
  let browser: Browser
  let visited: Visit

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false })
    stripe = clientOf(sandbox.url)
    shop = await openShop(sandbox.url)
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    visited = await visit(browser, shop.url)
  })
  afterEach(async () => {
    await visited.context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
    await sandbox?.close()
  })

  const ask = (given: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({ amount: 4200, currency: 'eur', ...given })
  const enter = async (intent: { client_secret: string | null }, query = '') => {
    await visited.page.goto(`/?secret=${intent.client_secret}${query}`)
    await fields(visited.page).getByLabel('Card number').waitFor()
    return visited.page
  }
  const fields = (page: Page) => page.frameLocator('iframe[title="Secure payment input frame"]')
  const challenge = (page: Page) => page.frameLocator('iframe[title="3D Secure"]')
  /** By the keyboard alone: the fields lead from one to the next. */
  const type = async (page: Page, number: string) => {
    await fields(page).getByLabel('Card number').fill('')
    await fields(page).getByLabel('Card number').focus()
    await page.keyboard.type(number)
    await page.keyboard.type('1234')
    await page.keyboard.type('123')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Germany')
  }
  const pay = (page: Page) => page.getByRole('button', { name: 'Pay' }).press('Enter')
  const says = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor()

  test('with 4242: the money is taken, and the page never sees the card', async () => {
    const intent = await ask()
    const page = await enter(intent)
    await type(page, '4242424242424242')
    await page.locator('body[data-complete="true"]').waitFor()
    await pay(page)
    await says(page, 'Paid: succeeded')
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['payment_method'] })
    expect([paid.status, paid.amount_received]).toEqual(['succeeded', 4200])
    const method = paid.payment_method
    expect(typeof method === 'object' && method?.card).toMatchObject({ last4: '4242', exp_month: 12 })
    expect(await page.content()).not.toContain('4242')
    expect(visited.complaints).toEqual([])
  })

  test('and is sent back to the seller, with what came of it', async () => {
    const intent = await ask()
    const page = await enter(intent, '&redirect=always')
    await type(page, '4242424242424242')
    await pay(page)
    await says(page, 'Came back: succeeded')
    const { searchParams } = new URL(page.url())
    expect(searchParams.get('payment_intent')).toBe(intent.id)
    expect(searchParams.get('payment_intent_client_secret')).toBe(intent.client_secret)
  })

  test('with 3D Secure, proving who they are', async () => {
    const intent = await ask()
    const page = await enter(intent)
    await type(page, '4000002760003184')
    await pay(page)
    await challenge(page).getByRole('heading', { name: 'Is it you who pays?' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await challenge(page).getByRole('button', { name: 'Complete' }).press('Enter')
    await says(page, 'Paid: succeeded')
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
    expect(visited.complaints).toEqual([])
  })

  test('with 3D Secure, failing it: nothing is taken, and another card still pays', async () => {
    const intent = await ask()
    const page = await enter(intent)
    await type(page, '4000002760003184')
    await pay(page)
    await challenge(page).getByRole('button', { name: 'Fail' }).press('Enter')
    await says(
      page,
      'invalid_request_error: We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    )
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method')
    await type(page, '4242424242424242')
    await pay(page)
    await says(page, 'Paid: succeeded')
  })

  test('with a card that is declined, and then with another', async () => {
    const intent = await ask()
    const page = await enter(intent)
    await type(page, '4000000000009995')
    await pay(page)
    await says(page, 'card_error: Your card has insufficient funds.')
    expect(await page.evaluate(() => Reflect.get(window, 'lastAnswer'))).toMatchObject({
      error: {
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        payment_intent: { id: intent.id, status: 'requires_payment_method' },
      },
    })
    await type(page, '4242424242424242')
    await pay(page)
    await says(page, 'Paid: succeeded')
    const charges = await stripe.charges.list({ payment_intent: intent.id })
    expect(charges.data.map(charge => charge.status)).toEqual(['succeeded', 'failed'])
  })

  test('only when the fields are filled in: what is missing stands at its field', async () => {
    const intent = await ask()
    const page = await enter(intent)
    await fields(page).getByLabel('Card number').focus()
    await page.keyboard.type('4242 4242')
    await pay(page)
    await says(page, 'validation_error: Your card number is incomplete.')
    await fields(page).getByText('Your card number is incomplete.').waitFor()
    await fields(page).getByText("Your card's security code is incomplete.").waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method')
  })

  test('with the Card Element, whose card becomes a token, a method, or a payment', async () => {
    const intent = await ask()
    const { page } = visited
    await page.goto(`/?secret=${intent.client_secret}&element=card`)
    const card = page.frameLocator('iframe[title="Secure card payment input frame"]')
    await card.getByLabel('Card number').focus()
    await page.keyboard.type('4000002760003184')
    await page.keyboard.type('1234')
    await page.keyboard.type('123')
    await page.keyboard.press('Tab')
    await page.keyboard.type('10115')
    await page.locator('body[data-complete="true"]').waitFor()
    const made = await page.evaluate(async () => {
      const { token } = await window.call('createToken', window.element, { name: 'Ada' })
      const method = await window.call('createPaymentMethod', { type: 'card', card: window.element })
      return { token, method: method.paymentMethod }
    })
    expect(made.token?.card).toMatchObject({ last4: '3184', name: 'Ada', address_zip: '10115' })
    const billing_details = { address: { postal_code: '10115' } }
    expect(made.method).toMatchObject({ object: 'payment_method', card: { last4: '3184' }, billing_details })
    const paid = page.evaluate(async secret => {
      const payment_method = { card: window.element, billing_details: { name: 'Ada' } }
      return await window.call('confirmCardPayment', secret, { payment_method })
    }, intent.client_secret)
    await challenge(page).getByRole('button', { name: 'Complete' }).press('Enter')
    expect(await paid).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } })
  })

  test('later: a setup intent saves the card, 3D Secure included', async () => {
    const setup = await stripe.setupIntents.create({})
    const page = await enter(setup)
    await type(page, '4000002500003155')
    const saved = page.evaluate(() =>
      window.call('confirmSetup', { elements: window.elements, redirect: 'if_required' }),
    )
    await challenge(page).getByRole('button', { name: 'Complete' }).press('Enter')
    expect(await saved).toMatchObject({ setupIntent: { id: setup.id, status: 'succeeded' } })
  })

  test('what the server confirmed, and the bank asks about', async () => {
    const intent = await ask({ payment_method: 'pm_card_authenticationRequired', confirm: true })
    const { page } = visited
    await page.goto('/?redirect_status=waiting')
    const finished = page.evaluate(
      clientSecret => window.call('handleNextAction', { clientSecret }),
      intent.client_secret,
    )
    await challenge(page).getByRole('button', { name: 'Complete' }).press('Enter')
    expect(await finished).toMatchObject({ paymentIntent: { status: 'succeeded' } })
  })

  test('and every page can be used by all, by day and by night, on a phone too', async () => {
    const intent = await ask({
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: shop.url,
    })
    const pages = ['/', '/3ds-of-old', intent.next_action?.redirect_to_url?.url ?? '']
    for (const [theme, width] of [['light', 1280] as const, ['dark', 390] as const]) {
      const { page, context } = await visit(browser, sandbox.url, { theme, width })
      for (const path of pages) {
        await page.goto(path)
        expect([path, await axeFindings(page)]).toEqual([path, []])
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect([path, wider]).toEqual([path, false])
      }
      await context.close()
    }
  })

  test('not with a secret that is of no intent: the element says so', async () => {
    await visited.page.goto('/?secret=pi_1Nobody_secret_x')
    await says(visited.page, "No such payment_intent: 'pi_1Nobody'")
  })
})
