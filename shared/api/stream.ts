/** What a page may have to read again. */
export type ChangeTopic =
  | 'payment'
  | 'customer'
  | 'subscription'
  | 'invoice'
  | 'dispute'
  | 'operation'
  | 'event'
  | 'work'
  | 'audit'
  | 'session'

/** `id` names one object; `null` means anything of the topic. */
export interface Change {
  topic: ChangeTopic
  id: string | null
}

/** One message of the live stream: all changes of a few milliseconds together. */
export interface StreamMessage {
  changes: Change[]
}

export const streamPath = '/api/stream'
