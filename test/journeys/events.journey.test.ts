import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#test/acceptance/desk-client.ts'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { type SandboxControl, sandboxControl } from '#test/acceptance/sandbox-control.ts'
import { journey, launchBrowser, visit } from './browser.ts'

journey('an engineer follows events', () => {
  let product: RunningProduct
  let browser: Browser
  let sandbox: SandboxControl

  beforeAll(async () => {
    product = await startProduct({ seed: 'empty' })
    sandbox = sandboxControl(product.sandboxUrl)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.dispose()
  })

  test('as they come, from signature to effect, and replays one', async () => {
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'engineer' })
    await page.goto('/events')
    await page.getByRole('heading', { name: 'Events' }).waitFor()
    await page.getByText('Live updates on').waitFor()
    await sandbox.scenario('payment', { amount: 1200, currency: 'eur' })
    await page.getByRole('link', { name: 'payment_intent.succeeded' }).first().click()
    await page.getByText(/signature verified/).waitFor()
    await page.getByText('Refresh pages').first().waitFor()
    await page.getByRole('link', { name: 'Payload' }).click()
    await page.getByText('payment_intent').first().waitFor()
    await page.getByRole('button', { name: 'Reprocess…' }).click()
    await page.getByRole('dialog').locator('button[type=submit]').click()
    const admin = await signIn(product.url, 'admin')
    await expect
      .poll(async () =>
        (await admin.get<{ data: { action: string }[] }>('/api/audit')).data.map(entry => entry.action),
      )
      .toEqual(expect.arrayContaining([expect.stringMatching(/replay/)]))
    expect(complaints).toEqual([])
    await context.close()
  })

  test('support sees the event, and that payloads are for engineers', async () => {
    const { page, context } = await visit(browser, product.url, { persona: 'support' })
    await page.goto('/events')
    await page.getByRole('link', { name: 'charge.succeeded' }).first().click()
    await page.getByRole('link', { name: 'Payload' }).click()
    await page
      .getByText(/Only Engineers can read payloads/)
      .first()
      .waitFor()
    await context.close()
  })

  test('everything is reached by keyboard', async () => {
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'finance' })
    await page.goto('/')
    await page.getByRole('heading', { name: 'Work' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.getByRole('heading', { name: 'Payments' }).waitFor()
    await page.getByRole('link', { name: 'Robin Field' }).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /€12\.00/ }).waitFor()
    await page.keyboard.press('r')
    await page.getByRole('dialog').getByLabel('Amount').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('audit')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: /keys|Keyboard|shortcuts/i }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})
