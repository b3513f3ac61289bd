import * as z from 'zod'

/** What a page may have to read again. `id` names one object; without it, anything of the topic. */
export const changeTopics = [
  'payment',
  'customer',
  'subscription',
  'invoice',
  'dispute',
  'operation',
  'event',
  'work',
  'audit',
  'session',
] as const

export const change = z.strictObject({ topic: z.enum(changeTopics), id: z.string().nullable() })
export type Change = z.infer<typeof change>

/** One message of the live stream: all changes of a few milliseconds together. */
export const streamMessage = z.strictObject({ changes: z.array(change) })

export const streamPath = '/api/stream'
