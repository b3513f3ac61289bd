export interface DisputeReasonWords {
  /** For a row: "Never arrived". */
  readonly claim: string
  /** For the case: follows "Kwame Mensah's bank says ". */
  readonly sentence: string
  /** What the bank looks for, as one sentence. */
  readonly looksFor: string
}

const words = (claim: string, sentence: string, looksFor: string): DisputeReasonWords => ({
  claim,
  sentence,
  looksFor,
})

const bankReturn =
  'Card evidence does not apply to a bank return. Accept it and bill again, unless the bank erred.'

/** Stripe's reasons in plain words: https://docs.stripe.com/disputes/categories */
const reasons: Readonly<Record<string, DisputeReasonWords>> = {
  bank_cannot_process: words('Bank could not process it', 'it could not process the payment.', bankReturn),
  check_returned: words('Check was returned', 'the check was returned.', bankReturn),
  credit_not_processed: words(
    'A refund never came',
    'a promised refund never came.',
    'It will look for the refund, or for the policy that says none was due.',
  ),
  customer_initiated: words(
    'Customer disputes it',
    'the customer disputes the payment.',
    'It will look for proof that the customer agreed and received what they paid for.',
  ),
  debit_not_authorized: words('Debit was not authorized', 'the debit was not authorized.', bankReturn),
  duplicate: words(
    'Charged twice',
    'the customer was charged twice.',
    'It will look for proof that the two payments were for different things.',
  ),
  fraudulent: words(
    'Did not make the payment',
    'the cardholder did not make this payment.',
    'It will look for proof that the cardholder took part: device, address, earlier orders.',
  ),
  general: words(
    'Asks about the payment',
    'it wants to know more about the payment.',
    'It will look for anything that explains the payment.',
  ),
  incorrect_account_details: words('Wrong account details', 'the account details were wrong.', bankReturn),
  insufficient_funds: words('Not enough money', 'the account did not hold enough money.', bankReturn),
  noncompliant: words(
    'Breaks network rules',
    'the payment breaks a rule of the card network.',
    'It will look for proof that the rule was kept.',
  ),
  product_not_received: words(
    'Never arrived',
    'the order never arrived.',
    'It will look for proof of delivery to the address on the order.',
  ),
  product_unacceptable: words(
    'Not as described',
    'what arrived was not as described.',
    'It will look for what was promised, what was sent, and what you offered to put it right.',
  ),
  subscription_canceled: words(
    'Subscription was canceled',
    'the subscription had been canceled.',
    'It will look for the cancellation terms and for use after the date of cancellation.',
  ),
  unrecognized: words(
    'Does not recognize it',
    'the cardholder does not recognize the payment.',
    'It will look for what links the payment to the cardholder.',
  ),
}

/** A reason that we do not know is shown as it came. */
export const reasonWords = (reason: string): DisputeReasonWords =>
  reasons[reason] ??
  words(
    reason.replaceAll('_', ' '),
    `"${reason.replaceAll('_', ' ')}".`,
    'It does not say what it looks for.',
  )
