import Ban from 'lucide-react/icons/ban'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleX from 'lucide-react/icons/circle-x'
import { plain, type StatusLook } from '#client/kit/status/status-look.ts'
import type { AuditEntry } from '#shared/api/audit.ts'

export const outcomeLooks: Record<AuditEntry['outcome'], StatusLook> = {
  done: plain('Done', CircleCheck, 'success'),
  denied: plain('Denied', Ban, 'warning'),
  failed: plain('Failed', CircleX, 'destructive'),
}

/** What the first part of an action is called. */
const subjects: Readonly<Record<string, string>> = {
  refund: 'Refund',
  'dispute.submit': 'Evidence',
  'dispute.accept': 'Accepting a dispute',
  session: 'Sign-in',
  event: 'Event',
  dispute: 'Dispute',
}

/** How the last part is said after it. */
const endings: Readonly<Record<string, string>> = {
  opened: 'opened',
  denied: 'denied',
  replayed: 'replayed',
  backfilled: 'backfill run',
  upload: 'file uploaded',
  requested: 'requested',
  awaiting_approval: 'waits for approval',
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'approval expired',
  sending: 'sent',
  pending: 'pending at Stripe',
  succeeded: 'done',
  failed: 'refused by Stripe',
  refused: 'not sent',
  unknown: 'outcome unknown',
  needs_review: 'needs a decision',
  reversed: 'undone later',
}

/** `refund.succeeded` as "Refund done"; what is not known is said in its own words. */
export function actionInWords(action: string): string {
  const at = action.lastIndexOf('.')
  const [subject, ending] = [action.slice(0, at), action.slice(at + 1)]
  const who = subjects[subject] ?? spaced(subject)
  return `${who} ${endings[ending] ?? ending.replaceAll('_', ' ')}`
}

/** `createRefund` as "Create refund" */
function spaced(name: string): string {
  const words = name
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function actorInWords(actor: AuditEntry['actor']): string {
  switch (actor.type) {
    case 'user':
      return actor.person.name
    case 'webhook':
      return 'Stripe, by webhook'
    case 'schedule':
      return `Schedule, ${actor.name}`
    case 'system':
      return 'The desk itself'
  }
}
