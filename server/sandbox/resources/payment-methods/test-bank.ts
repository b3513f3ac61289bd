import type { Behaviour, Decline } from './test-card.ts'

/** A test bank account: what is known of it, and what a debit of it comes to. */
export interface TestBank extends Behaviour {
  readonly type: 'customer_balance' | 'sepa_debit' | 'us_bank_account'
  readonly last4: string
  readonly country: string
  /** The routing number, or the bank's code in the IBAN. */
  readonly bankCode: string
}

const daysMs = 24 * 60 * 60 * 1000
const achAfterMs = 4 * daysMs
const sepaAfterMs = 5 * daysMs

const returned = (declineCode: string, message: string): Decline => ({
  code: 'payment_intent_payment_attempt_failed',
  declineCode,
  message,
})

const ach = (last4: string, failure?: Decline, traits: Behaviour = {}): TestBank => ({
  type: 'us_bank_account',
  last4,
  country: 'US',
  bankCode: '110000000',
  refunds: 'pending',
  settlesLater: { afterMs: achAfterMs, ...(failure ? { failure } : {}) },
  ...traits,
})

const sepa = (last4: string, country: string, bankCode: string, failure?: Decline): TestBank => ({
  type: 'sepa_debit',
  last4,
  country,
  bankCode,
  refunds: 'pending',
  settlesLater: { afterMs: sepaAfterMs, ...(failure ? { failure } : {}) },
})

const sepaFailed = returned('generic_decline', 'The debit was refused by the customer’s bank.')

/** By the name after `pm_`: https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-integration */
export const testBanks: Readonly<Record<string, TestBank>> = {
  usBankAccount_success: ach('6789'),
  usBankAccount_accountClosed: ach(
    '1116',
    returned('account_closed', "The customer's bank account has been closed."),
  ),
  usBankAccount_noAccount: ach(
    '1113',
    returned('no_account', "The customer's bank account could not be located."),
  ),
  usBankAccount_accountFrozen: ach(
    '1119',
    returned('bank_account_restricted', "The customer's bank account is frozen."),
  ),
  usBankAccount_insufficientFunds: ach(
    '2227',
    returned('insufficient_funds', "The customer's account has insufficient funds to cover this payment."),
  ),
  usBankAccount_debitNotAuthorized: ach(
    '3335',
    returned(
      'debit_not_authorized',
      'The customer has notified their bank that this payment was unauthorized.',
    ),
  ),
  usBankAccount_dispute: ach('3337', undefined, { disputes: 'debit_not_authorized' }),
  // A transfer that the customer sent: whoever wants it back has to say where to.
  bankTransfer: {
    type: 'customer_balance',
    last4: '',
    country: 'US',
    bankCode: '',
    refunds: 'asks_customer',
  },
  sepaDebit_success: sepa('3000', 'DE', '37040044'),
  sepaDebit_fail: sepa('3001', 'DE', '37040044', sepaFailed),
  sepaDebit_success_at: sepa('3201', 'AT', '19043'),
  sepaDebit_fail_at: sepa('3202', 'AT', '19043', sepaFailed),
}

const ibans: Readonly<Record<string, string>> = {
  DE89370400440532013000: 'sepaDebit_success',
  DE62370400440532013001: 'sepaDebit_fail',
  AT611904300234573201: 'sepaDebit_success_at',
  AT861904300235473202: 'sepaDebit_fail_at',
}

/** The name of the test account with this IBAN. */
export function bankWithIban(iban: string): string | undefined {
  const plain = iban.replaceAll(/\s/g, '').toUpperCase()
  return Object.hasOwn(ibans, plain) ? ibans[plain] : undefined
}

/** The name of the test account that `pm_usBankAccount` or `pm_usBankAccount_…` stands for. */
export function testBankNamed(token: string): string | undefined {
  const name = /^pm_(usBankAccount\w*)$/.exec(token)?.[1]
  if (name === 'usBankAccount') return 'usBankAccount_success'
  return name !== undefined && Object.hasOwn(testBanks, name) ? name : undefined
}
