import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { either, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { readRawCard, tokenCardParam } from './raw-card.ts'
import { createToken, tokens } from './token.ts'

const createParams = {
  account: unmodelled(),
  bank_account: unmodelled(),
  card: either(string(), tokenCardParam),
  customer: unmodelled(),
  cvc_update: unmodelled(),
  person: unmodelled(),
  pii: unmodelled(),
} satisfies ShapeOf<Stripe.TokenCreateParams>

function create(work: Work, { card }: Parsed<typeof createParams>): Stripe.Token {
  if (card === undefined || typeof card === 'string') {
    throw invalid('You must supply either a card, customer, PII data, or bank account to create a token.')
  }
  const face = readRawCard(work, card, 'card')
  return createToken(work, face, {
    address_city: card.address_city ?? null,
    address_country: card.address_country ?? null,
    address_line1: card.address_line1 ?? null,
    address_line2: card.address_line2 ?? null,
    address_state: card.address_state ?? null,
    address_zip: card.address_zip ?? null,
    name: card.name ?? null,
  })
}

export const tokenResource: Resource = {
  kinds: [tokens],
  operations: [
    operation({
      method: 'POST',
      path: '/v1/tokens',
      params: createParams,
      publishable: true,
      run: create,
    }),
    operation({
      method: 'GET',
      path: '/v1/tokens/:token',
      params: {},
      publishable: true,
      run: (work, _, id) => work.need(tokens, id, 'token'),
    }),
  ],
}
