import { formatMoney } from '#shared/domain/money.ts'
import type { Operation, OperationKindName, OperationStep } from '#shared/domain/operation.ts'
import type { Person } from '#shared/domain/person.ts'
import type { Outcome } from './port.ts'

interface StepFacts {
  readonly requestId?: string | null
  readonly eventId?: string | null
  readonly by?: Person | null
}

export const step = (at: number, what: string, text: string, facts: StepFacts = {}): OperationStep => ({
  at,
  what,
  text,
  requestId: facts.requestId ?? null,
  eventId: facts.eventId ?? null,
  by: facts.by ?? null,
})

export const recordedText = ({ money }: Pick<Operation, 'money'>): string =>
  money === null ? 'Recorded' : `Recorded and reserved, ${formatMoney(money)}`

const ordinal = (count: number): string => {
  const lastTwo = count % 100
  if (lastTwo >= 11 && lastTwo <= 13) return `${count}th`
  return `${count}${{ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th'}`
}

/** While the call runs. */
export const sendingText = (attempt: number): string =>
  attempt === 1 ? 'Sending to Stripe' : `Asking again with the same key, ${ordinal(attempt)} try`

/** When it has ended: the step that said it was running is replaced by this one. */
export function sentStep(at: number, attempt: number, outcome: Outcome): OperationStep {
  const sent = attempt === 1 ? 'Sent to Stripe' : `Asked again with the same key, ${ordinal(attempt)} try`
  switch (outcome.type) {
    case 'succeeded':
      return step(at, 'answered', `${sent}: done`, outcome)
    case 'pending':
      return step(at, 'answered', `${sent}: accepted, ${outcome.status.replaceAll('_', ' ')}`, outcome)
    case 'failed':
      return step(at, 'refused', `${sent}: refused`, outcome)
    case 'retry':
      return step(at, 'waiting', `${sent}: ${lowerFirst(outcome.reason)}`)
    case 'unknown':
      return step(
        at,
        'no_answer',
        outcome.requestId === null ? `${sent}, no answer` : `${sent}, no clear answer`,
        outcome,
      )
  }
}

const lowerFirst = (sentence: string): string =>
  sentence.startsWith('Stripe') ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)

const places: Record<OperationKindName, string> = {
  refund: 'this payment’s refunds',
  'dispute.submit': 'this dispute',
  'dispute.accept': 'this dispute',
}

export const lookedStep = (at: number, kind: OperationKindName, seen: string): OperationStep =>
  step(at, 'looked', `Looked through ${places[kind]} at Stripe: ${seen}`)

/** Many rounds of asking and looking tell nothing more than the last ones: the early ones are dropped. */
export function append(steps: readonly OperationStep[], added: OperationStep): OperationStep[] {
  const repeats = steps.filter(({ text, what }) => what === 'looked' || text.startsWith('Asked again'))
  if (repeats.length < 6) return [...steps, added]
  const dropped = new Set(repeats.slice(0, -4))
  return [...steps.filter(one => !dropped.has(one)), added]
}

/** Replaces the step of the call that was running. */
export function replaceRunning(steps: readonly OperationStep[], ended: OperationStep): OperationStep[] {
  const running = steps.findLastIndex(({ what }) => what === 'sending')
  return append(
    steps.filter((_, index) => index !== running),
    ended,
  )
}
