import type { Browser, Page } from 'playwright-core'
import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import { axeFindings, journey, launchBrowser, type Visit, visit } from './browser.ts'
import { openShop, type Shop } from './shop.ts'

journey('a customer checks out inside a seller’s page, by Stripe.js', () => {
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
    // A decline is an answer of 402, which the browser notes; nothing else may be wrong.
    expect(visited.complaints.filter(text => !text.includes('402 (Payment Required)'))).toEqual([])
    await visited.context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
    await sandbox?.close()
  })

  const open = (given: Stripe.Checkout.SessionCreateParams) => {
    const price_data = { currency: 'eur', unit_amount: 4200, product_data: { name: 'Kettle' } }
    return stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ quantity: 1, price_data }],
      return_url: `${shop.url}/?redirect_status={CHECKOUT_SESSION_ID}`,
      ...given,
    })
  }
  const fields = (page: Page) => page.frameLocator('iframe[title="Secure payment input frame"]')
  const challenge = (page: Page) => page.frameLocator('iframe[title="3D Secure"]')
  const type = async (page: Page, number: string) => {
    await fields(page).getByLabel('Card number').fill('')
    await fields(page).getByLabel('Card number').focus()
    await page.keyboard.type(`${number}1234123`)
    await page.keyboard.press('Tab')
    await page.keyboard.type('Germany')
  }
  const pay = (page: Page) => page.getByRole('button', { name: 'Pay' }).press('Enter')
  const says = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor()
  const statusOf = async ({ id }: Stripe.Checkout.Session) => {
    const { status, payment_status } = await stripe.checkout.sessions.retrieve(id)
    return [status, payment_status]
  }

  test('with its own fields: declined first, then paid with 3D Secure', async () => {
    const session = await open({ ui_mode: 'elements' })
    const { page } = visited
    await page.goto(`/?checkout=1&secret=${session.client_secret}`)
    await says(page, '€42.00')
    await type(page, '4000000000009995')
    await pay(page)
    await says(page, 'Your card has insufficient funds.')
    expect(await statusOf(session)).toEqual(['open', 'unpaid'])
    await type(page, '4000002760003184')
    await pay(page)
    await challenge(page).getByRole('button', { name: 'Complete' }).press('Enter')
    await says(page, 'Session: complete')
    expect(await statusOf(session)).toEqual(['complete', 'paid'])
    const { data } = await stripe.charges.list()
    expect(data.map(charge => charge.status)).toEqual(['succeeded', 'failed'])
  })

  test('in one frame: pays, and the seller is told', async () => {
    const session = await open({ ui_mode: 'embedded_page', redirect_on_completion: 'if_required' })
    const { page } = visited
    await page.goto(`/?embedded=1&secret=${session.client_secret}`)
    const frame = page.frameLocator('iframe[title="Checkout"]')
    await frame.getByLabel('Email').fill('ada@example.com')
    await frame.getByLabel('Card number').focus()
    await page.keyboard.type('4000002760003184')
    await frame.getByLabel('Expiry').fill('12 / 34')
    await frame.getByLabel('Security code').fill('123')
    await frame.getByLabel('Name on card').fill('Ada Lovelace')
    await frame.getByLabel('Country or region').selectOption('Germany')
    expect(await axeFindings(page)).toEqual([])
    await frame.getByRole('button', { name: /^Pay/ }).press('Enter')
    await frame.getByRole('button', { name: 'Complete' }).press('Enter')
    await says(page, 'Complete')
    expect(await statusOf(session)).toEqual(['complete', 'paid'])
  })

  test('in one frame, and is sent on where the seller wants them', async () => {
    const session = await open({ ui_mode: 'embedded_page' })
    const { page } = visited
    await page.goto(`/?embedded=1&secret=${session.client_secret}`)
    const frame = page.frameLocator('iframe[title="Checkout"]')
    await frame.getByLabel('Email').fill('ada@example.com')
    await frame.getByLabel('Card number').fill('4242424242424242')
    await frame.getByLabel('Expiry').fill('12 / 34')
    await frame.getByLabel('Security code').fill('123')
    await frame.getByLabel('Name on card').fill('Ada Lovelace')
    await frame.getByLabel('Country or region').selectOption('Germany')
    await frame.getByRole('button', { name: /^Pay/ }).press('Enter')
    await says(page, `Came back: ${session.id}`)
  })
})
