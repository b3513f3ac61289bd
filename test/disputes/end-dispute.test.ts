import { expect, test } from 'vitest'
import { seals } from '#server/features/disputes/seal.ts'
import { OwnClock } from '#test/own-clock.ts'
import {
  caseOf,
  type DisputeDesk,
  eventually,
  newDispute,
  startDisputeDesk,
  submitsSeen,
} from './dispute-desk.ts'

const write = (desk: DisputeDesk, id: string, fields: Record<string, string>, version = 0) =>
  desk.ask('finance', 'PUT', `/api/disputes/${id}/draft`, {
    version,
    productType: 'physical',
    fields,
    files: {},
  })
const submit = (desk: DisputeDesk, id: string, body: object) =>
  desk.ask('finance', 'POST', `/api/disputes/${id}/submit`, {
    operationId: 'op_submit_1',
    version: 1,
    ...body,
  })
const ended = (desk: DisputeDesk, operationId: string) =>
  eventually(async () => {
    const { state } = (await desk.operations.get(operationId)) ?? {}
    return (state === 'succeeded' || state === 'failed') && state
  })

test('evidence goes to the bank once, however often it is asked for', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'A first text' })
  await write(desk, id, { product_description: '  A grinder ', shipping_carrier: 'DHL' }, 1)
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(desk, id, { version: 2 })))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202))
  expect(await ended(desk, 'op_submit_1')).toBe('succeeded')
  expect(await submitsSeen(desk, id)).toEqual([true])
  const at = await desk.sandbox.stripe.disputes.retrieve(id)
  expect(at).toMatchObject({
    status: 'under_review',
    evidence: { product_description: 'A grinder', shipping_carrier: 'DHL' },
    evidence_details: { submission_count: 1 },
    metadata: { counterfoil_operation: 'op_submit_1' },
  })
  expect(await caseOf(desk, id)).toMatchObject({
    state: 'under_review',
    operationId: 'op_submit_1',
    submission: { sentLate: false },
  })
  expect((await write(desk, id, { product_description: 'more' }, 2)).status).toBe(409)
})

test('two people who submit at once send one text', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'A grinder' })
  const [one, other] = await Promise.all([
    submit(desk, id, { operationId: 'op_first_one' }),
    submit(desk, id, { operationId: 'op_other_one' }),
  ])
  expect([one.status, other.status].sort()).toEqual([202, 409])
  await ended(desk, one.status === 202 ? 'op_first_one' : 'op_other_one')
  expect(await submitsSeen(desk, id)).toEqual([true])
})

test('a draft that changed after the review is not sent', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'reviewed' })
  await write(desk, id, { product_description: 'changed' }, 1)
  expect(await submit(desk, id, { version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'version_conflict', version: 2 },
  })
  expect(await submitsSeen(desk, id)).toEqual([])
})

test('what is over a limit is named by its field and not sent', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, {
    product_description: '🧾'.repeat(20_000),
    access_activity_log: 'x'.repeat(20_001),
    uncategorized_text: 'x'.repeat(20_001),
  })
  expect(await submit(desk, id, {})).toMatchObject({
    status: 400,
    body: {
      code: 'evidence_invalid',
      issues: [{ path: 'uncategorized_text', message: '20,001 characters; at most 20,000 fit.' }],
    },
  })
  expect(await submitsSeen(desk, id)).toEqual([])
})

test('an empty draft is not sent', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  expect(await submit(desk, id, { version: 0 })).toMatchObject({
    status: 400,
    body: { code: 'evidence_invalid' },
  })
})

test('after the deadline it is sent only when the sender says that they know', async () => {
  const clock = new OwnClock(Date.now())
  const desk = await startDisputeDesk({ clock })
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'late' })
  await clock.advance(10 * 24 * 60 * 60_000)
  const refused = await submit(desk, id, {})
  expect(refused).toMatchObject({ status: 409, body: { code: 'late_not_confirmed' } })
  expect(await submit(desk, id, { operationId: 'op_submit_2', confirmLate: true })).toMatchObject({
    status: 202,
    body: { note: 'Sent late: the deadline had passed' },
  })
  expect(await ended(desk, 'op_submit_2')).toBe('succeeded')
  expect(await submitsSeen(desk, id)).toEqual([true])
})

test('an answer that is cut off is found out, and nothing is sent twice', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'A grinder' })
  await desk.sandbox.control('POST', '/faults', {
    method: 'POST',
    path: `/v1/disputes/${id}`,
    kind: 'cut-after',
    times: 1,
  })
  await submit(desk, id, {})
  expect(await ended(desk, 'op_submit_1')).toBe('succeeded')
  expect(await submitsSeen(desk, id)).toEqual([true])
})

test('accepting loses the dispute once and for good', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const accept = () =>
    desk.ask('finance', 'POST', `/api/disputes/${id}/accept`, { operationId: 'op_accept_1' })
  expect(await accept()).toMatchObject({ status: 202, body: { money: { amount: 4_200, currency: 'usd' } } })
  expect(await ended(desk, 'op_accept_1')).toBe('succeeded')
  expect(await accept()).toMatchObject({ status: 202, body: { state: 'succeeded' } })
  expect(await caseOf(desk, id)).toMatchObject({ state: 'accepted', operationId: 'op_accept_1' })
  expect((await desk.book.summary()).outcomes).toEqual({ won: 0, lost: 0, accepted: 1, notAnswered: 0 })
  expect(await submitsSeen(desk, id)).toEqual([])
})

test('what was submitted in the dashboard meanwhile is not submitted again', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'A grinder' })
  await desk.sandbox.stripe.disputes.update(id, { evidence: { customer_name: 'Robin' }, submit: true })
  expect(await submit(desk, id, {})).toMatchObject({ status: 409, body: { code: 'dispute_closed' } })
  expect(await submitsSeen(desk, id)).toEqual([true])
})

test('support may write and not send', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  for (const verb of ['submit', 'accept'])
    expect(
      await desk.ask('support', 'POST', `/api/disputes/${id}/${verb}`, {
        operationId: 'op_forbidden',
        version: 0,
      }),
    ).toMatchObject({ status: 403 })
})

test('a crash between the seal and the record frees the dispute, and only the later text is sent', async () => {
  const clock = new OwnClock(Date.now())
  const desk = await startDisputeDesk({ clock })
  const id = await newDispute(desk)
  await write(desk, id, { product_description: 'first' })
  await desk.store.transact(tx =>
    tx.put(seals, {
      ...{ disputeId: id, operationId: 'op_lost_one', verb: 'submit', at: clock.now() },
      ...{
        by: { id: 'usr_x', name: 'Amara Okafor', role: 'finance' },
        evidence: { product_description: 'first' },
      },
    }),
  )
  expect(await write(desk, id, { product_description: 'second' }, 1)).toMatchObject({
    status: 409,
    body: { code: 'wrong_state' },
  })
  await clock.advance(3 * 60_000)
  expect((await write(desk, id, { product_description: 'second' }, 1)).status).toBe(200)
  expect((await submit(desk, id, { version: 2 })).status).toBe(202)
  expect(await ended(desk, 'op_submit_1')).toBe('succeeded')
  const { evidence } = await desk.sandbox.stripe.disputes.retrieve(id)
  expect(evidence.product_description).toBe('second')
})
