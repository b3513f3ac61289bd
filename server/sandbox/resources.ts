import type { Resource } from './core/operation.ts'
import { pagesResource } from './pages/pages-resource.ts'
import { balanceResource } from './resources/balance/balance-operations.ts'
import { billingPortalResource } from './resources/billing-portal/billing-portal-resource.ts'
import { chargeResource } from './resources/charges/charge-operations.ts'
import { checkoutSessionResource } from './resources/checkout-sessions/session-operations.ts'
import { applicationFeeResource } from './resources/connect/application-fee-operations.ts'
import { connectResource } from './resources/connect/connect-resource.ts'
import { transferResource } from './resources/connect/transfer-operations.ts'
import { couponResource } from './resources/coupons/coupon-operations.ts'
import { creditNoteResource } from './resources/credit-notes/credit-note-operations.ts'
import { customerBalanceResource } from './resources/customer-balance/customer-balance-operations.ts'
import { customerResource } from './resources/customers/customer-operations.ts'
import { taxIdResource } from './resources/customers/tax-id-operations.ts'
import { discountResource } from './resources/discounts/discount-operations.ts'
import { disputeResource } from './resources/disputes/dispute-operations.ts'
import { earlyFraudWarningResource } from './resources/disputes/early-fraud-warning.ts'
import { eventResource } from './resources/events/event-operations.ts'
import { fileLinkResource } from './resources/file-links/file-link-operations.ts'
import { fileResource } from './resources/files/file-operations.ts'
import { invoiceResource } from './resources/invoices/invoice-operations.ts'
import { paymentIntentResource } from './resources/payment-intents/payment-intent-operations.ts'
import { paymentMethodResource } from './resources/payment-methods/payment-method-operations.ts'
import { tokenResource } from './resources/payment-methods/token-operations.ts'
import { payoutResource } from './resources/payouts/payout-operations.ts'
import { priceResource } from './resources/prices/price-operations.ts'
import { productResource } from './resources/products/product-operations.ts'
import { promotionCodeResource } from './resources/promotion-codes/promotion-code-operations.ts'
import { refundResource } from './resources/refunds/refund-operations.ts'
import { setupIntentResource } from './resources/setup-intents/setup-operations.ts'
import { shippingRateResource } from './resources/shipping-rates/shipping-rate-operations.ts'
import { subscriptionResource } from './resources/subscriptions/subscription-operations.ts'
import { testClockResource } from './resources/test-clocks/test-clock-operations.ts'
import { webhookEndpointResource } from './resources/webhook-endpoints/webhook-endpoint-operations.ts'

/** All that the sandbox answers. */
export const resources: readonly Resource[] = [
  applicationFeeResource,
  pagesResource,
  balanceResource,
  billingPortalResource,
  chargeResource,
  connectResource,
  checkoutSessionResource,
  couponResource,
  creditNoteResource,
  customerBalanceResource,
  customerResource,
  taxIdResource,
  discountResource,
  disputeResource,
  earlyFraudWarningResource,
  eventResource,
  paymentIntentResource,
  paymentMethodResource,
  refundResource,
  setupIntentResource,
  tokenResource,
  webhookEndpointResource,
  invoiceResource,
  priceResource,
  productResource,
  promotionCodeResource,
  shippingRateResource,
  subscriptionResource,
  testClockResource,
  transferResource,
  fileResource,
  fileLinkResource,
  payoutResource,
]
