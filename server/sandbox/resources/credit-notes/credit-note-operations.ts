import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { embeddedPage } from '#server/sandbox/core/embedded-page.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { type Operation, operation, type Resource } from '#server/sandbox/core/operation.ts'
import { type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { Work } from '#server/sandbox/core/work.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { createCreditNote } from './create-credit-note.ts'
import { creditNotes } from './credit-note.ts'
import { creditNotePage } from './credit-note-page.ts'
import { type CreateParams, createParams, updateParams } from './credit-note-params.ts'
import { shiftDue } from './shift-due.ts'

function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.CreditNote {
  const note = work.need(creditNotes, id)
  const { memo, metadata: change } = params
  return work.update(
    creditNotes,
    note,
    {
      ...(memo === undefined ? {} : { memo }),
      ...(change === undefined ? {} : { metadata: mergeMetadata(note.metadata ?? {}, change) }),
    },
    'credit_note.updated',
  )
}

/** @throws {ApiFailure} 400 once money was given back, or the invoice is no longer open. */
function voidNote(work: Work, id: string): Stripe.CreditNote {
  const note = work.need(creditNotes, id)
  if (note.status === 'void') throw invalid('This credit note is already void.')
  const invoice = work.need(invoices, String(note.invoice))
  if (note.post_payment_amount > 0 || invoice.status !== 'open')
    throw invalid('You can only void a credit note that was issued on an invoice that is still open.')
  shiftDue(work, invoice, { before: -note.pre_payment_amount, after: 0 })
  const voided = work.put(creditNotes, { ...note, status: 'void', voided_at: work.now })
  work.emit('credit_note.voided', voided)
  return voided
}

/** The credit note as it would be; nothing of it stays. */
function preview(asked: Work, params: CreateParams): Stripe.CreditNote {
  const trial = new Work(asked.core)
  try {
    return createCreditNote(trial, params)
  } finally {
    trial.undo()
  }
}

const listParams = {
  ...pageParams,
  created: createdParam,
  customer: string(),
  invoice: string(),
} satisfies ShapeOf<Stripe.CreditNoteListParams>

function list(work: Work, params: Parsed<typeof listParams>) {
  const { customer, invoice } = params
  const within = createdWithin(params.created)
  return page(work, creditNotes, params, {
    url: '/v1/credit_notes',
    by: invoice ? ['invoice', invoice] : customer ? ['customer', customer] : undefined,
    keep: note => within(note) && (customer === undefined || note.customer === customer),
  })
}

const previews: readonly Operation[] = [
  operation({ method: 'GET', path: '/v1/credit_notes/preview', params: createParams, run: preview }),
  operation({
    method: 'GET',
    path: '/v1/credit_notes/preview/lines',
    params: { ...createParams, ...pageParams },
    run: (work, params) =>
      embeddedPage(preview(work, params).lines.data, params, '/v1/credit_notes/preview/lines'),
  }),
]

export const creditNoteResource: Resource = {
  kinds: [creditNotes],
  pages: [creditNotePage],
  operations: [
    operation({ method: 'POST', path: '/v1/credit_notes', params: createParams, run: createCreditNote }),
    operation({ method: 'GET', path: '/v1/credit_notes', params: listParams, run: list }),
    ...previews,
    operation({
      method: 'GET',
      path: '/v1/credit_notes/:id',
      params: {},
      run: (work, _, id) => work.need(creditNotes, id),
    }),
    operation({ method: 'POST', path: '/v1/credit_notes/:id', params: updateParams, run: update }),
    operation({
      method: 'POST',
      path: '/v1/credit_notes/:id/void',
      params: {},
      run: (work, _, id) => voidNote(work, id),
    }),
    operation({
      method: 'GET',
      path: '/v1/credit_notes/:id/lines',
      params: pageParams,
      run: (work, params, id) =>
        embeddedPage(work.need(creditNotes, id).lines.data, params, `/v1/credit_notes/${id}/lines`),
    }),
  ],
}
