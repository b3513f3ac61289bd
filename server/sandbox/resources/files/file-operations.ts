import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { UploadedFile } from '#server/sandbox/core/form.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { metadata } from '#server/sandbox/core/metadata.ts'
import { operation, RawAnswer, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, file, integer, object, oneOf, required } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { createFileLink } from '#server/sandbox/resources/file-links/file-link-operations.ts'
import { fileContents, files } from './file.ts'
import { pdfPages, sniff } from './sniff.ts'

const purpose = oneOf(
  'account_requirement',
  'additional_verification',
  'business_icon',
  'business_logo',
  'customer_signature',
  'dispute_evidence',
  'identity_document',
  'issuing_regulatory_reporting',
  'pci_document',
  'platform_terms_of_service',
  'tax_document_user_upload',
  'terminal_android_apk',
  'terminal_reader_splashscreen',
  'terminal_wifi_certificate',
  'terminal_wifi_private_key',
)

/** A link made along with the file. */
const linkData = object({
  create: required(boolean()),
  expires_at: integer({ min: 0 }),
  metadata: metadata(),
})

const mebibyte = 1024 * 1024
const largest = 5 * mebibyte
const evidencePages = 50

/** @throws {ApiFailure} 400 for a file that Stripe would not take. */
function create(work: Work, purposeOfFile: string, upload: UploadedFile): Stripe.File {
  const { bytes, filename } = upload
  if (bytes.length === 0) throw invalid('The file you uploaded is empty.', { param: 'file' })
  if (bytes.length > largest) {
    const size = (bytes.length / mebibyte).toFixed(2)
    throw invalid(`The file you uploaded is ${size} MB, which is over the 5 MB maximum.`, { param: 'file' })
  }
  const sniffed = sniff(bytes)
  if (!sniffed) {
    throw invalid('The file you uploaded is not supported. Please upload a PDF, JPEG, or PNG file.', {
      param: 'file',
    })
  }
  if (purposeOfFile === 'dispute_evidence' && sniffed.type === 'pdf' && pdfPages(bytes) >= evidencePages) {
    throw invalid(
      `The file you uploaded has too many pages. Please upload a file with fewer than ${evidencePages} pages.`,
      {
        param: 'file',
      },
    )
  }
  const id = work.id('file')
  work.put(fileContents, { id, contentType: sniffed.mime, base64: bytes.toString('base64') })
  const file: Stripe.File = {
    id,
    object: 'file',
    created: work.now,
    expires_at: null,
    filename,
    purpose: purposeOfFile,
    size: bytes.length,
    title: null,
    type: sniffed.type,
    url: new URL(`/v1/files/${id}/contents`, work.core.site.url).href,
  }
  return work.create(files, file, 'file.created')
}

function contents(work: Work, id: string): RawAnswer {
  work.need(files, id, 'file')
  const { contentType, base64 } = work.need(fileContents, id, 'file')
  return new RawAnswer(contentType, Buffer.from(base64, 'base64'))
}

export const fileResource: Resource = {
  kinds: [files, fileContents],
  operations: [
    operation({
      method: 'POST',
      path: '/v1/files',
      params: { file: required(file()), file_link_data: linkData, purpose: required(purpose) },
      run(work, { file: upload, file_link_data: link, purpose: use }) {
        const made = create(work, use, upload)
        const { create: wanted, ...facts } = link ?? {}
        if (wanted) createFileLink(work, { ...facts, file: made.id })
        return made
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/files',
      params: { ...pageParams, created: createdParam, purpose },
      run: (work, params) =>
        page(work, files, params, {
          url: '/v1/files',
          by: params.purpose === undefined ? undefined : ['purpose', params.purpose],
          keep: createdWithin(params.created),
        }),
    }),
    operation({
      method: 'GET',
      path: '/v1/files/:file',
      params: {},
      run: (work, _, id) => work.need(files, id, 'file'),
    }),
    operation({
      method: 'GET',
      path: '/v1/files/:file/contents',
      params: {},
      run: (work, _, id) => contents(work, id),
    }),
  ],
}
