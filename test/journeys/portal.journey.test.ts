import type { Browser, Page } from 'playwright-core'
import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import { axeFindings, journey, launchBrowser, visit } from './browser.ts'

journey('a customer manages a subscription in the portal', () => {
  let sandbox: RunningSandbox
  let browser: Browser
  let stripe: Stripe
  let configuration: string
  let prices: string[]

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false })
    stripe = clientOf(sandbox.url)
    browser = await launchBrowser()
    const product = await stripe.products.create({ name: 'Espresso <Club> نادي' })
    const every = (unit_amount: number, interval: 'month' | 'year') =>
      stripe.prices.create({ product: product.id, currency: 'eur', unit_amount, recurring: { interval } })
    prices = [(await every(2_900, 'month')).id, (await every(29_000, 'year')).id]
    const made = await stripe.billingPortal.configurations.create({
      features: {
        customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address'] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options: ['unused'] } },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price', 'quantity'],
          products: [{ product: product.id, prices, adjustable_quantity: { enabled: true, maximum: 5 } }],
        },
      },
    })
    configuration = made.id
  })
  afterAll(async () => {
    await browser?.close()
    await sandbox?.close()
  })

  async function customerWithPlan(): Promise<{ customer: string; subscription: string }> {
    const { id: customer } = await stripe.customers.create({
      name: 'Elif Yıldırım',
      email: 'elif@example.com',
      payment_method: 'pm_card_visa',
    })
    const [method] = (await stripe.customers.listPaymentMethods(customer)).data
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: method?.id ?? '' },
    })
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: prices[0] ?? '' }] })
    return { customer, subscription: id }
  }

  const portalOf = async (customer: string) =>
    (await stripe.billingPortal.sessions.create({ customer, configuration, return_url: `${sandbox.url}/` }))
      .url

  const isClean = async (page: Page) => expect(await axeFindings(page)).toEqual([])

  test('changes the plan, saves another card, cancels and takes it back', async () => {
    const { customer, subscription } = await customerWithPlan()
    const { page, context, complaints } = await visit(browser, sandbox.url)
    await page.goto(await portalOf(customer))
    await page.getByText('Espresso <Club> نادي, €29.00 per month').waitFor()
    await isClean(page)

    await page.getByRole('link', { name: 'Change plan' }).click()
    await page.getByLabel('€290.00 per year').check()
    await page.getByLabel('Quantity').fill('9')
    await page.getByRole('button', { name: 'Change plan' }).click()
    await page.getByText('From 1 to 5.').waitFor()
    await isClean(page)
    await page.getByLabel('€290.00 per year').check()
    await page.getByLabel('Quantity').fill('2')
    await page.getByRole('button', { name: 'Change plan' }).click()
    await page.getByText('Your plan is changed.').waitFor()
    await page.getByText('2 × Espresso <Club> نادي, €580.00 per year').waitFor()

    await page.getByRole('link', { name: 'Add payment method' }).click()
    await page.getByLabel('Card number').fill('4000 0000 0000 0002')
    await page.getByLabel('Expiry').fill('12 / 34')
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('alert').getByText('Your card was declined.').waitFor()
    await isClean(page)
    await page.getByLabel('Card number').fill('5555 5555 5555 4444')
    await page.getByLabel('Expiry').fill('12 / 34')
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Mastercard •••• 4444, expires 12/2034').waitFor()
    await page.getByRole('button', { name: /Remove Visa/ }).click()
    await page.getByText('The payment method is removed.').waitFor()

    await page.getByRole('link', { name: 'Cancel plan' }).click()
    await page.getByLabel('I no longer need it').check()
    await isClean(page)
    await page.getByRole('button', { name: 'Cancel plan' }).click()
    await page.getByText(/Your plan will be canceled on/).waitFor()
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'unused', reason: 'cancellation_requested' },
    })
    await page.getByRole('button', { name: 'Keep my plan' }).click()
    await page.getByText('Your subscription goes on.').waitFor()
    expect((await stripe.subscriptions.retrieve(subscription)).cancel_at_period_end).toBe(false)

    await page.getByRole('link', { name: 'Update information' }).click()
    await page.getByLabel('Email').fill('not an email')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Enter an email address.').waitFor()
    await page.getByLabel('Email').fill('elif.yildirim@example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your details are saved.').waitFor()
    expect((await stripe.customers.retrieve(customer)).deleted ? '' : 'kept').toBe('kept')
    expect(complaints.filter(text => !/422/.test(text))).toEqual([])
    await context.close()
  })

  test.each(['light', 'dark'] as const)('fits a phone, %s', async theme => {
    const { customer, subscription } = await customerWithPlan()
    const { page, context } = await visit(browser, sandbox.url, { theme, width: 390 })
    const url = await portalOf(customer)
    for (const path of ['', `/subscriptions/${subscription}/plan`, '/payment-methods/new', '/details']) {
      await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await isClean(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    }
    await context.close()
  })

  test('a link that is too old opens nothing', async () => {
    const { customer } = await customerWithPlan()
    const url = await portalOf(customer)
    await fetch(`${sandbox.url}/_sandbox/clock`, { method: 'POST', body: '{"advanceMs":3600000}' })
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('has expired')])
  })
})
