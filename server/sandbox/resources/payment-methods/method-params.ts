import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { nullable, object, oneOf, type Parsed, required, string } from '#server/sandbox/core/params.ts'
import { addressParam, buildAddress } from '#server/sandbox/core/shared-params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { createBankMethod, createCardMethod, noBillingDetails } from './payment-method.ts'
import { cardParam, readRawCard } from './raw-card.ts'
import { bankWithIban } from './test-bank.ts'
import { redeemToken } from './token.ts'

const billingShape = {
  address: nullable(addressParam),
  email: nullable(string({ max: 512 })),
  name: nullable(string()),
  phone: nullable(string()),
  tax_id: string(),
}
export const billingDetails = object(billingShape)

export const allowRedisplay = oneOf('always', 'limited', 'unspecified')

/** What makes a payment method of its own, or beside a payment as `payment_method_data`. */
export const methodShape = {
  type: required(oneOf('card', 'sepa_debit', 'us_bank_account')),
  allow_redisplay: allowRedisplay,
  billing_details: billingDetails,
  card: cardParam,
  metadata: metadata(),
  radar_options: object({ session: string() }),
  sepa_debit: object({ iban: required(string()) }),
  us_bank_account: unmodelled(),
}
export const methodData = object(methodShape)
export type MethodData = Parsed<typeof methodShape>

export function mergeBilling(
  current: Stripe.PaymentMethod.BillingDetails,
  given: Parsed<typeof billingShape> | undefined,
): Stripe.PaymentMethod.BillingDetails {
  const { address, ...rest } = given ?? {}
  return {
    ...current,
    ...rest,
    ...(address === undefined ? {} : { address: address && buildAddress(address) }),
  }
}

/** What the sandbox knows a `sepa_debit` or `us_bank_account` by. */
function bankNameOf({ type, sepa_debit: sepa }: MethodData, at: string): string {
  if (type === 'us_bank_account') {
    throw invalid(
      'The sandbox opens no US bank accounts by their numbers: use a test payment method such as pm_usBankAccount_success.',
      { param: at ? `${at}[type]` : 'type' },
    )
  }
  const param = at ? `${at}[sepa_debit][iban]` : 'sepa_debit[iban]'
  if (sepa === undefined) {
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const name = bankWithIban(sepa.iban)
  if (name !== undefined) return name
  throw invalid('The sandbox knows the IBANs of Stripe’s test accounts, such as DE89370400440532013000.', {
    code: 'invalid_bank_account_iban',
    param,
  })
}

/**
 * Writes the payment method that the data describe; `at` is where they stand in the request.
 * @throws {ApiFailure} 402 for a card that cannot be, 400 for a token or account that does not exist.
 */
export function createMethod(work: Work, data: MethodData, at: string): Stripe.PaymentMethod {
  const { type, card, billing_details, metadata: change, allow_redisplay } = data
  const given = {
    ...(allow_redisplay === undefined ? {} : { allow_redisplay }),
    billing_details: mergeBilling(noBillingDetails, billing_details),
    metadata: mergeMetadata({}, change),
  }
  if (type !== 'card') return createBankMethod(work, bankNameOf(data, at), given)
  const param = at ? `${at}[card]` : 'card'
  if (card === undefined) {
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const { token, ...typed } = card
  if (token === undefined) {
    const face = readRawCard(work, typed, param)
    return createCardMethod(work, face.name, { ...given, face })
  }
  if (!token.startsWith('tok_')) throw missing('token', token, `${param}[token]`, 400)
  const { name, face } = redeemToken(work, token, `${param}[token]`)
  return createCardMethod(work, name, { ...given, face })
}
