import fs from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe, expect } from 'vitest'

/** Playwright's own browser, where somebody installed it. */
function bundled(): string | undefined {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  bundled(),
]
const executablePath = places.find(place => place !== undefined && place !== '' && fs.existsSync(place))

if (executablePath === undefined && process.env.JOURNEYS === 'required') {
  throw new Error('Journeys are required, and no Chromium was found. Set CHROMIUM to one, or install it.')
}
if (executablePath === undefined) {
  process.stderr.write(
    '\n  Journeys in a browser are SKIPPED: no Chromium was found. CHROMIUM=<path> npm test runs them.\n\n',
  )
}

/** A journey runs in a real browser; without one it is told as skipped, aloud. */
export const journey = (name: string, body: () => void): void =>
  void describe.skipIf(executablePath === undefined)(name, { timeout: journeyWithinMs }, body)

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ ...(executablePath ? { executablePath } : {}), headless: true, args: switches })

/** A step that takes longer has failed, and is named by its own error. */
const stepWithinMs = 12_000
/** For the longest journey on two busy processors. */
export const journeyWithinMs = 90_000

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the console, broken security policies and uncaught exceptions: a good visit has none. */
  readonly complaints: string[]
}

interface VisitOptions {
  readonly persona?: string
  readonly theme?: 'light' | 'dark'
  readonly width?: number
}

/** Opens the desk in a fresh profile, signed in as the persona if one is named. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { persona, theme = 'light', width = 1280 } = options
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    viewport: { width, height: width < 640 ? 844 : 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(stepWithinMs)
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  if (persona !== undefined) {
    const answer = await context.request.post('/api/session', { data: { persona } })
    expect(answer.status()).toBe(200)
  }
  return { page, context, complaints }
}

/** Axe's findings on the page as it stands, each as one line. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(' ')} (${one.help})`))
}
