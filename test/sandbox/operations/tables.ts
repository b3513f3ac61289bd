import { accountRows } from './account-rows.ts'
import { applicationFeeRows } from './application-fee-rows.ts'
import { balanceRows } from './balance-rows.ts'
import { billingPortalRows } from './billing-portal-rows.ts'
import { chargeRows } from './charge-rows.ts'
import { checkoutSessionRefusals } from './checkout-session-refusals.ts'
import { checkoutSessionRows } from './checkout-session-rows.ts'
import { couponRows } from './coupon-rows.ts'
import { creditNoteRows } from './credit-note-rows.ts'
import { customerBalanceRows } from './customer-balance-rows.ts'
import { customerDetailRows } from './customer-detail-rows.ts'
import { customerRows } from './customer-rows.ts'
import { disputeRows, earlyFraudWarningRows } from './dispute-rows.ts'
import { eventRows } from './event-rows.ts'
import { externalAccountRows } from './external-account-rows.ts'
import { fileRows } from './file-rows.ts'
import { invoiceLineRows } from './invoice-line-rows.ts'
import { invoiceRows } from './invoice-rows.ts'
import { paymentIntentRows } from './payment-intent-rows.ts'
import { paymentMethodRows } from './payment-method-rows.ts'
import { payoutRows } from './payout-rows.ts'
import { priceRows } from './price-rows.ts'
import { productRows } from './product-rows.ts'
import { promotionCodeRows } from './promotion-code-rows.ts'
import { refundRows } from './refund-rows.ts'
import type { Row } from './row.ts'
import { setupIntentRows } from './setup-intent-rows.ts'
import { shippingRateRows } from './shipping-rate-rows.ts'
import { subscriptionBillingRows } from './subscription-billing-rows.ts'
import { subscriptionItemRows } from './subscription-item-rows.ts'
import { subscriptionRows } from './subscription-rows.ts'
import { testClockRows } from './test-clock-rows.ts'
import { tokenRows } from './token-rows.ts'
import { transferRows } from './transfer-rows.ts'
import { webhookEndpointRows } from './webhook-endpoint-rows.ts'

/** What the sandbox does and refuses, call by call, as the official SDK sees it. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  accounts: accountRows,
  applicationFees: applicationFeeRows,
  balance: balanceRows,
  'billing portal': billingPortalRows,
  charges: chargeRows,
  'checkout.sessions': [...checkoutSessionRows, ...checkoutSessionRefusals],
  coupons: couponRows,
  creditNotes: creditNoteRows,
  customerBalance: customerBalanceRows,
  customerDetails: customerDetailRows,
  customers: customerRows,
  disputes: disputeRows,
  earlyFraudWarnings: earlyFraudWarningRows,
  events: eventRows,
  'external accounts': externalAccountRows,
  files: fileRows,
  invoiceLines: invoiceLineRows,
  invoices: invoiceRows,
  paymentIntents: paymentIntentRows,
  paymentMethods: paymentMethodRows,
  payouts: payoutRows,
  prices: priceRows,
  products: productRows,
  promotionCodes: promotionCodeRows,
  refunds: refundRows,
  setupIntents: setupIntentRows,
  shippingRates: shippingRateRows,
  subscriptionBilling: subscriptionBillingRows,
  subscriptionItems: subscriptionItemRows,
  subscriptions: subscriptionRows,
  testClocks: testClockRows,
  tokens: tokenRows,
  transfers: transferRows,
  webhookEndpoints: webhookEndpointRows,
}
