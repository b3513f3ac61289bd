import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'

/** The platform, as connected accounts see it. */
export const applicationId = 'ca_NorthpostPlatform0000000000000'

export const applicationFees = defineKind<Stripe.ApplicationFee>({
  name: 'application_fee',
  prefix: 'fee',
  expandable: ['account', 'application', 'balance_transaction', 'charge', 'originating_transaction'],
})

export const feeRefunds = defineKind<Stripe.FeeRefund>({
  name: 'fee_refund',
  prefix: 'fr',
  indexes: { fee: refund => idOf(refund.fee) },
  expandable: ['balance_transaction', 'fee'],
})

interface Given {
  /** The connected account that pays it. */
  readonly account: string
  readonly amount: number
  readonly currency: string
  /** The charge in that account which it is taken from. */
  readonly charge: string
  /** The platform's own charge, when that account was paid by a transfer of it. */
  readonly originating?: string
}

const emptyRefunds = (fee: string): Stripe.ApiList<Stripe.FeeRefund> => ({
  object: 'list',
  data: [],
  has_more: false,
  url: `/v1/application_fees/${fee}/refunds`,
})

/** The platform takes its share of what a connected account was paid. */
export function collectFee(work: Work, given: Given): Stripe.ApplicationFee {
  const platform = work.in(null)
  const { account, amount, currency, charge, originating = null } = given
  const id = work.id('fee')
  const line = bookBalance(platform, {
    type: 'application_fee',
    reporting_category: 'platform_earning',
    amount,
    currency,
    source: id,
    description: `Application fee from ${account}`,
  })
  const fee: Stripe.ApplicationFee = {
    id,
    object: 'application_fee',
    account,
    amount,
    amount_refunded: 0,
    application: applicationId,
    balance_transaction: line.id,
    charge,
    created: work.sandboxNow,
    currency,
    fee_source: { charge, type: 'charge' },
    livemode: false,
    originating_transaction: originating,
    refunded: false,
    refunds: emptyRefunds(id),
  }
  return platform.create(applicationFees, fee, 'application_fee.created')
}

/** Gives part of a fee back to the account that paid it; what is left of it was checked before. */
export function giveFeeBack(
  work: Work,
  fee: Stripe.ApplicationFee,
  amount: number,
  metadata: Stripe.Metadata = {},
): Stripe.FeeRefund {
  const platform = work.in(null)
  const id = work.id('fr')
  const facts = { currency: fee.currency, source: id, description: `Application fee refund` }
  const line = bookBalance(platform, {
    ...facts,
    type: 'application_fee_refund',
    reporting_category: 'platform_earning_refund',
    amount: -amount,
  })
  bookBalance(work.in(idOf(fee.account)), { ...facts, type: 'adjustment', reporting_category: 'fee', amount })
  const refund = platform.put(feeRefunds, {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: line.id,
    created: work.sandboxNow,
    currency: fee.currency,
    fee: fee.id,
    metadata,
  })
  const amount_refunded = fee.amount_refunded + amount
  const refunds = { ...fee.refunds, data: [refund, ...fee.refunds.data].slice(0, 10) }
  const next = { ...fee, amount_refunded, refunded: amount_refunded === fee.amount, refunds }
  platform.put(applicationFees, next)
  platform.emit('application_fee.refunded', next)
  return refund
}
