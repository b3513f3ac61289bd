import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { hashText } from '#server/sandbox/core/ids.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { ExternalAccountGiven } from './account-params.ts'

/** Where an account's payouts go; they stand in that account's world. */
export const bankAccounts = defineKind<Stripe.BankAccount>({
  name: 'bank_account',
  prefix: 'ba',
  indexes: { account: bank => idOf(bank.account) },
  expandable: ['account'],
})

type Details = Exclude<ExternalAccountGiven, string>

const tokens: Readonly<Record<string, Details>> = {
  btok_us: { country: 'US', currency: 'usd', account_number: '000123456789', routing_number: '110000000' },
  btok_us_verified: {
    country: 'US',
    currency: 'usd',
    account_number: '000123456789',
    routing_number: '110000000',
  },
  btok_gb: { country: 'GB', currency: 'gbp', account_number: '00012345', routing_number: '108800' },
  btok_de: { country: 'DE', currency: 'eur', account_number: 'DE89370400440532013000' },
}
export const testBankToken = 'btok_us_verified'

const nothingDue = { currently_due: [], errors: [], past_due: [], pending_verification: [] }

/** @throws {ApiFailure} 400 for a token that stands for nothing, or details that are not whole. */
function detailsOf(given: ExternalAccountGiven): Details {
  if (typeof given !== 'string') return given
  const known = Object.hasOwn(tokens, given) ? tokens[given] : undefined
  if (known) return known
  throw missing('token', given, 'external_account', 400)
}

function need(value: string | undefined, name: string): string {
  if (value !== undefined) return value
  const param = `external_account[${name}]`
  throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}

type Built = Details & { country: string; currency: string; account_number: string; isDefault: boolean }

/** A bank account of `account`; it is not written yet. */
export function buildBankAccount(work: Work, account: string, details: Built): Stripe.BankAccount {
  const { country, currency, account_number: number, isDefault } = details
  return {
    id: work.id('ba'),
    object: 'bank_account',
    account,
    account_holder_name: details.account_holder_name ?? null,
    account_holder_type: details.account_holder_type ?? null,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: country === 'US' ? 'STRIPE TEST BANK' : null,
    country,
    currency,
    default_for_currency: isDefault,
    fingerprint: hashText(number).toString(36).padStart(16, '0'),
    future_requirements: nothingDue,
    last4: number.slice(-4),
    metadata: {},
    requirements: nothingDue,
    routing_number: details.routing_number ?? null,
    status: 'new',
  }
}

/** Adds a bank account; the first of a currency is the default for it. */
export function addBankAccount(work: Work, account: string, given: ExternalAccountGiven): Stripe.BankAccount {
  const details = detailsOf(given)
  const country = need(details.country, 'country')
  const currency = need(details.currency, 'currency')
  const number = need(details.account_number, 'account_number')
  const own = work.in(account)
  const known = own.by(bankAccounts, 'account', account).filter(bank => bank.currency === currency)
  const isDefault = known.length === 0
  const bank = buildBankAccount(work, account, {
    ...details,
    country,
    currency,
    account_number: number,
    isDefault,
  })
  return own.create(bankAccounts, bank, 'account.external_account.created')
}

/** The list that an account shows of them. */
export function bankAccountsOf(work: Work, account: string): Stripe.ApiList<Stripe.BankAccount> {
  const data = work.in(account).by(bankAccounts, 'account', account)
  return { object: 'list', data, has_more: false, url: `/v1/accounts/${account}/external_accounts` }
}
