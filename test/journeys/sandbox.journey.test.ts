import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { journey, launchBrowser, visit } from './browser.ts'

journey('a trainer rehearses an outage', () => {
  let product: RunningProduct
  let browser: Browser

  beforeAll(async () => {
    product = await startProduct({ seed: 'empty' })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.dispose()
  })

  test('makes a payment, breaks its refund, lets a week pass and starts over', async () => {
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'engineer' })
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Jobs' }).getByRole('link', { name: 'Sandbox' }).click()
    await page.getByLabel('Amount').fill('42.00')
    await page.getByRole('button', { name: 'Play: A payment', exact: true }).click()
    const made = page.getByRole('listitem').filter({ hasText: 'A customer pays by card.' })
    await made.getByRole('link', { name: /^pi_/ }).click()
    await page.getByRole('heading', { name: /€42\.00/ }).waitFor()
    await page.goBack()

    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByLabel('What goes wrong').click()
    await page.getByRole('option', { name: /Error 500, but done/ }).click()
    await page.getByRole('button', { name: 'Spoil the next requests' }).click()
    await page.getByRole('table', { name: 'Waiting faults' }).getByText('POST /v1/refunds').waitFor()
    await page.getByRole('button', { name: 'Clear all' }).click()
    await page.getByText('Nothing is spoiled').waitFor()

    await page.getByRole('link', { name: 'Deliveries' }).click()
    await page.getByRole('table', { name: 'Deliveries' }).getByText('Taken').first().waitFor()
    await page.getByLabel('Lost').fill('150')
    await page.getByRole('button', { name: 'Deliver like this' }).click()
    await page.getByText('From 0 to 100.').waitFor()
    await page.getByLabel('Lost').fill('0')
    await page.getByLabel('Sent twice').fill('100')
    await page.getByRole('button', { name: 'Deliver like this' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Deliver like this' }).isDisabled()).toBe(true)

    await page.getByRole('link', { name: 'Rehearse' }).click()
    await page.getByRole('button', { name: '7 days later' }).click()
    await page.getByText(/6 d 23 h ahead of real life|7 d ahead of real life/).waitFor()

    await page.getByRole('button', { name: 'Start over…' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('textbox').fill('start over')
    await dialog.getByRole('button', { name: 'Start over' }).click()
    await page.getByText('as in real life').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('and nobody else: support neither finds the page nor may read it', async () => {
    const { page, context } = await visit(browser, product.url, { persona: 'support' })
    await page.goto('/sandbox')
    await page.getByText(/Only Engineers and Admins can steer the sandbox/).waitFor()
    expect(
      await page.getByRole('navigation', { name: 'Jobs' }).getByRole('link', { name: 'Sandbox' }).count(),
    ).toBe(0)
    await context.close()
  })
})
