import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { defineKind } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cardsBehind } from './behaviour.ts'
import type { CardFace } from './raw-card.ts'
import { testCardNamed, testCards } from './test-card.ts'

export const tokens = defineKind<Stripe.Token>({ name: 'token', prefix: 'tok' })

/** What a token stands for; a test token such as `tok_visa` has no face of its own. */
interface Tokenized {
  readonly name: string
  readonly face?: CardFace
}

const cvcChecks: Readonly<Record<string, 'pass' | 'fail'>> = { pass: 'pass', fail: 'fail' }

/**
 * Uses up a token. Test tokens may be used again and again.
 * @throws {ApiFailure} 400 for one that does not exist or was used, naming `param`.
 */
export function redeemToken(work: Work, id: string, param: string): Tokenized {
  const known = testCardNamed(id)
  if (known !== undefined && id.startsWith('tok_')) return { name: known }
  const token = work.get(tokens, id)
  const behind = work.get(cardsBehind, id)
  if (!token?.card || !behind) throw missing('token', id, param, 400)
  if (token.used) {
    throw invalid(`You cannot use a Stripe token more than once: ${id}.`, {
      code: 'token_already_used',
      param,
    })
  }
  work.put(tokens, { ...token, used: true })
  const { last4, exp_month: expMonth, exp_year: expYear, cvc_check: check } = token.card
  const cvcCheck = cvcChecks[check ?? ''] ?? null
  return { name: behind.card, face: { name: behind.card, last4, expMonth, expYear, cvcCheck } }
}

type Address = Pick<
  Stripe.Card,
  | 'address_city'
  | 'address_country'
  | 'address_line1'
  | 'address_line2'
  | 'address_state'
  | 'address_zip'
  | 'name'
>

/** Writes a token for a card that was just typed. */
export function createToken(work: Work, face: CardFace, address: Address): Stripe.Token {
  const id = work.id('tok')
  const card = testCards[face.name]
  if (!card) throw new Error(`There is no test card ${face.name}`)
  work.put(cardsBehind, { id, card: face.name, setUp: false })
  return work.put(tokens, {
    id,
    object: 'token',
    card: {
      id: work.id('card'),
      object: 'card',
      ...address,
      address_line1_check: address.address_line1 === null ? null : 'unchecked',
      address_zip_check: address.address_zip === null ? null : 'unchecked',
      brand: card.brand,
      country: card.country,
      cvc_check: face.cvcCheck,
      dynamic_last4: null,
      exp_month: face.expMonth,
      exp_year: face.expYear,
      funding: card.funding,
      last4: face.last4,
      metadata: {},
      regulated_status: 'unregulated',
      tokenization_method: null,
    },
    client_ip: null,
    created: work.now,
    livemode: false,
    type: 'card',
    used: false,
  })
}
