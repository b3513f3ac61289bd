import { expect, test } from 'vitest'
import { caseOf, type DisputeDesk, newDispute, startDisputeDesk, submitsSeen } from './dispute-desk.ts'

const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n'
const png = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${'\0'.repeat(17)}\0\0\0\0IEND\xaeB\x60\x82`

const upload = (
  { ask }: DisputeDesk,
  id: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
) => {
  const form = new FormData()
  const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'latin1')) : content
  form.append('file', new File([bytes], name, { type: 'application/pdf' }))
  return ask('support', 'POST', `/api/disputes/${id}/files`, form)
}

const filesSeen = async ({ sandbox }: DisputeDesk) =>
  (await sandbox.control('GET', '/ledger')).data.filter(({ path }) => path === '/v1/files')

test('a PDF and a PNG go to Stripe under a key each, are attached by a save, and are sent with the evidence', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const proof = await upload(desk, id, 'C:\\proof of delivery.PDF', pdf)
  expect(proof).toMatchObject({
    status: 201,
    body: { name: 'proof of delivery.pdf', type: 'application/pdf', size: pdf.length },
  })
  const receipt = await upload(desk, id, 'receipt.png', png)
  expect(receipt).toMatchObject({ status: 201, body: { type: 'image/png' } })
  const [first, second] = await filesSeen(desk)
  expect(first?.idempotencyKey).toMatch(/^op:up_\w+:g1$/)
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey)
  const fileIdOf = ({ body }: { body: unknown }) => (body as { fileId: string }).fileId
  const files = { shipping_documentation: fileIdOf(proof), receipt: fileIdOf(receipt) }
  await desk.ask('support', 'PUT', `/api/disputes/${id}/draft`, {
    ...{ version: 0, productType: 'physical', fields: { product_description: 'A grinder' }, files },
  })
  expect((await caseOf(desk, id)).draft.files).toMatchObject({ receipt: { name: 'receipt.png' } })
  await desk.ask('finance', 'POST', `/api/disputes/${id}/submit`, { operationId: 'op_files_1', version: 1 })
  await expect
    .poll(async () => (await desk.sandbox.stripe.disputes.retrieve(id)).evidence, { timeout: 5_000 })
    .toMatchObject(files)
  expect(await submitsSeen(desk, id)).toEqual([true])
})

test('a PDF that is HTML is refused in a plain sentence, and never reaches Stripe', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  expect(await upload(desk, id, 'letter.pdf', '<!doctype html><p>%PDF-1.7 %%EOF</p>')).toMatchObject({
    status: 422,
    body: {
      code: 'file_refused',
      detail: 'The file is named as PDF and is something else inside. Banks take PDF, PNG or JPEG.',
    },
  })
  expect(await upload(desk, id, 'empty.pdf', '')).toMatchObject({ body: { detail: 'The file is empty.' } })
  expect(await filesSeen(desk)).toEqual([])
})

test('a file over 5 MB is refused with the limit', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const large = new Uint8Array(5 * 1024 * 1024 + 1)
  large.set(Buffer.from('%PDF-1.7'))
  expect(await upload(desk, id, 'large.pdf', large)).toMatchObject({
    status: 413,
    body: { code: 'too_large', limitBytes: 5 * 1024 * 1024 },
  })
  expect(await filesSeen(desk)).toEqual([])
})

test('the same file is uploaded once, and belongs to its dispute alone', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const other = await newDispute(desk)
  const first = await upload(desk, id, 'proof.pdf', pdf)
  expect(await upload(desk, id, 'proof.pdf', pdf)).toEqual(first)
  expect(await filesSeen(desk)).toHaveLength(1)
  const { fileId } = first.body as { fileId: string }
  expect(
    await desk.ask('support', 'PUT', `/api/disputes/${other}/draft`, {
      ...{ version: 0, productType: 'physical', fields: {}, files: { receipt: fileId } },
    }),
  ).toMatchObject({ status: 400, body: { code: 'evidence_invalid', issues: [{ path: 'receipt' }] } })
})

test('nobody uploads to a dispute that has ended, and a viewer to none', async () => {
  const desk = await startDisputeDesk()
  const id = await newDispute(desk)
  const form = new FormData()
  form.append('file', new File([pdf], 'proof.pdf'))
  expect(await desk.ask('viewer', 'POST', `/api/disputes/${id}/files`, form)).toMatchObject({ status: 403 })
  await desk.sandbox.stripe.disputes.close(id)
  expect(await upload(desk, id, 'proof.pdf', pdf)).toMatchObject({
    status: 409,
    body: { code: 'dispute_closed' },
  })
})
