import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { CreateParams, UpdateParams } from './account-params.ts'
import { controllerOf } from './controller.ts'

const currencies: Readonly<Record<string, string>> = {
  AU: 'aud',
  BR: 'brl',
  CA: 'cad',
  CH: 'chf',
  DK: 'dkk',
  GB: 'gbp',
  HK: 'hkd',
  IN: 'inr',
  JP: 'jpy',
  MX: 'mxn',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  SE: 'sek',
  SG: 'sgd',
  US: 'usd',
}

const blankProfile: Stripe.Account.BusinessProfile = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
}

const plainSettings: Stripe.Account.Settings = {
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: {
    decline_on: { avs_failure: false, cvc_failure: false },
    statement_descriptor_prefix: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  dashboard: { display_name: null, timezone: 'Etc/UTC' },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
}

function profileWith(
  current: Stripe.Account.BusinessProfile | null | undefined,
  { support_address: address, ...plain }: NonNullable<UpdateParams['business_profile']>,
): Stripe.Account.BusinessProfile {
  const before = current ?? blankProfile
  return { ...before, ...plain, ...(address ? { support_address: buildAddress(address) } : {}) }
}

function companyWith(
  current: Stripe.Account.Company | undefined,
  { address, tax_id, vat_id, ...plain }: NonNullable<UpdateParams['company']>,
): Stripe.Account.Company {
  return {
    ...current,
    ...plain,
    ...(address ? { address: buildAddress(address) } : {}),
    tax_id_provided: tax_id !== undefined || (current?.tax_id_provided ?? false),
    vat_id_provided: vat_id !== undefined || (current?.vat_id_provided ?? false),
  }
}

/** Numbers that prove who somebody is are told once and never shown. */
function personWith(
  work: Work,
  { id: account, individual: current }: Pick<Stripe.Account, 'id' | 'individual'>,
  { address, dob, id_number, ssn_last_4, ...plain }: NonNullable<UpdateParams['individual']>,
): Stripe.Person {
  const birth = dob && { day: dob.day ?? null, month: dob.month ?? null, year: dob.year ?? null }
  return {
    id: current?.id ?? work.id('person'),
    object: 'person',
    account,
    created: current?.created ?? work.now,
    ...current,
    ...plain,
    ...(address ? { address: buildAddress(address) } : {}),
    ...(birth ? { dob: birth } : {}),
    id_number_provided: id_number !== undefined || (current?.id_number_provided ?? false),
    ssn_last_4_provided: ssn_last_4 !== undefined || (current?.ssn_last_4_provided ?? false),
  }
}

function capabilitiesWith(
  current: Stripe.Account.Capabilities | undefined,
  given: NonNullable<UpdateParams['capabilities']>,
): Stripe.Account.Capabilities {
  const kept = new Map(Object.entries(current ?? {}))
  for (const [name, { requested } = {}] of Object.entries(given)) {
    if (requested) kept.set(name, kept.get(name) ?? 'inactive')
    if (requested === false) kept.delete(name)
  }
  return Object.fromEntries(kept)
}

/** What the parameters change of an account; its bank accounts are written apart. */
export function changesIn(work: Work, account: Stripe.Account, given: UpdateParams): Partial<Stripe.Account> {
  const { business_profile: profile, capabilities, company, individual, tos_acceptance: terms } = given
  const { business_type, default_currency, email } = given
  return {
    ...(business_type === undefined ? {} : { business_type }),
    ...(default_currency === undefined ? {} : { default_currency }),
    ...(email === undefined ? {} : { email }),
    ...(profile ? { business_profile: profileWith(account.business_profile, profile) } : {}),
    ...(capabilities ? { capabilities: capabilitiesWith(account.capabilities, capabilities) } : {}),
    ...(company ? { company: companyWith(account.company, company) } : {}),
    ...(individual ? { individual: personWith(work, account, individual) } : {}),
    ...(terms ? { tos_acceptance: { ...account.tos_acceptance, ...terms } } : {}),
    metadata: mergeMetadata(account.metadata ?? {}, given.metadata),
  }
}

/** A new account that nothing is known of yet; it is not written. */
export function buildAccount(work: Work, params: CreateParams): Stripe.Account {
  const { country = 'US' } = params
  const blank: Stripe.Account = {
    id: work.id('acct', 16),
    object: 'account',
    business_profile: blankProfile,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    ...controllerOf(params),
    country,
    created: work.now,
    default_currency: currencies[country] ?? 'eur',
    details_submitted: false,
    email: null,
    metadata: {},
    payouts_enabled: false,
    settings: plainSettings,
    tos_acceptance: { date: null, ip: null, user_agent: null },
  }
  return { ...blank, ...changesIn(work, blank, params) }
}
