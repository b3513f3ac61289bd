import { describe, expect, it, vi } from 'vitest'
import { eventPage, eventStats } from '#shared/api/events.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { startEventDesk } from './event-desk.ts'

describe('the event feed', () => {
  it('shows what Stripe sends, with its customer, its handlers and what the same change made', async () => {
    const desk = await startEventDesk()
    const { ids, customer } = await desk.play('payment')
    const page = eventPage.parse(await desk.json('/api/events?limit=50'))
    expect(page.data.map(({ id }) => id).sort()).toEqual([...ids].sort())
    const charge = page.data.find(({ type }) => type === 'charge.succeeded')
    expect(charge).toMatchObject({
      state: 'processed',
      source: 'webhook',
      customerId: customer,
      deliveryCount: 1,
    })
    await vi.waitFor(async () => {
      const [first] = eventPage.parse(await desk.json('/api/events?type=charge.succeeded')).data
      expect(first?.customerName).toBe('Robin Field')
    })
    const detail = await desk.detail(charge?.id ?? '')
    expect(detail.headline).toBe('Charge of $42.00 succeeded.')
    expect(detail.handlers).toMatchObject([{ label: 'Refresh pages', state: 'processed', attempts: 1 }])
    expect(detail.sameChange.map(({ type }) => type)).toContain('payment_intent.succeeded')
    expect(desk.published).toContain(`payment ${charge?.objectId}`)
  })

  it('narrows by state, type, object and time', async () => {
    const desk = await startEventDesk()
    const { paymentIntent } = await desk.play('payment')
    const count = async (query: string) =>
      eventPage.parse(await desk.json(`/api/events?${query}`)).data.length
    expect(await count('state=dead')).toBe(0)
    expect(await count('type=customer.created')).toBe(1)
    expect(await count(`object=${paymentIntent}`)).toBeGreaterThan(1)
    expect(await count(`to=${Date.now() - 60_000}`)).toBe(0)
    expect((await desk.ask('GET', '/api/events?cursor=nonsense', 'viewer')).status).toBe(400)
  })

  it('tells a refund’s customer by its payment', async () => {
    const desk = await startEventDesk()
    const { ids } = await desk.play('late-refund-failure')
    await vi.waitFor(async () => {
      const page = eventPage.parse(await desk.json('/api/events?type=refund.created'))
      expect(page.data).toMatchObject([{ customerName: 'Robin Field' }])
    })
    expect(ids.length).toBeGreaterThan(0)
  })

  it('counts what came in and how late', async () => {
    const desk = await startEventDesk()
    const { ids } = await desk.play('payment')
    const stats = eventStats.parse(await desk.json('/api/event-stats'))
    expect(stats).toMatchObject({
      received: ids.length,
      failed: 0,
      waiting: 0,
      oldestWaitingAt: null,
      coverage: null,
    })
    expect(stats.buckets).toHaveLength(72)
    expect(stats.buckets.reduce((sum, { received }) => sum + received, 0)).toBe(ids.length)
    expect(stats.lagP95Ms).toEqual(expect.any(Number))
  })

  it('gives the payload’s bytes to engineers, and to nobody else', async () => {
    const desk = await startEventDesk()
    const [id = ''] = (await desk.play('payment')).ids
    const answer = await desk.ask('GET', `/api/events/${id}/payload`, 'engineer')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(
      Buffer.from((await desk.store.events.payload(id)) ?? []),
    )
    for (const role of ['viewer', 'support', 'finance', 'admin'] as const satisfies Role[]) {
      expect((await desk.ask('GET', `/api/events/${id}/payload`, role)).status).toBe(403)
    }
  })

  it('masks personal data among the changes by role', async () => {
    const desk = await startEventDesk()
    const customer = await desk.sandbox.stripe.customers.create({
      name: 'Kim Lee',
      email: 'kim.lee@example.com',
    })
    await desk.sandbox.stripe.customers.update(customer.id, { email: 'kim@example.org', name: 'Kim L.' })
    const id = await vi.waitFor(async () => {
      const [event] = eventPage.parse(await desk.json('/api/events?type=customer.updated')).data
      if (event === undefined) throw new Error('Not here yet')
      return event.id
    })
    const changed = async (role: Role) => JSON.stringify((await desk.detail(id, role)).changes)
    expect(await changed('support')).toContain('kim.lee@example.com')
    expect(await changed('engineer')).not.toContain('kim.lee@')
    expect(await changed('engineer')).toContain('k•••@e•••.com')
    expect(await changed('engineer')).toContain('Kim Lee')
  })

  it('reprocesses for engineers alone, and the audit tells who did', async () => {
    const desk = await startEventDesk()
    const [id = ''] = (await desk.play('payment')).ids
    expect((await desk.ask('POST', `/api/events/${id}/replay`, 'finance')).status).toBe(403)
    expect((await desk.ask('POST', `/api/events/${id}/replay`, 'engineer')).status).toBe(202)
    await vi.waitFor(async () => expect((await desk.detail(id)).attempts).toBe(2))
    expect((await desk.audit.list({ limit: 5 })).data).toMatchObject([
      { action: 'event.replayed', subject: id, actor: { person: { role: 'engineer' } } },
    ])
    expect((await desk.ask('POST', '/api/events/evt_none/replay', 'engineer')).status).toBe(404)
  })

  it('takes from Stripe’s list what no webhook brought, once, the oldest first', async () => {
    const desk = await startEventDesk()
    await desk.sandbox.control('POST', '/deliveries', { dropRate: 1 })
    const made = await desk.sandbox.control('POST', '/scenarios/payment', {})
    const ids = made.events as string[]
    expect(eventPage.parse(await desk.json('/api/events')).data).toEqual([])
    expect((await desk.ask('POST', '/api/backfills', 'support')).status).toBe(403)
    const first = await desk.ask('POST', '/api/backfills', 'engineer')
    expect(await first.json()).toEqual({ listed: ids.length, added: ids.length })
    await desk.done(ids)
    const page = eventPage.parse(await desk.json('/api/events?limit=50'))
    expect(page.data.every(({ source }) => source === 'backfill')).toBe(true)
    const listed = (await desk.sandbox.stripe.events.list({ limit: 50 })).data.map(({ id }) => id)
    expect(page.data.map(({ id }) => id)).toEqual(listed)
    expect(await (await desk.ask('POST', '/api/backfills', 'engineer')).json()).toMatchObject({ added: 0 })
    const stats = eventStats.parse(await desk.json('/api/event-stats'))
    expect(stats).toMatchObject({ lagP95Ms: null, coverage: { gaps: 0 } })
  })

  it('shows a failed run with its next try', async () => {
    const down = {
      ...{ name: 'forward', label: 'Forward', wants: (type: string) => type === 'charge.succeeded' },
      run: () => Promise.reject(new Error('503 Unavailable')),
    }
    const desk = await startEventDesk([down])
    const made = await desk.sandbox.control('POST', '/scenarios/payment', {})
    const id = await vi.waitFor(async () => {
      const [event] = eventPage.parse(await desk.json('/api/events?state=retrying')).data
      if (event === undefined) throw new Error('Not here yet')
      return event.id
    })
    expect(made.events).toContain(id)
    const { handlers } = await desk.detail(id)
    expect(handlers.at(-1)).toMatchObject({
      label: 'Forward',
      state: 'retrying',
      error: '503 Unavailable',
      attempts: 1,
    })
    expect(handlers.at(-1)?.nextAttemptAt).toBeGreaterThan(Date.now())
    expect(eventStats.parse(await desk.json('/api/event-stats'))).toMatchObject({ failed: 1, waiting: 1 })
  })
})
