import type Stripe from 'stripe'
import { boolean, nullable, object, oneOf, type Parsed, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'

const ifAvailable = oneOf('if_available', 'never')
const futureUse = nullable(oneOf('none', 'off_session', 'on_session'))

const cardShape = {
  capture_method: nullable(oneOf('manual')),
  cvc_token: unmodelled(),
  installments: object({ enabled: boolean(), plan: unmodelled() }),
  mandate_options: unmodelled(),
  moto: boolean(),
  network: oneOf(
    'amex',
    'cartes_bancaires',
    'diners',
    'discover',
    'eftpos_au',
    'girocard',
    'interac',
    'jcb',
    'link',
    'mastercard',
    'unionpay',
    'unknown',
    'visa',
  ),
  request_extended_authorization: ifAvailable,
  request_incremental_authorization: ifAvailable,
  request_multicapture: ifAvailable,
  request_overcapture: ifAvailable,
  request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
  require_cvc_recollection: boolean(),
  setup_future_usage: futureUse,
  statement_descriptor_suffix_kana: nullable(string({ max: 22 })),
  statement_descriptor_suffix_kanji: nullable(string({ max: 17 })),
  three_d_secure: unmodelled(),
}

export const methodOptions = object({
  card: nullable(object(cardShape)),
  sepa_debit: nullable(object({ setup_future_usage: futureUse, target_date: string() })),
  us_bank_account: nullable(
    object({
      setup_future_usage: futureUse,
      target_date: string(),
      verification_method: oneOf('automatic', 'instant', 'microdeposits'),
      preferred_settlement_speed: oneOf('fastest', 'standard'),
      financial_connections: unmodelled(),
      mandate_options: object({ collection_method: oneOf('paper') }),
      networks: object({ requested: unmodelled() }),
    }),
  ),
})
type Given = Parsed<typeof cardShape>

type CardOptions = Stripe.PaymentIntent.PaymentMethodOptions.Card
type Challenge = Stripe.PaymentIntent.PaymentMethodOptions.Card.RequestThreeDSecure

/** How a card is to be charged: with 3-D Secure when the issuer wants it, or as told. */
export const optionsWith = (challenge: Challenge): Stripe.PaymentIntent.PaymentMethodOptions => ({
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: challenge },
})
export const plainOptions = optionsWith('automatic')

/** What the answer repeats of how the card is charged; `''` takes an option back. */
function cardOptionsOf(current: CardOptions | undefined, given: Given): CardOptions {
  const {
    capture_method: capture,
    setup_future_usage: usage,
    installments: _installments,
    moto: _moto,
    network,
    request_three_d_secure: challenge,
    statement_descriptor_suffix_kana: kana,
    statement_descriptor_suffix_kanji: kanji,
    ...plain
  } = given
  const { capture_method: heldBefore, setup_future_usage: usedBefore, ...rest } = current ?? {}
  const held = capture === undefined ? heldBefore : (capture ?? undefined)
  const used = usage === undefined ? usedBefore : (usage ?? undefined)
  return {
    installments: null,
    mandate_options: null,
    ...rest,
    ...plain,
    network: network ?? current?.network ?? null,
    request_three_d_secure: challenge ?? current?.request_three_d_secure ?? 'automatic',
    ...(held === undefined ? {} : { capture_method: held }),
    ...(used === undefined ? {} : { setup_future_usage: used }),
    ...(kana ? { statement_descriptor_suffix_kana: kana } : {}),
    ...(kanji ? { statement_descriptor_suffix_kanji: kanji } : {}),
  }
}

/** The options after a change. */
export function mergeOptions(
  current: Stripe.PaymentIntent.PaymentMethodOptions | null,
  given: Parsed<{ options: typeof methodOptions }>['options'],
): Stripe.PaymentIntent.PaymentMethodOptions | null {
  if (given === undefined) return current
  const { card } = given
  if (card === undefined) return current
  return { ...current, card: cardOptionsOf(card === null ? undefined : current?.card, card ?? {}) }
}

/** Whether the payment is only held at first, and taken by a capture. */
export const isHeld = ({ capture_method, payment_method_options: options }: Stripe.PaymentIntent): boolean =>
  capture_method === 'manual' || options?.card?.capture_method === 'manual'

/** Whether the payment method stays with the customer for later. */
export const isKept = ({ setup_future_usage, payment_method_options }: Stripe.PaymentIntent): boolean => {
  const usage = payment_method_options?.card?.setup_future_usage ?? setup_future_usage
  return usage === 'off_session' || usage === 'on_session'
}
