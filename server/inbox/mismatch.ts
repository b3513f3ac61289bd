import type { EventRecord } from '#server/store/port.ts'
import type { Mode } from './inbox-port.ts'

/** Why this desk must not act on the event, in words for its page, or `null` when it may. */
export function mismatchOf(event: Pick<EventRecord, 'livemode' | 'account'>, mode: Mode): string | null {
  if (event.livemode !== mode.livemode) {
    return event.livemode
      ? 'A live event, and this desk works in test mode. Nothing was done.'
      : 'A test event, and this desk works in live mode. Nothing was done.'
  }
  if (event.account !== null && event.account !== mode.accountId) {
    return `It belongs to another account, ${event.account}. Nothing was done.`
  }
  return null
}
