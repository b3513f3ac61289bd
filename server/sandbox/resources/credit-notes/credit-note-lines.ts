import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { toDecimal, wholeDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'
import type { CreateParams, LineAsked } from './credit-note-params.ts'

type Line = Stripe.CreditNoteLineItem

const blank = () => ({
  object: 'credit_note_line_item' as const,
  livemode: false,
  tax_rates: [],
  taxes: [],
})

/** Takes back a part of an invoice's line; its discounts go back in proportion, each rounded by itself. */
function ofInvoiceLine(work: Work, invoice: Stripe.Invoice, asked: LineAsked, at: string): Line {
  const line = invoice.lines.data.find(({ id }) => id === asked.invoice_line_item)
  if (!line) throw missing('line item', asked.invoice_line_item ?? '', `${at}[invoice_line_item]`, 400)
  const whole = line.quantity ?? 1
  const { quantity = null } = asked
  const byQuantity =
    quantity === null || whole === 0 ? line.amount : Math.round((line.amount * quantity) / whole)
  const amount = asked.amount ?? byQuantity
  if (amount > line.amount || (quantity ?? 0) > whole) {
    throw invalid('The credit note line cannot be more than the invoice line.', {
      param: `${at}[${asked.amount === undefined ? 'quantity' : 'amount'}]`,
    })
  }
  const share = line.amount === 0 ? 0 : amount / line.amount
  const discount_amounts = (line.discount_amounts ?? []).map(off => ({
    amount: Math.round(off.amount * share),
    discount: off.discount,
  }))
  const unit = line.pricing?.unit_amount_decimal ?? null
  return {
    ...blank(),
    id: work.id('cnli'),
    amount,
    description: asked.description ?? line.description,
    discount_amount: discount_amounts.reduce((sum, off) => sum + off.amount, 0),
    discount_amounts,
    invoice_line_item: line.id,
    metadata: mergeMetadata({}, asked.metadata),
    pretax_credit_amounts: discount_amounts.map(off => ({ ...off, type: 'discount' })),
    quantity: asked.amount === undefined ? (quantity ?? line.quantity) : null,
    type: 'invoice_line_item',
    unit_amount: unit === null || !Number.isInteger(Number(unit)) ? null : Number(unit),
    unit_amount_decimal: unit,
  }
}

interface Custom {
  readonly amount: number
  readonly description: string | null
  readonly quantity: number
  readonly unit: string
  readonly metadata?: LineAsked['metadata']
}

function customLine(work: Work, { amount, description, quantity, unit, metadata }: Custom): Line {
  const number = Number(unit)
  return {
    ...blank(),
    id: work.id('cnli'),
    amount,
    description,
    discount_amount: 0,
    discount_amounts: [],
    metadata: mergeMetadata({}, metadata),
    pretax_credit_amounts: [],
    quantity,
    type: 'custom_line_item',
    unit_amount: Number.isInteger(number) ? number : null,
    unit_amount_decimal: Number.isInteger(number) ? wholeDecimal(number) : toDecimal(unit),
  }
}

function ofOwn(work: Work, asked: LineAsked, at: string): Line {
  const { description, quantity = 1, unit_amount: whole, unit_amount_decimal: exact, amount: plain } = asked
  const unit =
    exact ??
    (whole === undefined ? undefined : String(whole)) ??
    (plain === undefined ? undefined : String(plain))
  if (description === undefined || unit === undefined) {
    const key = description === undefined ? 'description' : 'unit_amount'
    const param = `${at}[${key}]`
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const amount = Math.round(Number(unit) * quantity)
  return customLine(work, { amount, description, quantity, unit, metadata: asked.metadata })
}

/** @throws {ApiFailure} 400 unless exactly one of `amount` and `lines` says what is taken back. */
export function creditLines(
  work: Work,
  invoice: Stripe.Invoice,
  { amount, lines, memo }: CreateParams,
): Line[] {
  if (amount !== undefined && lines !== undefined)
    throw invalid('You may only specify one of these parameters: amount, lines.')
  if (amount !== undefined)
    return [customLine(work, { amount, description: memo ?? null, quantity: 1, unit: String(amount) })]
  if (!lines || lines.length === 0)
    throw invalid('You must specify one of `amount`, `lines` or `shipping_cost`.', { param: 'amount' })
  return lines.map((line, at) =>
    line.type === 'invoice_line_item'
      ? ofInvoiceLine(work, invoice, line, `lines[${at}]`)
      : ofOwn(work, line, `lines[${at}]`),
  )
}
