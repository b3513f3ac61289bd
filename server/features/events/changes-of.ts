import type { ReceivedEvent } from '#server/inbox/handler.ts'
import type { EventChange } from '#shared/domain/event.ts'
import { changedValue, type ValueContext } from './changed-values.ts'

const most = 30
const deepest = 5

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an update changed, a line a value, in the order that Stripe tells it. Empty for what is not an update. */
export function changesOf(event: ReceivedEvent, { clear }: { clear: boolean }): EventChange[] {
  if (event.previousAttributes === null) return []
  const { currency, object } = event.object
  const context: ValueContext = {
    currency: typeof currency === 'string' ? currency : null,
    objectType: typeof object === 'string' ? object : '',
    clear,
  }
  return differences([], event.previousAttributes, event.object)
    .map(({ path, before, after }) => ({
      label: labelOf(path),
      before: changedValue(path, before, context),
      after: changedValue(path, after, context),
    }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .slice(0, most)
}

interface Difference {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

/** Only what `previous` names is told; lists are compared place by place, because that is how Stripe tells them. */
function differences(path: readonly string[], previous: unknown, now: unknown): Difference[] {
  if (path.length < deepest) {
    if (isPlain(previous) && isPlain(now)) {
      return Object.entries(previous).flatMap(([key, was]) => differences([...path, key], was, now[key]))
    }
    if (
      Array.isArray(previous) &&
      Array.isArray(now) &&
      previous.length === now.length &&
      previous.some(isPlain)
    ) {
      return previous.flatMap((was, at) => differences([...path, String(at)], was, now[at]))
    }
  }
  return [{ path, before: previous, after: now }]
}

/** Where the key alone would not say enough, or says it in Stripe's shorthand. */
const labels: Readonly<Record<string, string>> = {
  current_period_start: 'Period starts',
  current_period_end: 'Period ends',
  cancel_at_period_end: 'Cancels at period end',
  default_payment_method: 'Default payment method',
  latest_charge: 'Latest charge',
  latest_invoice: 'Latest invoice',
  balance_transaction: 'Balance transaction',
  trial_end: 'Trial ends',
  due_by: 'Answer due',
  has_evidence: 'Has evidence',
  failure_reason: 'Why it failed',
  pending_reason: 'Why it waits',
  amount_received: 'Received',
  amount_refunded: 'Refunded in all',
  amount_capturable: 'Can be captured',
  amount_due: 'Due',
  amount_paid: 'Paid',
  amount_remaining: 'Still due',
  hosted_invoice_url: 'Invoice page',
  last_payment_error: 'Last error',
  livemode: 'Live mode',
}
const silent = new Set(['data', 'items', 'evidence_details', 'status_transitions'])

/** `["items","data","0","current_period_end"]` as "Period ends", `["metadata","ticket"]` as "Metadata: ticket". */
function labelOf(path: readonly string[]): string {
  const said = path.filter(part => !silent.has(part) && !/^\d+$/.test(part))
  const [first = path.at(-1) ?? '', ...rest] = said
  if (first === 'metadata' && rest.length > 0) return `Metadata: ${rest.join('.')}`
  const last = rest.at(-1)
  return last === undefined ? inWords(first) : `${inWords(first)}: ${inWords(last).toLowerCase()}`
}

function inWords(key: string): string {
  const known = labels[key]
  if (known !== undefined) return known
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
