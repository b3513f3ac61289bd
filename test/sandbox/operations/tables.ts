import { couponRows } from './coupon-rows.ts'
import { promotionCodeRows } from './promotion-code-rows.ts'
import { refundRows } from './refund-rows.ts'
import type { Row } from './row.ts'

/** What the sandbox does and refuses, call by call, as the official SDK sees it. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  coupons: couponRows,
  promotionCodes: promotionCodeRows,
  refunds: refundRows,
}
