import { load, type Measured, type Request } from './load.ts'
import { median, print, rounds } from './print.ts'
import { type Subject, startSubject } from './subject.ts'

const headers = { authorization: 'Bearer sk_test_sandbox' }

/** For each resource the queries that people and programs send, the hard ones among them: few matches, or none. */
const queries: Readonly<Record<string, readonly string[]>> = {
  customers: [
    'name~"elif"',
    'email~"@example.org" AND name~"müller"',
    'name~"hohenlohe" OR phone~"0018"',
    'metadata["tier"]:"gold"',
  ],
  charges: [
    'payment_method_details.card.last4:"4242"',
    'metadata["order"]:"20931"',
    'amount>12900 AND amount<13000',
    'status:"failed" AND currency:"kwd"',
    'disputed:"true" OR refunded:"false"',
    'billing_details.address.postal_code:"12045" AND amount>20000',
  ],
  payment_intents: [
    'metadata["order"]:"20931"',
    'status:"requires_capture"',
    'amount>12900 AND amount<13000',
    'status:"canceled" OR currency:"isk"',
  ],
  subscriptions: ['status:"paused"', 'metadata["none"]:"x"', 'status:"unpaid" OR status:"past_due"'],
  invoices: ['number~"0004"', 'status:"open" AND total>30000', 'total>40000 OR status:"uncollectible"'],
  prices: ['lookup_key~"decaf"', 'active:"true" AND currency:"vnd"'],
  products: ['name~"kettle"', 'active:"false" OR name~"grinder"'],
}

interface Started {
  readonly subject: Subject
  readonly readyMs: number
}

/** From the start of the process to its first answered request. */
async function start(): Promise<Started> {
  const startedAt = performance.now()
  const subject = await startSubject('sandbox')
  await fetch(`${subject.url}/v1/balance`, { headers }).then(response => response.arrayBuffer())
  return { subject, readyMs: performance.now() - startedAt }
}

async function coldStarts(): Promise<Started> {
  const all: Started[] = []
  for (let round = 0; round < rounds; round++) {
    all.at(-1)?.subject.stop()
    all.push(await start())
  }
  const last = all.at(-1)
  if (!last) throw new Error('Nothing was started')
  return { subject: last.subject, readyMs: Math.min(...all.map(one => one.readyMs)) }
}

async function rate(subject: Subject, next: () => Request): Promise<Measured> {
  const measured: Measured[] = []
  for (let round = 0; round < rounds; round++)
    measured.push(await load(subject.url, next, { connections: 8, forMs: 1_500 }))
  return {
    perSecond: median(measured.map(one => one.perSecond)),
    p99Ms: median(measured.map(one => one.p99Ms)),
    failed: measured.reduce((sum, one) => sum + one.failed, 0),
  }
}

async function simpleReads(subject: Subject): Promise<void> {
  const list = await fetch(`${subject.url}/v1/customers?limit=100`, { headers })
  const page = (await list.json()) as { data: { id: string }[] }
  let turn = 0
  const { perSecond, p99Ms, failed } = await rate(subject, () => ({
    method: 'GET',
    path: `/v1/customers/${page.data[turn++ % page.data.length]?.id}`,
    headers,
  }))
  print(
    'sandbox: simple reads a second / 1,500',
    perSecond / 1500,
    '>= 1',
    `${perSecond.toFixed(0)} a second, p99 ${p99Ms.toFixed(1)} ms, ${failed} not 200`,
  )
}

async function searches(subject: Subject, resource: string, of: readonly string[]): Promise<void> {
  let turn = 0
  const { perSecond, p99Ms, failed } = await rate(subject, () => ({
    method: 'GET',
    path: `/v1/${resource}/search?query=${encodeURIComponent(of[turn++ % of.length] ?? '')}`,
    headers,
  }))
  print(
    `sandbox: searches of ${resource} a second / 300`,
    perSecond / 300,
    '>= 1',
    `${perSecond.toFixed(0)} a second, p99 ${p99Ms.toFixed(1)} ms, ${failed} not 200`,
  )
}

/** The seeded company: how soon it is there, what it takes, and how fast it answers on one core. */
export async function sandbox(): Promise<void> {
  const { subject, readyMs } = await coldStarts()
  const megabytes = (await subject.usage()).rssBytes / 1e6
  print('sandbox: cold start to the first answer / 5 s', readyMs / 5000, '<= 1', `${readyMs.toFixed(0)} ms`)
  print('sandbox: memory of the process / 600 MB', megabytes / 600, '<= 1', `${megabytes.toFixed(0)} MB`)
  await simpleReads(subject)
  for (const [resource, of] of Object.entries(queries)) await searches(subject, resource, of)
  subject.stop()
}
