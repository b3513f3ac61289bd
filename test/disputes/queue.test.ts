import { expect, test } from 'vitest'
import { OwnClock } from '#test/own-clock.ts'
import { eventually, listOf, newDispute, startDisputeDesk } from './dispute-desk.ts'

test('the queue is filled from Stripe, with the nearest deadline first and each kind in its view', async () => {
  const desk = await startDisputeDesk()
  expect(await listOf(desk, 'open')).toMatchObject({ data: [], complete: false, asOf: 0 })
  const chargeback = await newDispute(desk)
  const inquiry = await newDispute(desk, 'inquiry')
  const { earlyFraudWarning } = await desk.sandbox.control('POST', '/scenarios/early-fraud-warning', {})
  desk.book.start()
  const page = await eventually(async () => {
    const found = await listOf(desk, 'open')
    return found.complete && found
  })
  expect(page.counts).toEqual({ open: 3, chargebacks: 1, inquiries: 1, warnings: 1, review: 0, closed: 0 })
  expect(
    page.data
      .map(({ id }) => id)
      .slice(0, 2)
      .sort(),
  ).toEqual([chargeback, inquiry].sort())
  expect(page.data.at(-1)).toMatchObject({
    id: earlyFraudWarning,
    kind: 'early_fraud_warning',
    state: 'early_fraud_warning',
    dueBy: null,
    refundable: 4_200,
  })
  expect((await listOf(desk, 'inquiries')).data).toMatchObject([
    { id: inquiry, kind: 'inquiry', state: 'warning_needs_response' },
  ])
  expect(page.asOf).toBeGreaterThan(0)
  await eventually(async () => desk.published.includes('work *'))
})

test('a deadline that has passed is told as past due and stays first', async () => {
  const clock = new OwnClock(Date.now())
  const desk = await startDisputeDesk({ clock })
  const late = await newDispute(desk)
  await desk.book.take(await desk.disputeReads.dispute(late))
  expect((await listOf(desk, 'open')).data).toMatchObject([{ id: late, state: 'needs_response' }])
  await clock.advance(10 * 24 * 60 * 60_000)
  expect(await listOf(desk, 'open')).toMatchObject({
    data: [{ id: late, state: 'past_due' }],
    pastDue: 1,
    dueIn48Hours: 0,
  })
})

test('an older reading never replaces a newer one', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const older = await desk.disputeReads.dispute(id)
  await desk.sandbox.stripe.disputes.close(id)
  await desk.book.take(await desk.disputeReads.dispute(id, { fresh: true }))
  await desk.book.take({ ...older, asOf: older.asOf - 1 })
  expect((await desk.book.get(id))?.state).toBe('accepted')
})

test('personal data is masked for those who may not read it', async () => {
  const desk = await startDisputeDesk()
  await desk.book.take(await desk.disputeReads.dispute(await newDispute(desk)))
  const [seen] = (await listOf(desk, 'open', 'viewer')).data
  expect(seen?.customer?.email).toMatch(/•••@/)
  expect((await listOf(desk, 'open', 'support')).data[0]?.customer?.email).toMatch(/@example\.com$/)
})

test('what Stripe no longer knows, as after a change of account, leaves the queue', async () => {
  const desk = await startDisputeDesk()
  const known = await newDispute(desk)
  const facts = await desk.disputeReads.dispute(known)
  await desk.book.take({ ...facts, id: 'du_ofAnotherAccount' })
  expect((await listOf(desk, 'open')).data.map(({ id }) => id)).toEqual(['du_ofAnotherAccount'])
  desk.book.start()
  await eventually(async () => {
    const ids = (await listOf(desk, 'open')).data.map(({ id }) => id)
    return ids.length === 1 && ids[0] === known
  })
})
