import { fullDate } from '#client/lib/times.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { evidenceToSend, fieldsFor } from '#shared/domain/evidence.ts'
import { methodName } from '#shared/domain/method-text.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { DraftFile, DraftValues } from './draft-values.ts'

export interface Exhibit {
  /** A, B, C … in the order that a case is told. */
  readonly letter: string
  readonly field: string
  readonly label: string
  readonly file: DraftFile
}

export interface Letter {
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly exhibits: readonly Exhibit[]
}

const letterOfIndex = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index)

/** The files that go along, lettered. Files of another kind of product stay in the draft and have no letter. */
export function exhibitsOf(reason: string, values: DraftValues): Exhibit[] {
  const { files } = evidenceToSend(reason, values)
  return fieldsFor(reason, values.productType)
    .flatMap(({ name, label }) => {
      const file = files[name]
      return file ? [{ field: name, label, file }] : []
    })
    .map((exhibit, index) => ({ ...exhibit, letter: letterOfIndex(index) }))
}

/** What the bank gets, told as one letter: every text that is sent stands in it. */
export function letterOf(one: DisputeCase, values: DraftValues): Letter {
  const { fields } = evidenceToSend(one.reason, values)
  const text = (name: string): string => fields[name]?.trim() ?? ''
  const paragraphs = [
    boughtBy(one, text),
    text('product_description'),
    shipped(text),
    text('service_date') && `The service was given on ${text('service_date')}.`,
    text('access_activity_log'),
    text('cancellation_policy_disclosure'),
    text('cancellation_rebuttal'),
    text('duplicate_charge_id') && `The other charge is ${text('duplicate_charge_id')}.`,
    text('duplicate_charge_explanation'),
    text('refund_policy_disclosure'),
    text('refund_refusal_explanation'),
    gave(text),
    text('uncategorized_text'),
  ]
  const code = one.networkCode ? `, ${one.networkCode}` : ''
  return {
    heading: `Answer to dispute of ${formatMoney(one)}${code}`,
    paragraphs: paragraphs.filter(Boolean),
    exhibits: exhibitsOf(one.reason, values),
  }
}

type Text = (name: string) => string

function boughtBy({ paymentCreatedAt, method, amount, currency }: DisputeCase, text: Text): string {
  const name = text('customer_name')
  if (!name) return ''
  const when = paymentCreatedAt === null ? '' : ` on ${fullDate(paymentCreatedAt)}`
  const last4 = method?.last4 ? ` ending ${method.last4}` : ''
  const card = method ? ` with ${methodName(method)}${last4}` : ''
  return `${name} paid ${formatMoney({ amount, currency })}${when}${card}.`
}

function shipped(text: Text): string {
  const parts = [
    text('shipping_date') && ` on ${text('shipping_date')}`,
    text('shipping_carrier') && ` with ${text('shipping_carrier')}`,
    text('shipping_tracking_number') && `, tracking number ${text('shipping_tracking_number')}`,
    text('shipping_address') && `, to ${text('shipping_address')}`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : `Shipped${parts.join('')}.`
}

function gave(text: Text): string {
  const parts = [
    text('customer_email_address') && `the email address ${text('customer_email_address')}`,
    text('billing_address') && `the billing address ${text('billing_address')}`,
    text('customer_purchase_ip') && `the IP address ${text('customer_purchase_ip')}`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : `The customer gave ${parts.join(', ')}.`
}
