import { maskEmail, maskPhone } from '#shared/domain/customer.ts'
import type { ChangedValue, statefulKinds } from '#shared/domain/event.ts'
import { kindOfId } from '#shared/domain/stripe-ids.ts'

export interface ValueContext {
  /** The object's own currency, for its amounts. */
  readonly currency: string | null
  /** Stripe's name of the object: `subscription`, `refund` … */
  readonly objectType: string
  /** Whether emails, phones and addresses may be told. */
  readonly clear: boolean
}

type StatefulKind = (typeof statefulKinds)[number]

const kindsByObject: Readonly<Record<string, StatefulKind>> = {
  refund: 'refund',
  dispute: 'dispute',
  subscription: 'subscription',
  invoice: 'invoice',
}

const longest = 200
/** Stripe's times are seconds; nothing else among its whole numbers is as large as a moment since 2001. */
const firstTime = 1_000_000_000
const timeKey = /(^created$|_at$|_end$|_start$|^start$|^end$|_by$|_date$|_anchor$|_attempt$|_before$|^date$)/
const moneyKey =
  /(^amount|_amount$|^total|^subtotal|^balance$|_balance$|^fee$|_due$|_paid$|_remaining$|_shipping$)/
const personalKeys = new Set('email phone line1 line2 city postal_code state receipt_email ip'.split(' '))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The value at the end of `path` as what it is; null for what is not set. */
export function changedValue(
  path: readonly string[],
  value: unknown,
  context: ValueContext,
): ChangedValue | null {
  const key = path.at(-1) ?? ''
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return numberValue(key, value, context)
  if (typeof value === 'boolean') return { type: 'text', text: value ? 'Yes' : 'No' }
  if (typeof value === 'string') return textValue(path, value, context)
  if (Array.isArray(value))
    return { type: 'text', text: value.length === 1 ? '1 entry' : `${value.length} entries` }
  return isObject(value) && typeof value.id === 'string'
    ? { type: 'id', id: value.id }
    : { type: 'text', text: 'Set' }
}

function numberValue(key: string, value: number, { currency }: ValueContext): ChangedValue {
  if (timeKey.test(key) && value >= firstTime) return { type: 'time', at: value * 1000 }
  if (moneyKey.test(key) && currency !== null && Number.isInteger(value))
    return { type: 'money', amount: value, currency }
  return { type: 'text', text: String(value) }
}

function textValue(
  path: readonly string[],
  value: string,
  { objectType, clear }: ValueContext,
): ChangedValue {
  const key = path.at(-1) ?? ''
  if (path.length === 1 && key === 'status') {
    const of = kindsByObject[objectType]
    if (of !== undefined) return { type: 'state', of, state: value }
  }
  const isPersonal = personalKeys.has(key) && (path.length > 1 || key !== 'state')
  if (isPersonal && !clear) return { type: 'text', text: masked(key, value) }
  if (kindOfId(value) !== undefined) return { type: 'id', id: value }
  const words = key === 'status' || key.endsWith('reason') ? value.replaceAll('_', ' ') : value
  return { type: 'text', text: words.length > longest ? `${words.slice(0, longest)}…` : words }
}

function masked(key: string, value: string): string {
  if (key.endsWith('email')) return maskEmail(value)
  return key === 'phone' ? maskPhone(value) : '•••'
}
