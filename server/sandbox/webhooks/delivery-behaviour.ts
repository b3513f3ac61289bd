/** How deliveries misbehave. Rates are from 0 to 1. */
export interface DeliveryBehaviour {
  readonly delayMs: number
  readonly dropRate: number
  readonly duplicateRate: number
  readonly reorder: boolean
  readonly paused: boolean
  /** Real time that an endpoint has to answer. */
  readonly answerWithinMs: number
}

export const plainDelivery: DeliveryBehaviour = {
  delayMs: 0,
  dropRate: 0,
  duplicateRate: 0,
  reorder: false,
  paused: false,
  answerWithinMs: 10_000,
}
