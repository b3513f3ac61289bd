import type Stripe from 'stripe'

/** What the customer typed, beside the card, which is never kept. */
export interface Submission {
  readonly email?: string | undefined
  /** The name on the card. */
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly address?: Stripe.Address | undefined
  readonly shipping?: { readonly address: Stripe.Address; readonly name: string } | undefined
  readonly businessName?: string | undefined
  readonly individualName?: string | undefined
  readonly taxId?: { readonly type: string; readonly value: string } | undefined
  /** Answers by the custom fields' keys. */
  readonly fields: Readonly<Record<string, string>>
  readonly termsAccepted: boolean
  readonly wantsPromotions: boolean
  /** Whether the card may be shown again at the next purchase. */
  readonly savesCard: boolean
}

export const nothingTyped: Submission = {
  fields: {},
  termsAccepted: false,
  wantsPromotions: false,
  savesCard: false,
}
