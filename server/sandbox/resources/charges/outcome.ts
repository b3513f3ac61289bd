import type Stripe from 'stripe'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'

/** How an attempt ended: approved (`null`), or declined by the issuer or by Radar. */
export interface Verdict {
  readonly decline: Decline | null
  readonly blocked: boolean
  readonly authenticated: boolean
  readonly risk?: 'elevated' | 'highest' | undefined
}

const riskScores = { normal: 24, elevated: 68, highest: 92 } as const

function approved(risk: keyof typeof riskScores): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: risk === 'elevated' ? 'elevated_risk_level' : null,
    risk_level: risk,
    risk_score: riskScores[risk],
    seller_message: 'Payment complete.',
    type: 'authorized',
  }
}

/** What the issuer advises after a decline; Radar, which asks no issuer, has no advice. */
export function adviceFor({ code, declineCode }: Decline, blocked: boolean) {
  if (blocked) return {}
  const reason = declineCode ?? code
  const advice_code = reason === 'insufficient_funds' ? 'try_again_later' : 'do_not_try_again'
  return { advice_code, network_decline_code: '05' } as const
}

/** What the networks and Radar made of the attempt. */
export function outcomeOf({ decline, blocked, risk }: Verdict): Stripe.Charge.Outcome {
  const outcome = approved(risk ?? 'normal')
  if (decline === null) return outcome
  if (blocked) {
    return {
      ...outcome,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    }
  }
  const reason = decline.declineCode ?? decline.code ?? null
  return {
    ...outcome,
    ...adviceFor(decline, false),
    network_status: 'declined_by_network',
    reason,
    seller_message: `The bank returned the decline code \`${reason ?? 'generic_decline'}\`.`,
    type: 'issuer_declined',
  }
}
