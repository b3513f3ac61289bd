const signatures = [
  { type: 'pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-') },
  { type: 'png', mime: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'jpg', mime: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
] as const

type Sniffed = (typeof signatures)[number]

/** What the bytes are, whatever the file is called; `undefined` for all but PDF, PNG and JPEG. */
export const sniff = (content: Buffer): Sniffed | undefined =>
  signatures.find(({ bytes }) => content.subarray(0, bytes.length).equals(bytes))

/** The pages that a PDF tells of in the open; compressed object streams hide theirs. */
export const pdfPages = (content: Buffer): number =>
  content.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0
