import { type EvidenceField, keyFieldsFor } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'
import { exhibitsOf } from './letter.ts'

export type CheckState = 'done' | 'started' | 'missing' | 'optional'

export interface CheckItem {
  readonly key: string
  readonly label: string
  readonly state: CheckState
  /** "Exhibit A", "DHL, 14 Oct", "Being written" */
  readonly detail: string
  /** A file is asked for. */
  readonly file: boolean
}

/** Texts that are one thing to the bank. */
const together: Readonly<Record<string, { label: string; fields: readonly string[] }>> = {
  shipping_carrier: {
    label: 'Carrier, date and tracking',
    fields: ['shipping_carrier', 'shipping_date', 'shipping_tracking_number'],
  },
}
const within = new Set(Object.values(together).flatMap(({ fields }) => fields.slice(1)))
const labels: Readonly<Record<string, string>> = { shipping_address: 'Delivered to the order’s address' }

/** Proof first, then the plain facts, then what was said, then what is to be written. */
function rankOf({ name, kind }: EvidenceField): number {
  if (kind === 'short') return 1
  if (kind === 'long') return 3
  return name === 'receipt' || name === 'customer_communication' ? 2 : 0
}

/** Fewer words than this are a beginning. */
const shortestText = 40

/** What the bank most wants to see for this reason, and how far each is. */
export function checklistOf(
  reason: string,
  values: DraftValues,
  told: Readonly<Record<string, string>>,
): CheckItem[] {
  const letters = new Map(exhibitsOf(reason, values).map(({ field, letter }) => [field, letter]))
  const items = keyFieldsFor(reason, values.productType)
    .filter(({ name }) => !within.has(name))
    .sort((one, other) => rankOf(one) - rankOf(other))
    .map(field =>
      field.kind === 'file' ? fileItem(field, letters.get(field.name)) : textItem(field, values.fields, told),
    )
  const signature = letters.get('customer_signature')
  return [
    ...items,
    {
      ...{ key: 'customer_signature', label: 'Signature', file: true },
      state: signature ? 'done' : 'optional',
      detail: signature ? `Exhibit ${signature}` : 'Helps; not required',
    },
  ]
}

function fileItem({ name, label }: EvidenceField, letter: string | undefined): CheckItem {
  return {
    ...{ key: name, label, file: true },
    state: letter ? 'done' : 'missing',
    detail: letter ? `Exhibit ${letter}` : 'No file yet',
  }
}

function textItem(
  { name, label, kind }: EvidenceField,
  fields: Readonly<Record<string, string>>,
  told: Readonly<Record<string, string>>,
): CheckItem {
  const group = together[name]
  const texts = (group?.fields ?? [name]).map(one => fields[one]?.trim() ?? '')
  const written = texts.filter(Boolean)
  const isComplete =
    written.length === texts.length && (kind !== 'long' || (texts[0]?.length ?? 0) >= shortestText)
  const state = written.length === 0 ? 'missing' : isComplete ? 'done' : 'started'
  return {
    ...{ key: name, label: group?.label ?? labels[name] ?? label, file: false, state },
    detail: detailOf(state, { texts, isTold: !group && texts[0] === told[name] }),
  }
}

function detailOf(
  state: CheckState,
  { texts, isTold }: { texts: readonly string[]; isTold: boolean },
): string {
  if (state === 'missing') return 'Not written yet'
  if (state === 'started' && isTold) return 'From the payment; say more'
  if (state === 'started') return texts.length > 1 ? texts.filter(Boolean).join(', ') : 'Being written'
  if (isTold) return 'Filled in from Stripe'
  return texts.length > 1 ? texts.slice(0, 2).join(', ') : 'Written'
}
