import type Stripe from 'stripe'

/** A decline as the issuer or Stripe words it. */
export interface Decline {
  readonly code: NonNullable<Stripe.PaymentIntent.LastPaymentError['code']>
  readonly declineCode: string | null
  readonly message: string
}

/** What a way to pay does, each trait by itself: https://docs.stripe.com/testing */
export interface Behaviour {
  readonly declines?: Decline
  /** Declines already when it is attached to a customer. */
  readonly declinesAttach?: true
  /** 3-D Secure: at every payment, unless it was set up for later use, or only when the payment asks for it. */
  readonly authenticates?: 'always' | 'unless_set_up' | 'when_asked'
  /** Counts as set up before anybody set it up. */
  readonly alreadySetUp?: true
  readonly disputes?: 'debit_not_authorized' | 'fraudulent' | 'inquiry' | 'product_not_received' | 'twice'
  readonly warnsOfFraud?: true
  readonly refunds?: 'pending' | 'fails_later' | 'asks_customer'
  /** Its money is available at once. */
  readonly bypassesPending?: true
  readonly blockedByRadar?: true
  readonly risk?: 'elevated' | 'highest'
  /** The security code does not match, which is noted and no reason to decline. */
  readonly failsCvcCheck?: true
  /** The bank answers later: the payment is `processing` until then, and may still fail. */
  readonly settlesLater?: { readonly afterMs: number; readonly failure?: Decline }
}

/** A test card: what is printed on it, and what it does. */
export interface TestCard extends Behaviour {
  readonly brand: string
  readonly last4: string
  readonly country: string
  readonly funding: 'credit' | 'debit' | 'prepaid'
}

const card = (last4: string, traits: Partial<TestCard> = {}): TestCard => ({
  brand: 'visa',
  last4,
  country: 'US',
  funding: 'credit',
  ...traits,
})

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
})
const refusedFor = (code: Decline['code'], message: string): Decline => ({ code, declineCode: null, message })

/** By the name after `pm_card_` and `tok_`. */
export const testCards: Readonly<Record<string, TestCard>> = {
  visa: card('4242'),
  visa_debit: card('5556', { funding: 'debit' }),
  mastercard: card('4444', { brand: 'mastercard' }),
  mastercard_debit: card('8210', { brand: 'mastercard', funding: 'debit' }),
  mastercard_prepaid: card('5100', { brand: 'mastercard', funding: 'prepaid' }),
  amex: card('8431', { brand: 'amex' }),
  discover: card('9424', { brand: 'discover' }),
  diners: card('0004', { brand: 'diners' }),
  jcb: card('0505', { brand: 'jcb', country: 'JP' }),
  unionpay: card('0005', { brand: 'unionpay', country: 'CN' }),
  gb: card('0000', { country: 'GB' }),
  de: card('0016', { country: 'DE' }),
  fr: card('0003', { country: 'FR' }),
  jp: card('0003', { country: 'JP' }),
  br: card('0002', { country: 'BR' }),
  visa_chargeDeclined: card('0002', { declines: declined('generic_decline'), declinesAttach: true }),
  visa_chargeDeclinedInsufficientFunds: card('9995', {
    declines: declined('insufficient_funds', 'Your card has insufficient funds.'),
    declinesAttach: true,
  }),
  visa_chargeDeclinedLostCard: card('9987', { declines: declined('lost_card'), declinesAttach: true }),
  visa_chargeDeclinedStolenCard: card('9979', { declines: declined('stolen_card'), declinesAttach: true }),
  visa_chargeDeclinedVelocityLimitExceeded: card('6975', {
    declines: declined('card_velocity_exceeded'),
    declinesAttach: true,
  }),
  chargeDeclinedExpiredCard: card('0069', {
    declines: refusedFor('expired_card', 'Your card has expired.'),
    declinesAttach: true,
  }),
  chargeDeclinedIncorrectCvc: card('0127', {
    declines: refusedFor('incorrect_cvc', "Your card's security code is incorrect."),
    declinesAttach: true,
  }),
  chargeDeclinedProcessingError: card('0119', {
    declines: refusedFor(
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
    ),
    declinesAttach: true,
  }),
  chargeCustomerFail: card('0341', { declines: declined('generic_decline') }),
  authenticationRequiredOnSetup: card('3155', { country: 'FR', authenticates: 'unless_set_up' }),
  authenticationRequired: card('3184', { country: 'FR', authenticates: 'always' }),
  threeDSecure2Required: card('3220', { authenticates: 'always' }),
  threeDSecureRequired: card('3063', { authenticates: 'always' }),
  threeDSecureOptional: card('3055', { authenticates: 'when_asked' }),
  threeDSecureRequiredChargeDeclined: card('1629', {
    authenticates: 'always',
    declines: declined('generic_decline'),
  }),
  authenticationRequiredChargeDeclinedInsufficientFunds: card('3178', {
    authenticates: 'always',
    declines: declined('insufficient_funds', 'Your card has insufficient funds.'),
  }),
  authenticationRequiredSetupForOffSession: card('0446', {
    authenticates: 'unless_set_up',
    alreadySetUp: true,
  }),
  cvcCheckFail: card('0101', { failsCvcCheck: true }),
  createDispute: card('0259', { disputes: 'fraudulent' }),
  createDisputeProductNotReceived: card('2685', { disputes: 'product_not_received' }),
  createDisputeInquiry: card('1976', { disputes: 'inquiry' }),
  createMultipleDisputes: card('0079', { country: 'BR', disputes: 'twice' }),
  createIssuerFraudRecord: card('5423', { warnsOfFraud: true }),
  pendingRefund: card('7726', { refunds: 'pending' }),
  refundFail: card('5126', { refunds: 'fails_later' }),
  bypassPending: card('0077', { bypassesPending: true }),
  radarBlock: card('0019', {
    declines: declined('fraudulent'),
    declinesAttach: true,
    blockedByRadar: true,
    risk: 'highest',
  }),
  riskLevelHighest: card('4954', {
    declines: declined('fraudulent'),
    blockedByRadar: true,
    risk: 'highest',
  }),
  riskLevelElevated: card('9235', { risk: 'elevated' }),
}

// The names that other pages of Stripe's use for the same cards.
const aliases: Readonly<Record<string, string>> = {
  chargeDeclined: 'visa_chargeDeclined',
  chargeDeclinedInsufficientFunds: 'visa_chargeDeclinedInsufficientFunds',
  visa_createDispute: 'createDispute',
}

/** The name of the card that `pm_card_…` or `tok_…` stands for. */
export function testCardNamed(token: string): string | undefined {
  const name = /^(?:pm_card|tok)_(\w+)$/.exec(token)?.[1]
  if (name === undefined) return undefined
  const known = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name
  return Object.hasOwn(testCards, known) ? known : undefined
}
