import { expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF')
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 0x0d, 0x0a, 0])
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])

const upload = (data: Buffer, name = 'receipt.pdf') => ({
  purpose: 'dispute_evidence' as const,
  file: { data, name, type: 'application/octet-stream' },
})

test.each([
  ['pdf', pdf, 'application/pdf'],
  ['png', png, 'image/png'],
  ['jpg', jpeg, 'image/jpeg'],
])('a %s is known by its content and given back as it was', async (type, data, contentType) => {
  const { stripe, url } = await startTestSandbox()
  const made = await stripe.files.create(upload(data, 'Beleg – Überweisung.bin'))
  expect(made).toMatchObject({
    type,
    size: data.length,
    purpose: 'dispute_evidence',
    filename: 'Beleg – Überweisung.bin',
  })
  expect(await stripe.files.retrieve(made.id)).toMatchObject({ id: made.id })
  const response = await fetch(`${url}/v1/files/${made.id}/contents`, {
    headers: { authorization: 'Bearer sk_test_sandbox' },
  })
  expect(response.headers.get('content-type')).toBe(contentType)
  expect(Buffer.from(await response.arrayBuffer()).equals(data)).toBe(true)
})

test.each([
  ['HTML that is called .pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'not supported'],
  ['an SVG', Buffer.from('<svg onload="alert(1)"/>'), 'not supported'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['more than 5 MB', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]), 'over the 5 MB maximum'],
  ['fifty pages', Buffer.from(`%PDF-1.7\n${'<< /Type /Page >>\n'.repeat(50)}`), 'too many pages'],
])('%s is refused', async (_, data, message) => {
  const { stripe } = await startTestSandbox()
  await expect(stripe.files.create(upload(data))).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    statusCode: 400,
    param: 'file',
    message: expect.stringContaining(message),
  })
  expect((await stripe.files.list()).data).toEqual([])
})

test('a file stands in a dispute’s evidence and is expanded there', async () => {
  const { stripe, control } = await startTestSandbox()
  const made = await control('POST', '/scenarios/dispute', {})
  const { data } = await stripe.disputes.list()
  const receipt = await stripe.files.create(upload(png, 'receipt.png'))
  const dispute = await stripe.disputes.update(data[0]!.id, {
    submit: false,
    evidence: { receipt: receipt.id },
    expand: ['evidence.receipt'],
  })
  expect(made).toMatchObject({ dispute: dispute.id })
  expect(dispute.evidence.receipt).toMatchObject({ id: receipt.id, type: 'png' })
})
