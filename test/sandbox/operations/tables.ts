import { couponRows } from './coupon-rows.ts'
import { eventRows } from './event-rows.ts'
import { promotionCodeRows } from './promotion-code-rows.ts'
import { refundRows } from './refund-rows.ts'
import type { Row } from './row.ts'
import { testClockRows } from './test-clock-rows.ts'
import { webhookEndpointRows } from './webhook-endpoint-rows.ts'

/** What the sandbox does and refuses, call by call, as the official SDK sees it. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  coupons: couponRows,
  events: eventRows,
  promotionCodes: promotionCodeRows,
  refunds: refundRows,
  webhookEndpoints: webhookEndpointRows,
  testClocks: testClockRows,
}
