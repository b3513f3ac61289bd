/** Stripe's decline codes in plain words: https://docs.stripe.com/declines/codes */
const words: Readonly<Record<string, string>> = {
  authentication_required: 'The bank wants the customer to confirm it',
  approve_with_id: 'The bank did not authorize it',
  call_issuer: 'The bank declined and gives no reason',
  card_declined: 'The bank declined and gives no reason',
  card_not_supported: 'The card does not take this kind of payment',
  card_velocity_exceeded: 'Too many payments or too much money in a short time',
  currency_not_supported: 'The card does not take this currency',
  do_not_honor: 'The bank declined and gives no reason',
  expired_card: 'The card has expired',
  fraudulent: 'Stripe suspects fraud',
  generic_decline: 'The bank declined and gives no reason',
  highest_risk_level: 'Blocked: the risk is too high',
  elevated_risk_level: 'Held for review: the risk is raised',
  incorrect_cvc: 'The security code is wrong',
  incorrect_number: 'The card number is wrong',
  incorrect_zip: 'The postal code is wrong',
  insufficient_funds: 'Not enough money on the card',
  invalid_account: 'The account is closed or wrong',
  issuer_not_available: 'The bank could not be reached',
  lost_card: 'The card was reported lost',
  merchant_blacklist: 'Blocked by a rule of ours',
  pickup_card: 'The card was reported lost or stolen',
  processing_error: 'Something went wrong on the way; a second try may pass',
  restricted_card: 'The card is restricted',
  rule: 'Blocked by a rule of ours',
  stolen_card: 'The card was reported stolen',
  transaction_not_allowed: 'The card does not allow it',
  try_again_later: 'The bank could not answer; a second try may pass',
}

/** A code that we do not know is shown as it came, and no code as what Stripe says of it. */
export function declineWords(code: string | null, message: string | null): string {
  if (code === null) return message ?? 'Declined'
  return words[code] ?? code.replaceAll('_', ' ')
}
