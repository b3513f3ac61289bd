import type { Money } from './money.ts'
import type { Role } from './permissions.ts'

/** The time over which a person's refunds are summed. */
export const limitWindowMs = 24 * 60 * 60 * 1000

/** How long a request for approval stands before it lapses. */
export const approvalLapsesAfterMs = 48 * 60 * 60 * 1000

// One support limit in each currency, of about the same worth; finance refunds ten times as much alone.
const supportLimits: Readonly<Record<string, number>> = {
  eur: 200_00,
  usd: 220_00,
  gbp: 180_00,
  cad: 300_00,
  aud: 330_00,
  sgd: 300_00,
  chf: 200_00,
  brl: 1_100_00,
  try: 7_000_00,
  sek: 2_300_00,
  nok: 2_300_00,
  dkk: 1_500_00,
  pln: 900_00,
  czk: 5_000_00,
  huf: 80_000_00,
  mxn: 4_000_00,
  inr: 18_000_00,
  nzd: 360_00,
  hkd: 1_700_00,
  ron: 1_000_00,
  ils: 800_00,
  aed: 800_00,
  jpy: 32_000,
  krw: 290_000,
  vnd: 5_400_000,
  clp: 200_000,
  isk: 29_000_00,
  ugx: 800_000_00,
  kwd: 66_000,
  bhd: 82_000,
  jod: 155_000,
  omr: 84_000,
  tnd: 670_000,
}

/**
 * What a person of this role may refund alone within `limitWindowMs`, in minor units.
 * `null`: a currency without a limit needs another person's approval for any amount.
 */
export function refundLimit(role: Role, currency: string): number | null {
  const base = supportLimits[currency] ?? null
  if (base === null) return null
  if (role === 'support') return base
  return role === 'finance' ? base * 10 : 0
}

export interface LimitCheck {
  readonly limit: Money | null
  /** Refunded by this person in the window so far. */
  readonly used: Money
  readonly needsApproval: boolean
}

export function checkLimit(role: Role, used: Money, asked: number): LimitCheck {
  const limit = refundLimit(role, used.currency)
  return {
    limit: limit === null ? null : { amount: limit, currency: used.currency },
    used,
    needsApproval: limit === null || used.amount + asked > limit,
  }
}
