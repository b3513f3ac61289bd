import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  currency,
  integer,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkAvailable } from '#server/sandbox/resources/balance/available.ts'
import { bankAccounts } from '#server/sandbox/resources/connect/external-account.ts'
import { bankFor, bookBack, buildPayout, payouts } from './payout.ts'
import { payoutJobs, schedulePayout } from './payout-jobs.ts'

const createParams = {
  amount: required(integer({ min: 1 })),
  currency: required(currency()),
  description: string(),
  destination: string(),
  metadata: metadata(),
  method: oneOf('instant', 'standard'),
  source_type: oneOf('bank_account', 'card', 'fpx'),
  statement_descriptor: string({ max: 22 }),
} satisfies ShapeOf<Stripe.PayoutCreateParams>
type CreateParams = Parsed<typeof createParams>

/** Paid out in whole units only, although charged in hundredths. https://docs.stripe.com/currencies#special-cases */
const wholeUnits: ReadonlySet<string> = new Set(['huf', 'twd'])
const instantSeconds = 30 * 60

/** @throws {ApiFailure} 400 for a bank that is not the account's, or of another currency. */
function destinationOf(work: Work, { destination, currency: unit }: CreateParams): Stripe.BankAccount {
  const bank =
    destination === undefined ? bankFor(work, unit) : work.need(bankAccounts, destination, 'destination', 400)
  if (bank?.currency === unit) return bank
  throw invalid(
    `Sorry, you don't have any external accounts in that currency (${unit}). You can add a new external account in your account settings.`,
    { param: 'currency' },
  )
}

/** @throws {ApiFailure} 400 `balance_insufficient` for more than is available. */
function create(work: Work, params: CreateParams): Stripe.Payout {
  const { amount, currency: unit, metadata: change, method = 'standard', ...plain } = params
  const destination = destinationOf(work, params)
  if (wholeUnits.has(unit) && amount % 100 !== 0) {
    throw invalid(`Invalid amount: payouts in ${unit.toUpperCase()} must be divisible by 100.`, {
      param: 'amount',
    })
  }
  checkAvailable(work, amount, unit)
  const payout = buildPayout(work, {
    ...plain,
    amount,
    currency: unit,
    destination: destination.id,
    metadata: mergeMetadata({}, change),
    method,
    ...(method === 'instant' ? { arrival_date: work.sandboxNow + instantSeconds } : {}),
  })
  return schedulePayout(work, work.create(payouts, payout, 'payout.created'))
}

function cancel(work: Work, id: string): Stripe.Payout {
  const payout = work.need(payouts, id, 'payout')
  if (payout.status !== 'pending') {
    throw invalid(`Payouts can only be canceled while they are pending; this one is ${payout.status}.`)
  }
  const line = bookBack(work, payout, 'payout_cancel')
  const canceled = work.put(payouts, {
    ...payout,
    status: 'canceled',
    failure_balance_transaction: line.id,
  })
  work.emit('payout.canceled', canceled)
  return canceled
}

const reverseParams = { metadata: metadata() } satisfies ShapeOf<Stripe.PayoutReverseParams>

/** Takes a paid payout back from the bank, by a payout of the negative amount. */
function reverse(work: Work, params: Parsed<typeof reverseParams>, id: string): Stripe.Payout {
  const original = work.need(payouts, id, 'payout')
  if (original.status !== 'paid') {
    throw invalid(`Only payouts that were paid can be reversed; this one is ${original.status}.`)
  }
  if (original.reversed_by !== null || original.original_payout !== null) {
    throw invalid('This payout has already been reversed.')
  }
  const payout = buildPayout(work, {
    amount: -original.amount,
    currency: original.currency,
    destination: idOf(original.destination),
    metadata: mergeMetadata({}, params.metadata),
    original_payout: original.id,
  })
  const reversal = work.create(payouts, payout, 'payout.created')
  work.update(payouts, original, { reversed_by: reversal.id }, 'payout.updated')
  return schedulePayout(work, reversal)
}

const listParams = {
  ...pageParams,
  arrival_date: createdParam,
  created: createdParam,
  destination: string(),
  status: oneOf('canceled', 'failed', 'in_transit', 'paid', 'pending'),
}

function list(work: Work, params: Parsed<typeof listParams>): Stripe.ApiList<Stripe.Payout> {
  const made = createdWithin(params.created)
  const arrives = createdWithin(params.arrival_date)
  return page(work, payouts, params, {
    url: '/v1/payouts',
    by: params.destination === undefined ? undefined : ['destination', params.destination],
    keep: payout =>
      made(payout) &&
      arrives({ id: payout.id, created: payout.arrival_date }) &&
      (params.status === undefined || payout.status === params.status),
  })
}

const updateParams = { metadata: metadata() } satisfies ShapeOf<Stripe.PayoutUpdateParams>

function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.Payout {
  const payout = work.need(payouts, id, 'payout')
  const notes = mergeMetadata(payout.metadata ?? {}, params.metadata)
  return work.update(payouts, payout, { metadata: notes }, 'payout.updated')
}

export const payoutResource: Resource = {
  kinds: [payouts],
  jobs: payoutJobs,
  operations: [
    operation({ method: 'POST', path: '/v1/payouts', params: createParams, run: create }),
    operation({ method: 'GET', path: '/v1/payouts', params: listParams, run: list }),
    operation({
      method: 'GET',
      path: '/v1/payouts/:payout',
      params: {},
      run: (work, _, id) => work.need(payouts, id, 'payout'),
    }),
    operation({ method: 'POST', path: '/v1/payouts/:payout', params: updateParams, run: update }),
    operation({
      method: 'POST',
      path: '/v1/payouts/:payout/cancel',
      params: {},
      run: (work, _, id) => cancel(work, id),
    }),
    operation({ method: 'POST', path: '/v1/payouts/:payout/reverse', params: reverseParams, run: reverse }),
  ],
}
