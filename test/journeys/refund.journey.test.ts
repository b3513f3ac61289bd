import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Payment } from '#shared/domain/payment.ts'
import { signIn } from '#test/acceptance/desk-client.ts'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { type SandboxControl, sandboxControl } from '#test/acceptance/sandbox-control.ts'
import { journey, launchBrowser, type Visit, visit } from './browser.ts'

journey('a support agent refunds', () => {
  let product: RunningProduct
  let browser: Browser
  let sandbox: SandboxControl
  let open: Visit[] = []

  beforeAll(async () => {
    product = await startProduct()
    sandbox = sandboxControl(product.sandboxUrl)
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await sandbox.clearFaults()
    for (const { complaints, context } of open) {
      expect(complaints).toEqual([])
      await context.close()
    }
    open = []
  })
  afterAll(async () => {
    await browser?.close()
    await product?.dispose()
  })

  const enter = async (persona?: string) => {
    const entered = await visit(browser, product.url, persona === undefined ? {} : { persona })
    open.push(entered)
    return entered.page
  }
  const pay = async (amount: number, currency = 'eur') =>
    (await sandbox.scenario('payment', { amount, currency })).paymentIntent ?? ''
  const refundsSent = async (paymentId: string) => {
    const desk = await signIn(product.url, 'finance2')
    return (await desk.get<Payment>(`/api/payments/${paymentId}`)).refunds.length
  }
  const dialog = (page: Page) => page.getByRole('dialog', { name: /Refund/ })
  const openRefund = async (page: Page, paymentId: string) => {
    await page.goto(`/payments/${paymentId}`)
    await page.getByRole('button', { name: /^Refund…/ }).click()
    await dialog(page).getByLabel('Amount').waitFor()
  }

  test('from the ticket’s email to the money on its way, with no reload', async () => {
    const page = await enter()
    await page.goto('/')
    await page.getByRole('button', { name: /Ines Carvalho/ }).click()
    await page.getByRole('heading', { name: 'Work' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('elif.yildirim@example.com')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Elif Yıldırım' }).first().click()
    await page
      .getByRole('link', { name: /Order 20931/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /€60\.00/ }).waitFor()
    await page.keyboard.press('r')
    const amount = dialog(page).getByLabel('Amount')
    await expect.poll(() => amount.inputValue()).toBe('42.00')
    await amount.fill('12.50')
    await dialog(page).getByText('twelve euros and fifty cents').waitFor()
    await dialog(page).getByRole('button', { name: 'Refund €12.50' }).click()
    await dialog(page).getByText('Refunded €12.50').waitFor()
    await dialog(page)
      .getByText(/Confirmed by Stripe’s event/)
      .waitFor()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await page.getByText('€29.50 left').waitFor()
  })

  test('a double click, and Enter with a click, make one refund', async () => {
    const page = await enter('support')
    const payment = await pay(1500)
    await openRefund(page, payment)
    await dialog(page).getByRole('button', { name: 'Refund €15.00' }).dblclick()
    await dialog(page).getByText('Refunded €15.00').waitFor()
    const other = await pay(1600)
    await openRefund(page, other)
    const button = dialog(page).getByRole('button', { name: 'Refund €16.00' })
    await Promise.all([
      dialog(page).getByLabel('Amount').press('Enter'),
      button.click({ force: true, noWaitAfter: true }).catch(() => {}),
    ])
    await dialog(page).getByText('Refunded €16.00').waitFor()
    expect([await refundsSent(payment), await refundsSent(other)]).toEqual([1, 1])
  })

  test('when the answer is cut, the dialog says that it is not known, and then what is', async () => {
    const page = await enter('finance')
    const payment = await pay(2100)
    await openRefund(page, payment)
    // Nothing tells what became of it: answers are cut, looks fail, events wait.
    await sandbox.deliveries({ paused: true })
    await sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: 'cut-after', times: 20 })
    await sandbox.fault({ method: 'GET', path: '/v1/refunds*', kind: 'cut-before', times: 50 })
    await dialog(page).getByRole('button', { name: 'Refund €21.00' }).click()
    await dialog(page).getByText('Outcome unknown, checking').waitFor()
    await sandbox.clearFaults()
    await sandbox.deliveries({ paused: false })
    await dialog(page).getByText('Refunded €21.00').waitFor({ timeout: 30_000 })
    expect(await refundsSent(payment)).toBe(1)
  })

  test('a reload right after the click finds the same operation', async () => {
    const page = await enter('finance')
    const payment = await pay(2200)
    await openRefund(page, payment)
    await sandbox.fault({ method: 'POST', path: '/v1/refunds', kind: '429', times: 1 })
    await dialog(page).getByRole('button', { name: 'Refund €22.00' }).click()
    await page.reload()
    await dialog(page).getByText('Refunded €22.00').waitFor({ timeout: 30_000 })
    expect(await refundsSent(payment)).toBe(1)
  })

  test('two windows: the second is told the new figure, and nothing was sent', async () => {
    const payment = await pay(3000)
    const [first, second] = [await enter('support'), await enter('finance')]
    await openRefund(first, payment)
    await openRefund(second, payment)
    // The second window hears of nothing: only the server can know that its figure is old.
    await second.route('**/api/payments/*/refund', route => route.abort())
    await dialog(first).getByLabel('Amount').fill('10.00')
    await dialog(first).getByRole('button', { name: 'Refund €10.00' }).click()
    await dialog(first).getByText('Refunded €10.00').waitFor()
    await dialog(second)
      .getByRole('button', { name: /^Refund €/ })
      .click()
    await dialog(second).getByText('This payment changed while you were writing').waitFor()
    await dialog(second)
      .getByText(/Nothing was sent/)
      .waitFor()
    expect(await refundsSent(payment)).toBe(1)
    const visited = open.find(one => one.page === second)
    // The aborted request of this very test.
    visited?.complaints.splice(0)
  })

  test('over the limit it asks, and a finance person approves', async () => {
    const payment = await pay(51_000)
    const page = await enter('support2')
    await openRefund(page, payment)
    await dialog(page).getByText('Over your limit').waitFor()
    await dialog(page).getByRole('button', { name: 'Request approval (your limit is €200.00)' }).click()
    await dialog(page).getByText('Approval asked for €510.00').waitFor()
    const finance = await enter('finance')
    await finance.goto('/approvals')
    await finance
      .getByRole('link', { name: /Approve €510\.00/ })
      .first()
      .click()
    await finance.getByRole('dialog').getByRole('button', { name: 'Approve €510.00' }).click()
    await expect.poll(() => refundsSent(payment), { timeout: 15_000 }).toBe(1)
    await dialog(page).getByText('Refunded €510.00').waitFor()
  })

  test('forbidden is shown with its reason', async () => {
    const payment = await pay(1700)
    const page = await enter('viewer')
    await page.goto(`/payments/${payment}`)
    await page.getByRole('heading', { name: /€17\.00/ }).waitFor()
    const refund = page.getByRole('button', { name: /^Refund…/ })
    expect(await refund.getAttribute('aria-disabled')).toBe('true')
    await refund.hover()
    await page.getByText('Only Support and Finance can refund.').first().waitFor()
  })
})
