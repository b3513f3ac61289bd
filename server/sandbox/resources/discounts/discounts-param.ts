import { array, nullable, object, type Parsed, string } from '#server/sandbox/core/params.ts'

const shape = { coupon: string(), discount: string(), promotion_code: string() }

/** `discounts`, as subscriptions, invoices and their items take them; `''` takes all away. */
export const discountsParam = nullable(array(object(shape), { max: 20 }))
export type AskedDiscount = Parsed<typeof shape>
