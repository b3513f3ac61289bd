import type Stripe from 'stripe'
import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const
const noFile = {
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param: 'file',
} as const
const noLink = { ...noFile, param: 'link' } as const

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

const upload = (stripe: Stripe, purpose: Stripe.FileCreateParams['purpose'] = 'dispute_evidence') =>
  stripe.files.create({ purpose, file: { data: png, name: 'receipt.png', type: 'image/png' } })

export const fileRows: readonly Row[] = [
  does('files.create', 'knows a file by its content', async ({ stripe }) => {
    expect(await upload(stripe)).toMatchObject({ type: 'png', size: png.length, filename: 'receipt.png' })
    expect((await stripe.events.list({ type: 'file.created' })).data).toHaveLength(1)
  }),
  refuses(
    'files.create',
    'refuses what is no PDF, JPEG or PNG',
    ({ stripe }) =>
      stripe.files.create({
        purpose: 'dispute_evidence',
        file: { data: Buffer.from('<html>'), name: 'receipt.pdf', type: 'application/pdf' },
      }),
    { ...refused, param: 'file', message: /not supported/ },
  ),
  does('files.retrieve', 'tells where its content is', async ({ stripe }) => {
    const { id } = await upload(stripe)
    const { url } = await stripe.files.retrieve(id)
    const answer = await fetch(url ?? '', { headers: { authorization: 'Bearer sk_test_sandbox' } })
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true)
  }),
  refuses(
    'files.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.files.retrieve('file_none'),
    noFile,
  ),
  does('files.list', 'lists those of a purpose', async ({ stripe }) => {
    const { id } = await upload(stripe)
    await upload(stripe, 'business_logo')
    const { data } = await stripe.files.list({ purpose: 'dispute_evidence' })
    expect(data.map(file => file.id)).toEqual([id])
  }),
  refuses(
    'files.list',
    'refuses a cursor that does not exist',
    ({ stripe }) => stripe.files.list({ starting_after: 'file_none' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
  does('files.contents', 'gives back what was uploaded, to a key', async ({ stripe }) => {
    const { id } = await upload(stripe)
    const answer = await stripe.rawRequest('GET', `/v1/files/${id}/contents`).catch((error: unknown) => error)
    // The SDK asks for JSON alone; that it reads a picture as a broken answer shows that the bytes came.
    expect(answer).toMatchObject({ type: 'StripeAPIError' })
  }),
  refuses(
    'files.contents',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.rawRequest('GET', '/v1/files/file_none/contents'),
    noFile,
  ),
  does('fileLinks.create', 'opens the file without a key', async ({ stripe }) => {
    const link = await stripe.fileLinks.create({ file: (await upload(stripe)).id })
    expect(link).toMatchObject({ expired: false, expires_at: null })
    const answer = await fetch(link.url ?? '')
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true)
  }),
  refuses(
    'fileLinks.create',
    'refuses a file that is nobody else’s business',
    async ({ stripe }) => stripe.fileLinks.create({ file: (await upload(stripe, 'identity_document')).id }),
    { ...refused, param: 'file' },
  ),
  refuses(
    'fileLinks.create',
    'refuses a time that is over',
    async ({ stripe }) => stripe.fileLinks.create({ file: (await upload(stripe)).id, expires_at: 1 }),
    { ...refused, param: 'expires_at' },
  ),
  does('files.create', 'makes a link along with it', async ({ stripe }) => {
    const { id } = await stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: png, name: 'receipt.png', type: 'image/png' },
      file_link_data: { create: true, metadata: { a: '1' } },
    })
    const { links } = await stripe.files.retrieve(id, { expand: ['links'] })
    expect(links?.data).toMatchObject([{ file: id, expired: false, metadata: { a: '1' } }])
  }),
  does('fileLinks.retrieve', 'tells that it has expired', async ({ stripe, control }) => {
    const { id: file } = await upload(stripe)
    const expires_at = Math.floor(Date.now() / 1000) + 3_600
    const { id, url } = await stripe.fileLinks.create({ file, expires_at })
    await control('POST', '/clock', { advanceMs: 3_601_000 })
    expect(await stripe.fileLinks.retrieve(id)).toMatchObject({ expired: true, url: null })
    expect((await fetch(url ?? '')).status).toBe(404)
  }),
  refuses(
    'fileLinks.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.fileLinks.retrieve('link_none'),
    noLink,
  ),
  does('fileLinks.update', 'ends a link at once', async ({ stripe }) => {
    const { id } = await stripe.fileLinks.create({ file: (await upload(stripe)).id })
    expect(await stripe.fileLinks.update(id, { expires_at: 'now' })).toMatchObject({ expired: true })
  }),
  refuses(
    'fileLinks.update',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.fileLinks.update('link_none', { metadata: { a: 'b' } }),
    noLink,
  ),
  does('fileLinks.list', 'lists those that still open', async ({ stripe }) => {
    const { id: file } = await upload(stripe)
    const first = await stripe.fileLinks.create({ file })
    const second = await stripe.fileLinks.create({ file })
    await stripe.fileLinks.update(first.id, { expires_at: 'now' })
    const { data } = await stripe.fileLinks.list({ file, expired: false })
    expect(data.map(({ id }) => id)).toEqual([second.id])
  }),
  refuses(
    'fileLinks.list',
    'refuses a cursor that does not exist',
    ({ stripe }) => stripe.fileLinks.list({ starting_after: 'link_none' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
]
