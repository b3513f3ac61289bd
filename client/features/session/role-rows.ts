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
    job: limit =>
      `Look up customers, refund${limit ? ` up to ${formatMoney(limit)}` : ''}, change subscriptions`,
  },
  finance: {
    icon: Scale,
    name: 'Finance',
    job: () => 'Answer disputes, approve refunds over the limit, report',
  },
  engineer: {
    icon: Webhook,
    name: 'Engineer',
    job: () => 'Follow every event, read payloads, replay and backfill',
  },
  admin: { icon: Settings2, name: 'Admin', job: () => 'People, roles, limits, keys and the audit log' },
  viewer: { icon: Eye, name: 'Viewer', job: () => 'Read everything except payloads and masked data' },
}

/** In the order of the sign-in page. */
export const roleOrder: readonly Role[] = ['support', 'finance', 'engineer', 'admin', 'viewer']
