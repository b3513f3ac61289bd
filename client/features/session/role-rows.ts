import Eye from 'lucide-react/icons/eye'
import Headset from 'lucide-react/icons/headset'
import Scale from 'lucide-react/icons/scale'
import Settings2 from 'lucide-react/icons/settings-2'
import Webhook from 'lucide-react/icons/webhook'
import type { Icon } from '#client/kit/status/status-look.ts'
import { formatMoney, type Money } from '#shared/domain/money.ts'
import type { Role } from '#shared/domain/permissions.ts'

interface RoleRow {
  icon: Icon
  name: string
  /** What the role comes to do; support's limit is told where there is one. */
  job: (supportLimit: Money | null) => string
}

export const roleRows: Record<Role, RoleRow> = {
  support: {
    icon: Headset,
    name: 'Support',
    job: limit => `Look up customers, refund${limit ? ` up to ${formatMoney(limit)}` : ''}, draft evidence`,
  },
  finance: {
    icon: Scale,
    name: 'Finance',
    job: () => 'Answer disputes, refund, approve what is over the limit',
  },
  engineer: {
    icon: Webhook,
    name: 'Engineer',
    job: () => 'Follow every event, read payloads, replay and backfill',
  },
  admin: { icon: Settings2, name: 'Admin', job: () => 'Read the audit log, and what a viewer reads' },
  viewer: {
    icon: Eye,
    name: 'Viewer',
    job: () => 'Read everything except payloads, personal data and the audit log',
  },
}

/** In the order of the sign-in page. */
export const roleOrder: readonly Role[] = ['support', 'finance', 'engineer', 'admin', 'viewer']
