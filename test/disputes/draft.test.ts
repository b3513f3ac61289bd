import { expect, test } from 'vitest'
import {
  caseOf,
  type DisputeDesk,
  listOf,
  newDispute,
  startDisputeDesk,
  submitsSeen,
} from './dispute-desk.ts'

const body = (version: number, fields: Record<string, string>, files = {}) => ({
  version,
  productType: 'physical',
  fields,
  files,
})
const save = ({ ask }: DisputeDesk, id: string, draft: object, role: 'support' | 'finance' = 'finance') =>
  ask(role, 'PUT', `/api/disputes/${id}/draft`, draft)

test('a draft is kept, counted in the queue, and nothing of it reaches Stripe', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const saved = await save(desk, id, body(0, { product_description: 'A grinder' }), 'support')
  expect(saved).toMatchObject({ status: 200, body: { version: 1, savedBy: { role: 'support' } } })
  expect((await caseOf(desk, id)).draft).toMatchObject({
    version: 1,
    fields: { product_description: 'A grinder' },
  })
  expect((await listOf(desk, 'open')).data[0]?.draft).toMatchObject({ fields: 0, files: 0 })
  await save(desk, id, body(1, { uncategorized_text: 'It arrived.', customer_name: 'Kwame' }))
  expect((await listOf(desk, 'open')).data[0]?.draft).toMatchObject({ fields: 1, files: 0 })
  expect(await submitsSeen(desk, id)).toEqual([])
})

test('of two people who write at once the second is told, and nothing of the first is lost', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await save(desk, id, body(0, { product_description: 'by support' }), 'support')
  const second = await save(desk, id, body(0, { product_description: 'by finance' }))
  expect(second).toMatchObject({ status: 409, body: { code: 'version_conflict', version: 1 } })
  expect((await caseOf(desk, id)).draft.fields).toEqual({ product_description: 'by support' })
})

test('a save whose answer was lost can be repeated', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const draft = body(0, { product_description: 'A grinder' })
  await save(desk, id, draft)
  expect(await save(desk, id, draft)).toMatchObject({ status: 200, body: { version: 1 } })
})

test('twenty saves of one version keep exactly one', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const saves = Array.from({ length: 20 }, (_, n) => save(desk, id, body(0, { uncategorized_text: `${n}` })))
  const statuses = (await Promise.all(saves)).map(({ status }) => status)
  expect(statuses.filter(status => status === 200)).toHaveLength(1)
  expect(statuses.filter(status => status === 409)).toHaveLength(19)
  expect((await caseOf(desk, id)).draft.version).toBe(1)
})

test('unknown fields and files of elsewhere are refused by name', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const refused = await save(
    desk,
    id,
    body(
      0,
      { made_up: 'x', receipt: 'a text' },
      { customer_signature: 'file_elsewhere', customer_name: 'file_x' },
    ),
  )
  expect(refused).toMatchObject({
    status: 400,
    body: {
      code: 'evidence_invalid',
      issues: [
        { path: 'made_up' },
        { path: 'receipt' },
        { path: 'customer_signature', message: 'This file was not uploaded for this dispute.' },
        { path: 'customer_name', message: 'This field of evidence takes no file.' },
      ],
    },
  })
})

test('a key that would reach the prototype is refused and reaches nothing', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const draft = `{"version":0,"productType":"other","fields":{"__proto__":"x","constructor":"y"},"files":{}}`
  const refused = await save(desk, id, JSON.parse(draft))
  expect(refused).toMatchObject({ status: 400 })
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('a viewer may not write', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  expect(await desk.ask('viewer', 'PUT', `/api/disputes/${id}/draft`, body(0, {}))).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
})

test('a dispute that has ended takes no draft', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  await desk.sandbox.stripe.disputes.close(id)
  expect(await save(desk, id, body(0, {}))).toMatchObject({
    status: 409,
    body: { code: 'dispute_closed', state: 'accepted' },
  })
})
