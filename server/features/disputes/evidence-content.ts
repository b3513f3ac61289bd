import type { EvidenceFile } from './evidence-file.ts'

type EvidenceType = EvidenceFile['type']

/** What the bytes are, by their own structure: the name and the declared type prove nothing. */
export function sniffEvidence(bytes: Uint8Array): EvidenceType | undefined {
  if (isPdf(bytes)) return 'application/pdf'
  if (isPng(bytes)) return 'image/png'
  return isJpeg(bytes) ? 'image/jpeg' : undefined
}

export const extensionOf: Record<EvidenceType, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** Readers look for the end mark in the last kilobyte. A header that is not at the very start can hide another format. */
function isPdf(bytes: Uint8Array): boolean {
  return startsWith(bytes, ascii('%PDF-')) && lastIndexOf(bytes.subarray(-1024), ascii('%%EOF')) >= 0
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, ...ascii('IHDR')]
const pngEnd = [...ascii('IEND'), 0xae, 0x42, 0x60, 0x82]

const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, pngStart) && lastIndexOf(bytes, pngEnd) >= 0

/** Start of image with a first segment; the end mark may be followed by what a camera appends. */
const isJpeg = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0xff, 0xd8, 0xff]) && lastIndexOf(bytes, [0xff, 0xd9]) > 3

function ascii(text: string): number[] {
  return [...text].map(letter => letter.charCodeAt(0))
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

function lastIndexOf(bytes: Uint8Array, part: readonly number[]): number {
  for (let from = bytes.length - part.length; from >= 0; from -= 1) {
    if (part.every((byte, index) => bytes[from + index] === byte)) return from
  }
  return -1
}

const longestName = 100

/** The file's name without folders, control and direction characters, with the extension of what it is. */
export function cleanFileName(name: string, type: EvidenceType): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const stem = base
    .normalize('NFC')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return `${[...stem].slice(0, longestName).join('') || 'evidence'}.${extensionOf[type]}`
}
