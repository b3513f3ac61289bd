import type { Browser } from 'playwright-core'
import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '#server/sandbox/start.ts'
import { beans, club } from '#test/sandbox/checkout-visitor.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import { axeFindings, journey, launchBrowser, type Visit, visit } from './browser.ts'

journey('a customer checks out on the hosted page', () => {
  let sandbox: RunningSandbox
  let stripe: Stripe
  let browser: Browser
  let visited: Visit

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false })
    stripe = clientOf(sandbox.url)
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    visited = await visit(browser, sandbox.url)
  })
  afterEach(async () => {
    // A form that comes back with what is wrong answers 422, which the browser notes; nothing else may be wrong.
    expect(visited.complaints.filter(text => !text.includes('422'))).toEqual([])
    await visited.context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await sandbox?.close()
  })

  const open = (given: Stripe.Checkout.SessionCreateParams) =>
    stripe.checkout.sessions.create({
      ...given,
      // The seller's page is the sandbox's own front page: a journey reaches nothing but loopback.
      success_url: `${sandbox.url}/?session={CHECKOUT_SESSION_ID}`,
    })
  const fill = async (number: string) => {
    const { page } = visited
    await page.getByLabel('Email').fill('ada@example.com')
    await page.getByLabel('Card number').pressSequentially(number)
    await page.getByLabel('Expiry').pressSequentially('1234')
    await page.getByLabel('Security code').fill('123')
    await page.getByLabel('Name on card').fill('Ada Lovelace')
    await page.getByLabel('Postal code').fill('94107')
  }
  const press = (name: RegExp) => visited.page.getByRole('button', { name }).click()
  const arrives = ({ id }: Stripe.Checkout.Session) => visited.page.waitForURL(`**/?session=${id}`)
  const statusOf = async ({ id }: Stripe.Checkout.Session) => {
    const { status, payment_status } = await stripe.checkout.sessions.retrieve(id)
    return [status, payment_status]
  }

  test('pays with a card, and is sent on', async () => {
    const session = await open(beans())
    await visited.page.goto(session.url ?? '')
    expect(await axeFindings(visited.page)).toEqual([])
    await fill('4242424242424242')
    expect(await visited.page.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242')
    await press(/^Pay \$37\.00$/)
    await arrives(session)
    expect(await statusOf(session)).toEqual(['complete', 'paid'])
    await visited.page.goto(session.url ?? '')
    await visited.page.getByRole('heading', { name: 'Payment complete' }).waitFor()
  })

  test('proves who they are by 3-D Secure', async () => {
    const session = await open(beans())
    await visited.page.goto(session.url ?? '')
    await fill('4000002760003184')
    await press(/^Pay/)
    await press(/^Complete$/)
    await arrives(session)
    expect(await statusOf(session)).toEqual(['complete', 'paid'])
  })

  test('is declined, keeps what was typed, and pays with another card', async () => {
    const session = await open(beans())
    const { page } = visited
    await page.goto(session.url ?? '')
    await fill('4000000000009995')
    await press(/^Pay/)
    await page.getByRole('alert').getByText('Your card has insufficient funds.').waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.com')
    expect(await page.getByLabel('Card number').inputValue()).toBe('')
    expect(await axeFindings(page)).toEqual([])
    await fill('4242424242424242')
    await press(/^Pay/)
    await arrives(session)
    expect(await statusOf(session)).toEqual(['complete', 'paid'])
  })

  test('is told at the field what is wrong', async () => {
    const session = await open(beans())
    const { page } = visited
    await page.goto(session.url ?? '')
    await fill('4242424242424241')
    await press(/^Pay/)
    await page.getByText('Your card number is incorrect.').waitFor()
    expect(await page.getByLabel('Card number').evaluate(input => input === document.activeElement)).toBe(
      true,
    )
    expect(await axeFindings(page)).toEqual([])
  })

  test('starts a trial on a phone in the dark', async () => {
    await visited.context.close()
    visited = await visit(browser, sandbox.url, { width: 390, theme: 'dark' })
    const session = await open(club({ subscription_data: { trial_period_days: 14 } }))
    const { page } = visited
    await page.goto(session.url ?? '')
    await page.getByText('Then $20.00 per month').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide).toBe(false)
    await fill('4242424242424242')
    await press(/^Start trial$/)
    await arrives(session)
    expect((await stripe.subscriptions.list()).data[0]?.status).toBe('trialing')
  })
})
