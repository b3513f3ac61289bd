import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DisputePage } from '#shared/api/disputes.ts'
import { type DeskClient, signIn, until } from '#test/acceptance/desk-client.ts'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { axeFindings, journey, launchBrowser, visit } from './browser.ts'

interface Listed {
  readonly data: readonly { readonly id: string }[]
}

/** Nothing on the page is still being read. */
const settled = (page: Page) =>
  expect
    .poll(() => page.locator('[data-slot="skeleton"], [data-slot="loading"]').count(), { timeout: 15_000 })
    .toBe(0)

journey('every page', () => {
  let product: RunningProduct
  let browser: Browser
  let finance: DeskClient
  const ids = new Map<string, string>()

  const firstId = async (desk: DeskClient, path: string): Promise<string> => {
    const { data } = await until(
      () => desk.get<Listed>(path),
      page => page.data.length > 0,
    )
    return data[0]?.id ?? ''
  }

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser()
    finance = await signIn(product.url, 'finance')
    const engineer = await signIn(product.url, 'engineer')
    const found = await finance.get<{ customers: Listed['data'] }>(
      '/api/search?q=elif.yildirim%40example.com',
    )
    ids.set(':customer', found.customers[0]?.id ?? '')
    ids.set(':payment', await firstId(finance, `/api/payments?customer=${ids.get(':customer')}`))
    ids.set(':invoice', await firstId(finance, '/api/invoices'))
    ids.set(':subscription', await firstId(finance, '/api/subscriptions'))
    ids.set(':dispute', await firstId(finance, '/api/disputes?view=chargebacks'))
    ids.set(':event', await firstId(engineer, '/api/events'))
  })
  afterAll(async () => {
    await browser?.close()
    await product?.dispose()
  })

  const pages: readonly (readonly [path: string, persona: string | undefined, landmark: string | RegExp])[] =
    [
      ['/sign-in', undefined, 'Sign in to the sandbox'],
      ['/', 'finance', 'Work'],
      ['/search?q=elif', 'support', 'Search'],
      ['/customers', 'support', 'Customers'],
      ['/customers/:customer', 'support', 'Elif Yıldırım'],
      ['/payments', 'support', 'Payments'],
      ['/payments/:payment', 'support', /€/],
      ['/payments/:payment?refund=true', 'support', /^Refund/],
      ['/subscriptions', 'support', 'Subscriptions'],
      ['/subscriptions/:subscription', 'support', /./],
      ['/invoices', 'support', 'Invoices'],
      ['/invoices/:invoice', 'support', /./],
      ['/disputes', 'finance', 'Disputes'],
      ['/disputes/:dispute', 'finance', /./],
      ['/approvals', 'finance', 'Approvals'],
      ['/events', 'engineer', 'Events'],
      ['/events?event=:event', 'engineer', /./],
      ['/audit', 'engineer', 'Audit'],
      ['/sandbox', 'engineer', 'Sandbox'],
      ['/sandbox?tab=faults', 'engineer', 'Break Stripe'],
      ['/sandbox?tab=deliveries', 'admin', 'How webhooks come'],
      ['/sandbox?tab=ledger', 'engineer', 'Sandbox'],
    ]

  describe.each(['light', 'dark'] as const)('%s', theme => {
    test.each(pages)('%s is whole, and axe finds nothing', async (path, persona, landmark) => {
      const address = path.replace(/:[a-z]+/, name => ids.get(name) ?? name)
      const options = persona === undefined ? { theme } : { theme, persona }
      const { page, context, complaints } = await visit(browser, product.url, options)
      await page.goto(address)
      await page.getByRole('heading', { name: landmark }).first().waitFor()
      await settled(page)
      expect(await axeFindings(page)).toEqual([])
      expect(complaints).toEqual([])
      await context.close()
    })
  })

  test.each(pages)('%s fits a phone', async (path, persona, landmark) => {
    const address = path.replace(/:[a-z]+/, name => ids.get(name) ?? name)
    const { page, context, complaints } = await visit(browser, product.url, {
      width: 390,
      ...(persona ? { persona } : {}),
    })
    await page.goto(address)
    await page.getByRole('heading', { name: landmark }).first().waitFor()
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wider).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('hostile names are text, on every page that shows them', async () => {
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'support' })
    const alerts: string[] = []
    page.on('dialog', dialog => {
      alerts.push(dialog.message())
      void dialog.dismiss()
    })
    for (const query of ['onerror', 'script', '=cmd']) {
      await page.goto(`/search?q=${encodeURIComponent(query)}`)
      await page.getByRole('heading', { name: 'Search' }).waitFor()
      await settled(page)
    }
    expect(alerts).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the disputes of the queue stand by their deadline, past due first', async () => {
    const { data } = await finance.get<DisputePage>('/api/disputes?view=open&limit=100')
    const due = data.map(one => one.dueBy ?? Number.POSITIVE_INFINITY)
    expect(due).toEqual([...due].sort((one, other) => one - other))
    const { page, context } = await visit(browser, product.url, { persona: 'finance' })
    await page.goto('/disputes')
    await page.getByText('Past due').first().waitFor()
    await context.close()
  })
})
