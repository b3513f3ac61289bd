import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { signIn, until } from '#test/acceptance/desk-client.ts'
import { type RunningProduct, startProduct } from '#test/acceptance/product.ts'
import { type SandboxControl, sandboxControl } from '#test/acceptance/sandbox-control.ts'
import { journey, launchBrowser, visit } from './browser.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const html = Buffer.from('<!doctype html><script>alert(1)</script>')

journey('a finance person answers disputes', () => {
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

  const dispute = async (amount: number) =>
    (await sandbox.scenario('dispute', { amount, currency: 'eur' })).dispute ?? ''
  const draftSaved = (page: Page) => page.getByText(/Draft saved .*, not sent/).waitFor()
  const sentFor = async (id: string) => (await sandbox.ledger()).filter(entry => entry.objectId === id)
  const caseOf = async (id: string) =>
    (await signIn(product.url, 'finance2')).get<DisputeCase>(`/api/disputes/${id}`)

  test('writes, attaches, reloads, sends once, and wins by webhook', async () => {
    const id = await dispute(24_800)
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'finance' })
    await page.goto('/disputes')
    await page.getByRole('link', { name: 'Robin Field' }).first().click()
    await page.getByRole('heading', { level: 1, name: /€248\.00/ }).waitFor()
    await page.getByLabel('Anything else the bank should know').fill('winning_evidence')
    await page.getByLabel('What was bought').fill('Two bags of coffee, order 20644.')
    await draftSaved(page)
    const files = page.getByLabel('Files to attach')
    await files.setInputFiles({ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: pdf })
    await page.getByText('receipt.pdf').waitFor()
    await files.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: png })
    await page.getByText('photo.png').waitFor()
    await files.setInputFiles({ name: 'policy.pdf', mimeType: 'application/pdf', buffer: html })
    await page
      .getByText(/not a PDF|neither|is not/i)
      .first()
      .waitFor()
    // The refusal of that last file is an answer of 422, which the browser's console repeats.
    expect(complaints.filter(text => !text.includes('422'))).toEqual([])
    await draftSaved(page)
    // The word may be that of the save before: the desk itself says when it has both files.
    await expect.poll(async () => JSON.stringify(await caseOf(id))).toContain('photo.png')
    expect((await caseOf(id)).state).toBe('needs_response')

    await page.reload()
    await expect
      .poll(() => page.getByLabel('Anything else the bank should know').inputValue())
      .toBe('winning_evidence')
    await page.getByText('receipt.pdf').waitFor()
    await page.getByText('photo.png').waitFor()

    await page.getByRole('button', { name: /Review before sending/ }).click()
    await page
      .getByRole('button', { name: /^Submit/ })
      .first()
      .click()
    const confirm = page.getByRole('alertdialog')
    await expect
      .poll(() =>
        confirm.getByRole('button', { name: 'Cancel' }).evaluate(node => node === document.activeElement),
      )
      .toBe(true)
    await confirm.getByLabel(/Type/).fill('submit')
    await confirm.getByRole('button', { name: 'Submit evidence' }).click()
    await page.getByText('Won', { exact: true }).first().waitFor({ timeout: 30_000 })
    const sent = await sentFor(id)
    expect(sent.filter(entry => entry.submit === true)).toHaveLength(1)
    expect(sent.filter(entry => entry.submit === false)).toHaveLength(0)
    expect(await page.getByRole('button', { name: /Review before sending/ }).count()).toBe(0)
    await context.close()
  })

  test('accepts a loss only by typing that', async () => {
    const id = await dispute(3100)
    const { page, context, complaints } = await visit(browser, product.url, { persona: 'finance' })
    await page.goto(`/disputes/${id}`)
    await page.getByRole('button', { name: 'Accept the loss…' }).click()
    const confirm = page.getByRole('alertdialog')
    const accept = confirm.getByRole('button', { name: /Accept and lose/ })
    expect(await accept.isDisabled()).toBe(true)
    await confirm.getByLabel(/Type/).fill('accept')
    await accept.click()
    await page.getByText('Accepted', { exact: true }).first().waitFor({ timeout: 20_000 })
    await until(
      () => caseOf(id),
      ({ state }) => state === 'accepted',
    )
    expect(complaints).toEqual([])
    await context.close()
  })

  test('support may write and not send, and sees who can', async () => {
    const id = await dispute(3200)
    const { page, context } = await visit(browser, product.url, { persona: 'support' })
    await page.goto(`/disputes/${id}`)
    await page.getByLabel('What was bought').fill('A kettle.')
    await draftSaved(page)
    await page.getByRole('button', { name: 'Accept the loss…' }).hover()
    await page.getByText('Only Finance can accept a dispute.').first().waitFor()
    await context.close()
  })
})
