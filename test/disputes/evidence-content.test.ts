import { expect, test } from 'vitest'
import { cleanFileName, sniffEvidence } from '#server/features/disputes/evidence-content.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const png = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${'\0'.repeat(17)}\0\0\0\0IEND\xaeB\x60\x82`
const jpeg = `\xff\xd8\xff\xe0${'x'.repeat(20)}\xff\xd9`
const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n'

test.each([
  ['a PDF', pdf, 'application/pdf'],
  ['a PDF without a newline at its end', '%PDF-1.4\n%%EOF', 'application/pdf'],
  ['a PNG', png, 'image/png'],
  ['a JPEG', jpeg, 'image/jpeg'],
  ['a JPEG with bytes of the camera after its end', `${jpeg}trailer`, 'image/jpeg'],
  ['HTML', '<!doctype html><script>alert(1)</script>', undefined],
  ['HTML that speaks of PDF', '<html>%PDF-1.7 %%EOF</html>', undefined],
  ['a PDF that begins one byte late', `\n${pdf}`, undefined],
  ['a PDF that was cut off', '%PDF-1.7\n1 0 obj\n<<>>', undefined],
  ['a PDF whose end mark is far from the end', `%PDF-1.7 %%EOF${' '.repeat(2_000)}`, undefined],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', undefined],
  ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0;', undefined],
  ['a ZIP', 'PK\x03\x04\x14\0', undefined],
  ['a program', 'MZ\x90\0\x03', undefined],
  ['the start of a PNG alone', '\x89PNG\r\n\x1a\n', undefined],
  ['a PNG without its end', png.slice(0, -8), undefined],
  ['a JPEG without its end', '\xff\xd8\xff\xe0xxxx', undefined],
  ['nothing', '', undefined],
])('%s is seen for what it is', (_, content, type) => {
  expect(sniffEvidence(bytes(content))).toBe(type)
})

test.each([
  ['Proof of delivery.PDF', 'application/pdf', 'Proof of delivery.pdf'],
  ['C:\\Users\\me\\receipt.pdf', 'application/pdf', 'receipt.pdf'],
  ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
  ['invoice\u202Efdp.exe', 'application/pdf', 'invoicefdp.pdf'],
  ['a\r\nContent-Type: x.png', 'image/png', 'aContent-Type x.png'],
  ['photo.jpeg.html', 'image/jpeg', 'photo.jpeg.jpg'],
  ['...', 'image/png', 'evidence.png'],
  ['', 'application/pdf', 'evidence.pdf'],
  ['領収書.pdf', 'application/pdf', '領収書.pdf'],
] as const)('the name %j is cleaned', (name, type, cleaned) => {
  expect(cleanFileName(name, type)).toBe(cleaned)
})

test('a long name is cut between characters', () => {
  expect(cleanFileName(`${'🧾'.repeat(150)}.png`, 'image/png')).toBe(`${'🧾'.repeat(100)}.png`)
})
