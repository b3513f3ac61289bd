import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '#shared/api/audit.ts'
import type { DeliveryAttempt, LedgerEntry, SandboxState } from '#shared/api/sandbox.ts'
import type { Session } from '#shared/api/session.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'
import { type DeskClient, operationEnds, signIn, until } from './desk-client.ts'
import { type RunningProduct, startProduct } from './product.ts'

const dayMs = 24 * 60 * 60 * 1000

interface Played {
  readonly made: readonly { readonly what: string; readonly id: string }[]
  readonly events: number
}
interface LedgerPage {
  readonly data: readonly LedgerEntry[]
  readonly nextCursor: string | null
  readonly total: number
}

let product: RunningProduct
let trainer: DeskClient
let finance: DeskClient

beforeAll(async () => {
  product = await startProduct({ seed: 'empty' })
  trainer = await signIn(product.url, 'engineer')
  finance = await signIn(product.url, 'finance')
})
afterAll(() => product.dispose())

async function play(name: string, body: object = {}): Promise<Record<string, string>> {
  const { status, body: reply } = await trainer.send('POST', `/api/sandbox/scenarios/${name}`, body)
  expect(status).toBe(200)
  const { made } = reply as unknown as Played
  return Object.fromEntries(made.map(({ what, id }) => [what, id]))
}
const state = () => trainer.get<SandboxState>('/api/sandbox')

describe('a trainer', () => {
  test('makes a dispute happen, and the desk works on it', async () => {
    const { dispute } = await play('dispute', { amount: 2_500, currency: 'eur' })
    const found = await until(
      () => finance.get<{ data: DisputeSummary[] }>('/api/disputes'),
      ({ data }) => data.some(({ id }) => id === dispute),
    )
    expect(found.data.find(({ id }) => id === dispute)).toMatchObject({ amount: 2_500, currency: 'eur' })
  })

  test('is told which option is wrong, and nothing happens', async () => {
    const before = await trainer.get<LedgerPage>('/api/sandbox/ledger')
    const wrong = await trainer.send('POST', '/api/sandbox/scenarios/payment', { amount: 1.5 })
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', issues: [{ path: 'amount' }] },
    })
    const nobody = await trainer.send('POST', '/api/sandbox/scenarios/payment', { customer: 'cus_nobody' })
    expect(nobody).toMatchObject({
      status: 502,
      body: { code: 'stripe_refused', detail: "No such customer: 'cus_nobody'" },
    })
    expect((await trainer.get<LedgerPage>('/api/sandbox/ledger')).total).toBe(before.total)
  })

  test('breaks the next refund, and only that one', async () => {
    const { paymentIntent } = await play('payment', { amount: 4_000, currency: 'eur' })
    const fault = { method: 'POST', path: '/v1/refunds', kind: 'cut-after', times: 1 }
    const armed = await trainer.send('POST', '/api/sandbox/faults', fault)
    expect(armed.body).toMatchObject({ faults: [fault] })
    const operationId = randomUUID()
    await finance.send('POST', '/api/refunds', {
      operationId,
      paymentId: paymentIntent,
      amount: 1_000,
      currency: 'eur',
      reason: 'requested_by_customer',
      expectedRefundable: 4_000,
    })
    await operationEnds(finance, operationId, 'succeeded')
    const { data } = await trainer.get<LedgerPage>('/api/sandbox/ledger')
    const made = data.filter(entry => entry.idempotencyKey === `op:${operationId}:g1` && !entry.replayed)
    expect(made.map(({ path, money }) => [path, money])).toEqual([
      ['/v1/refunds', { amount: 1_000, currency: 'eur' }],
    ])
    expect((await state()).faults).toEqual([])
  })

  test('takes away what waits', async () => {
    await trainer.send('POST', '/api/sandbox/faults', { method: '*', path: '/v1/*', kind: '429', times: 9 })
    expect((await state()).faults).toHaveLength(1)
    await trainer.send('DELETE', '/api/sandbox/faults')
    expect((await state()).faults).toEqual([])
  })

  test('holds webhooks back, and lets them come', async () => {
    const plain = { delayMs: 0, dropRate: 0, duplicateRate: 0, reorder: false, paused: false }
    const { body } = await trainer.send('POST', '/api/sandbox/deliveries', { ...plain, paused: true })
    expect(body).toMatchObject({ deliveries: { ...plain, paused: true } })
    const { customer } = await play('payment')
    const heard = () => trainer.get<{ data: unknown[] }>(`/api/events?customer=${customer}`)
    expect((await heard()).data).toEqual([])
    await trainer.send('POST', '/api/sandbox/deliveries', plain)
    await until(heard, ({ data }) => data.length > 0)
    const { data: sent } = await trainer.get<{ data: DeliveryAttempt[] }>('/api/sandbox/deliveries')
    expect(sent[0]).toMatchObject({ accepted: true, status: 200, attempt: 1, nextAt: null })
    const refused = await trainer.send('POST', '/api/sandbox/deliveries', { ...plain, dropRate: 2 })
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ path: 'dropRate' }] } })
  })

  test('reads the ledger page by page, the newest first', async () => {
    const stripe = clientOf(product.sandboxUrl)
    for (const name of ['Ada', 'Grace']) await stripe.customers.create({ name })
    const whole = await trainer.get<LedgerPage>('/api/sandbox/ledger?limit=100')
    const first = await trainer.get<LedgerPage>('/api/sandbox/ledger?limit=1')
    const second = await trainer.get<LedgerPage>(`/api/sandbox/ledger?limit=1&cursor=${first.nextCursor}`)
    expect([...first.data, ...second.data]).toEqual(whole.data.slice(0, 2))
    expect(whole.data.map(({ sequence }) => sequence)).toEqual(
      whole.data.map((_, index) => whole.total - index),
    )
  })

  test('lets days pass for Stripe and the desk alike, and stays signed in', async () => {
    const { dispute } = await play('dispute')
    await until(
      () => finance.raw(`/api/disputes/${dispute}`),
      ({ status }) => status === 200,
    )
    const moved = await trainer.send('POST', '/api/sandbox/clock', { advanceMs: 45 * dayMs })
    expect(moved.status).toBe(200)
    const { clockAheadMs, user } = await trainer.get<Session>('/api/session')
    expect(user?.role).toBe('engineer')
    expect(Math.round(clockAheadMs / dayMs)).toBe(45)
    const { now, aheadMs } = await state()
    expect(aheadMs).toBe(clockAheadMs)
    expect(now - Date.now()).toBeGreaterThan(44 * dayMs)
    await until(
      () => finance.get<DisputeSummary>(`/api/disputes/${dispute}`),
      ({ state: now }) => now === 'lost',
    )
    const { coverage } = await trainer.get<{ coverage: { gaps: number } | null }>('/api/event-stats')
    expect(coverage?.gaps ?? 0).toBe(0)
  })

  test('keeps the skipped days over a restart', async () => {
    const { aheadMs } = await state()
    await product.stop()
    await product.restart()
    expect((await trainer.get<Session>('/api/session')).clockAheadMs).toBe(aheadMs)
  })

  test('starts over: the made-up world is back, and the audit log tells all of it', async () => {
    const { body } = await trainer.send('POST', '/api/sandbox/reset')
    expect(body).toMatchObject({ aheadMs: 0, faults: [] })
    expect((await trainer.get<LedgerPage>('/api/sandbox/ledger')).total).toBe(0)
    const { data } = await trainer.get<{ data: AuditEntry[] }>('/api/audit?limit=100')
    const actions = data.map(({ action }) => action)
    for (const what of ['scenario_played', 'fault_added', 'faults_cleared', 'deliveries_changed']) {
      expect(actions).toContain(`sandbox.${what}`)
    }
    expect(actions).toContain('sandbox.clock_advanced')
    expect(actions).toContain('sandbox.reset')
  })
})
