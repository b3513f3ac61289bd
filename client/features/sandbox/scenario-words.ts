import type { ScenarioName, ScenarioOptions } from '#shared/api/sandbox.ts'

interface ScenarioWords {
  readonly title: string
  /** What then is so, and what the trainee finds. */
  readonly story: string
  readonly takes: readonly (keyof ScenarioOptions)[]
}

const paying = ['customer', 'amount', 'currency'] as const

export const scenarioWords: Record<ScenarioName, ScenarioWords> = {
  payment: { title: 'A payment', story: 'A customer pays by card.', takes: paying },
  decline: { title: 'A declined payment', story: 'The bank refuses the card.', takes: paying },
  'three-d-secure': {
    title: 'A payment that waits for 3-D Secure',
    story: 'The bank asks the customer to confirm; until then nothing is paid.',
    takes: paying,
  },
  dispute: {
    title: 'A dispute',
    story: 'A customer pays, then tells the bank that it was fraud. The amount and a fee are taken back.',
    takes: paying,
  },
  inquiry: {
    title: 'An inquiry',
    story: 'The bank asks about a payment. No money moves, and it can still be refunded.',
    takes: paying,
  },
  'early-fraud-warning': {
    title: 'An early fraud warning',
    story: 'The network suspects fraud. A refund now may spare the dispute.',
    takes: paying,
  },
  'late-refund-failure': {
    title: 'A refund that fails later',
    story: 'It succeeds, and seconds later the customer’s bank returns the money.',
    takes: paying,
  },
  renewal: { title: 'A renewal', story: 'A subscription’s month ends and is paid.', takes: paying },
  'failed-renewal': {
    title: 'A renewal that fails',
    story: 'A subscription’s month ends, and the card is declined: past due.',
    takes: paying,
  },
  cancellation: {
    title: 'A cancellation',
    story: 'A customer ends a subscription at once.',
    takes: paying,
  },
  burst: {
    title: 'Many events at once',
    story: 'One customer changes again and again.',
    takes: ['customer', 'n'],
  },
}

/** `paymentIntent` as "Payment intent" */
export function madeInWords(what: string): string {
  const words = what.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
