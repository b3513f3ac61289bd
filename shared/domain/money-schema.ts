import * as z from 'zod'
import type { Money } from './money.ts'

/** Apart from the formatting of money, which the first page needs without a parser. */
export const money = z.strictObject({
  amount: z.int(),
  currency: z.string().regex(/^[a-z]{3}$/),
}) satisfies z.ZodType<Money>
