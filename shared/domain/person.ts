import * as z from 'zod'
import { role } from './permissions.ts'

/** Who did something, as shown beside it. */
export const person = z.strictObject({ id: z.string(), name: z.string(), role })
export type Person = z.infer<typeof person>

/** Who acts. A write always knows which of these it was. */
export const actor = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('user'), person }),
  z.strictObject({ type: z.literal('webhook'), eventId: z.string() }),
  z.strictObject({ type: z.literal('schedule'), name: z.string() }),
  z.strictObject({ type: z.literal('system') }),
])
export type Actor = z.infer<typeof actor>
