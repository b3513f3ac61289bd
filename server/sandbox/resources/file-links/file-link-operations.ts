import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  boolean,
  integer,
  nullable,
  type Parsed,
  required,
  type ShapeOf,
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { PageRoute } from '#server/sandbox/pages/page-route.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { fileContents, files } from '#server/sandbox/resources/files/file.ts'
import { fileLinks } from './file-link.ts'

const createParams = {
  expires_at: integer({ min: 0 }),
  file: required(string()),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.FileLinkCreateParams>

/** A moment in whole seconds, or the word `now`. */
const momentOrNow: Spec<number | 'now', false> = {
  required: false,
  parse: (node, at) => (node === 'now' ? 'now' : integer({ min: 0 }).parse(node, at)),
}
const updateParams = {
  expires_at: nullable(momentOrNow),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.FileLinkUpdateParams>

/** Purposes whose files may be seen without a key. https://docs.stripe.com/api/file_links/create */
const linkable: ReadonlySet<string> = new Set([
  'business_icon',
  'business_logo',
  'customer_signature',
  'dispute_evidence',
  'tax_document_user_upload',
])

function checkFuture(work: Work, at: number | undefined): void {
  if (at === undefined || at > work.now) return
  throw invalid('`expires_at` must be a time in the future.', { param: 'expires_at' })
}

/** @throws {ApiFailure} 400 for a file of a purpose that is nobody else's business, or a time that is over. */
export function createFileLink(work: Work, params: Parsed<typeof createParams>): Stripe.FileLink {
  const { file: fileId, expires_at: expiresAt, metadata: change } = params
  const file = work.need(files, fileId, 'file', 400)
  if (!linkable.has(file.purpose)) {
    throw invalid(`File links cannot be created for files with the purpose \`${file.purpose}\`.`, {
      param: 'file',
    })
  }
  checkFuture(work, expiresAt)
  const id = work.id('link')
  return work.put(fileLinks, {
    id,
    object: 'file_link',
    created: work.now,
    expired: false,
    expires_at: expiresAt ?? null,
    file: file.id,
    livemode: false,
    metadata: mergeMetadata({}, change),
    url: pageUrl(work, `/links/${id}`),
  })
}

function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.FileLink {
  const link = work.need(fileLinks, id, 'link')
  const { expires_at: expiresAt, metadata: change } = params
  if (typeof expiresAt === 'number') checkFuture(work, expiresAt)
  return work.put(fileLinks, {
    ...link,
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt === 'now' ? work.now : expiresAt }),
    metadata: mergeMetadata(link.metadata, change),
  })
}

/** The file itself, for whoever has the link, as long as the link holds. */
const openedLink: PageRoute = {
  method: 'GET',
  path: '/links/:link',
  run(work, _, id) {
    const link = work.need(fileLinks, id, 'link')
    const isOver = link.expires_at !== null && link.expires_at <= work.now
    const { contentType, base64 } = work.need(fileContents, isOver ? '' : String(link.file), 'link')
    return {
      status: 200,
      headers: {
        'content-type': contentType,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      },
      body: Buffer.from(base64, 'base64'),
    }
  },
}

const listParams = { ...pageParams, created: createdParam, expired: boolean(), file: string() }

export const fileLinkResource: Resource = {
  kinds: [fileLinks],
  pages: [openedLink],
  operations: [
    operation({ method: 'POST', path: '/v1/file_links', params: createParams, run: createFileLink }),
    operation({
      method: 'GET',
      path: '/v1/file_links',
      params: listParams,
      run(work, params) {
        const within = createdWithin(params.created)
        const isOver = (link: Stripe.FileLink) => link.expires_at !== null && link.expires_at <= work.now
        return page(work, fileLinks, params, {
          url: '/v1/file_links',
          by: params.file === undefined ? undefined : ['file', params.file],
          keep: link => within(link) && (params.expired === undefined || params.expired === isOver(link)),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/file_links/:link',
      params: {},
      run: (work, _, id) => work.need(fileLinks, id, 'link'),
    }),
    operation({ method: 'POST', path: '/v1/file_links/:link', params: updateParams, run: update }),
  ],
}
