import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import CircleX from 'lucide-react/icons/circle-x'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Repeat from 'lucide-react/icons/repeat'
import Scale from 'lucide-react/icons/scale'
import Siren from 'lucide-react/icons/siren'
import Skull from 'lucide-react/icons/skull'
import Stamp from 'lucide-react/icons/stamp'
import Undo2 from 'lucide-react/icons/undo-2'
import Webhook from 'lucide-react/icons/webhook'
import type { Icon, Tone } from '#client/kit/status/status-look.ts'
import type { WorkKind } from '#shared/api/work.ts'
import type { Role } from '#shared/domain/permissions.ts'

export interface WorkWords {
  readonly one: string
  readonly many: string
  readonly icon: Icon
  readonly tone: Tone
  /** Where it is done; a kind without a list opens the object that waits longest. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
}

export const workWords: Record<WorkKind, WorkWords> = {
  disputes_due: {
    one: 'dispute due in 48 h',
    many: 'disputes due in 48 h',
    icon: Scale,
    tone: 'destructive',
    to: '/disputes',
  },
  disputes_past_due: {
    one: 'dispute past due',
    many: 'disputes past due',
    icon: OctagonAlert,
    tone: 'destructive',
    to: '/disputes',
  },
  refunds_to_approve: {
    one: 'refund to approve',
    many: 'refunds to approve',
    icon: Stamp,
    tone: 'warning',
    to: '/approvals',
  },
  refunds_failed_later: {
    one: 'refund failed after success',
    many: 'refunds failed after success',
    icon: Undo2,
    tone: 'destructive',
  },
  operations_to_decide: {
    one: 'operation needs a decision',
    many: 'operations need a decision',
    icon: CircleQuestionMark,
    tone: 'destructive',
    to: '/approvals',
  },
  operations_unknown: {
    one: 'outcome unknown',
    many: 'outcomes unknown',
    icon: CircleQuestionMark,
    tone: 'warning',
    to: '/approvals',
  },
  early_fraud_warnings: {
    one: 'early fraud warning',
    many: 'early fraud warnings',
    icon: Siren,
    tone: 'warning',
    to: '/disputes',
    search: { view: 'warnings' },
  },
  events_dead: {
    one: 'event dead',
    many: 'events dead',
    icon: Skull,
    tone: 'destructive',
    to: '/events',
    search: { state: 'dead' },
  },
  events_unprocessed: {
    one: 'event unprocessed',
    many: 'events unprocessed',
    icon: Webhook,
    tone: 'warning',
    to: '/events',
    search: { state: 'retrying' },
  },
  payments_failed: { one: 'payment declined', many: 'payments declined', icon: CircleX, tone: 'warning' },
  subscriptions_past_due: {
    one: 'subscription past due',
    many: 'subscriptions past due',
    icon: Repeat,
    tone: 'warning',
  },
}

export const roleWords: Record<Role, string> = {
  viewer: 'Viewer',
  support: 'Support',
  finance: 'Finance',
  engineer: 'Engineer',
  admin: 'Admin',
}
