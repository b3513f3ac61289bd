import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import type { FormNode } from '#server/sandbox/core/form.ts'
import type { Spec } from '#server/sandbox/core/params.ts'

/** The published test numbers and the cards they are: https://docs.stripe.com/testing */
const names: Readonly<Record<string, string>> = {
  '4242424242424242': 'visa',
  '4000056655665556': 'visa_debit',
  '5555555555554444': 'mastercard',
  '2223003122003222': 'mastercard',
  '5200828282828210': 'mastercard_debit',
  '5105105105105100': 'mastercard_prepaid',
  '378282246310005': 'amex',
  '371449635398431': 'amex',
  '6011111111111117': 'discover',
  '6011000990139424': 'discover',
  '3056930009020004': 'diners',
  '36227206271667': 'diners',
  '3566002020360505': 'jcb',
  '6200000000000005': 'unionpay',
  '4000008260000000': 'gb',
  '4000002760000016': 'de',
  '4000002500000003': 'fr',
  '4000003920000003': 'jp',
  '4000000760000002': 'br',
  '4000000000000002': 'visa_chargeDeclined',
  '4000000000009995': 'visa_chargeDeclinedInsufficientFunds',
  '4000000000009987': 'visa_chargeDeclinedLostCard',
  '4000000000009979': 'visa_chargeDeclinedStolenCard',
  '4000000000006975': 'visa_chargeDeclinedVelocityLimitExceeded',
  '4000000000000069': 'chargeDeclinedExpiredCard',
  '4000000000000127': 'chargeDeclinedIncorrectCvc',
  '4000000000000119': 'chargeDeclinedProcessingError',
  '4000000000000341': 'chargeCustomerFail',
  '4000002500003155': 'authenticationRequiredOnSetup',
  '4000002760003184': 'authenticationRequired',
  '4000000000003220': 'threeDSecure2Required',
  '4000000000003063': 'threeDSecureRequired',
  '4000000000003055': 'threeDSecureOptional',
  '4000008400001629': 'threeDSecureRequiredChargeDeclined',
  '4000008260003178': 'authenticationRequiredChargeDeclinedInsufficientFunds',
  '4000003800000446': 'authenticationRequiredSetupForOffSession',
  '4000000000000101': 'cvcCheckFail',
  '4000000000000259': 'createDispute',
  '4000000000002685': 'createDisputeProductNotReceived',
  '4000000000001976': 'createDisputeInquiry',
  '4000000404000079': 'createMultipleDisputes',
  '4000004040000079': 'createMultipleDisputes',
  '4000000000005423': 'createIssuerFraudRecord',
  '4000000000007726': 'pendingRefund',
  '4000000000005126': 'refundFail',
  '4000000000000077': 'bypassPending',
  '4100000000000019': 'radarBlock',
  '4000000000004954': 'riskLevelHighest',
  '4000000000009235': 'riskLevelElevated',
}

/** The name of the test card with this number. */
export const cardNumbered = (digits: string): string | undefined =>
  Object.hasOwn(names, digits) ? names[digits] : undefined

/** Whether the check digit is right, by which mistyped numbers are known. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits.length >= 12 && digits.length <= 19 && sum % 10 === 0
}

/** A text that no refusal ever repeats: a card's number, or its security code. */
export const unspoken = (): Spec<string, false> => ({
  required: false,
  parse(node: FormNode, at: string) {
    if (typeof node === 'string' && node !== '') return node
    throw invalidParam('Invalid string: expected a string', at)
  },
})
