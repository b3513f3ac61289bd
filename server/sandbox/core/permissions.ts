/**
 * What a restricted key can be given: the API's resources, with the name that Stripe's refusals call each by.
 * https://docs.stripe.com/keys#limit-access
 */
const refusalNames = {
  accounts: 'accounts_kyc_basic',
  application_fees: 'application_fee',
  balance: 'balance',
  balance_transactions: 'balance_transaction_source',
  billing_portal: 'customer_portal',
  charges: 'charge',
  checkout_sessions: 'checkout_session',
  confirmation_tokens: 'confirmation_token',
  coupons: 'coupon',
  credit_notes: 'credit_note',
  customers: 'customer',
  disputes: 'dispute',
  early_fraud_warnings: 'radar_early_fraud_warning',
  events: 'event',
  file_links: 'file_link',
  files: 'file',
  invoices: 'invoice',
  mandates: 'mandate',
  payment_intents: 'payment_intent',
  payment_methods: 'payment_method',
  payouts: 'payout',
  prices: 'plan',
  products: 'product',
  promotion_codes: 'promotion_code',
  setup_intents: 'setup_intent',
  shipping_rates: 'shipping_rate',
  subscriptions: 'subscription',
  test_clocks: 'billing_clock',
  tokens: 'token',
  transfers: 'transfer',
  webhook_endpoints: 'webhook',
} as const

export type Permission = keyof typeof refusalNames
export type Access = 'none' | 'read' | 'write'
export type Grants = Readonly<Partial<Record<Permission, Access>>>

const isPermission = (name: string): name is Permission => Object.hasOwn(refusalNames, name)

export const permissions: readonly Permission[] = Object.keys(refusalNames).filter(isPermission)

/** The paths' own words where they are not the permission's. */
const granted: Readonly<Record<string, Permission>> = {
  account: 'accounts',
  account_links: 'accounts',
  'billing_portal/configurations': 'billing_portal',
  'billing_portal/sessions': 'billing_portal',
  'checkout/sessions': 'checkout_sessions',
  'customers/payment_methods': 'payment_methods',
  invoice_payments: 'invoices',
  invoiceitems: 'invoices',
  'radar/early_fraud_warnings': 'early_fraud_warnings',
  payment_pages: 'checkout_sessions',
  refunds: 'charges',
  setup_attempts: 'setup_intents',
  subscription_items: 'subscriptions',
  'test_helpers/test_clocks': 'test_clocks',
}

/** The permission that a path's operations need, by its first two words; `undefined` when none is known. */
export function permissionOf(path: string): Permission | undefined {
  const [first = '', second = ''] = path
    .split('/')
    .slice(2)
    .filter(segment => !segment.startsWith(':'))
  const whole = `${first}/${second}`
  if (Object.hasOwn(granted, whole)) return granted[whole]
  if (Object.hasOwn(granted, first)) return granted[first]
  return isPermission(first) ? first : undefined
}

/** Whether the grants reach: writing holds reading. */
export function grants(given: Grants, permission: Permission, access: 'read' | 'write'): boolean {
  const has = given[permission] ?? 'none'
  return has === 'write' || has === access
}

/** As refusals name it, such as `rak_charge_write`. */
export const refusalName = (permission: Permission, access: 'read' | 'write'): string =>
  `rak_${refusalNames[permission]}_${access}`
