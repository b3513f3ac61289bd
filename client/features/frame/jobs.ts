import Banknote from 'lucide-react/icons/banknote'
import Box from 'lucide-react/icons/box'
import House from 'lucide-react/icons/house'
import ReceiptText from 'lucide-react/icons/receipt-text'
import Repeat from 'lucide-react/icons/repeat'
import Scale from 'lucide-react/icons/scale'
import ScrollText from 'lucide-react/icons/scroll-text'
import Stamp from 'lucide-react/icons/stamp'
import Users from 'lucide-react/icons/users'
import Webhook from 'lucide-react/icons/webhook'
import type { Icon } from '#client/kit/status/status-look.ts'
import type { Work } from '#shared/api/work.ts'
import type { Permission } from '#shared/domain/permissions.ts'

export interface Job {
  label: string
  to: string
  icon: Icon
  /** After `g`. */
  key: string
  needs?: Permission
  count?: keyof Work['counts']
  /** The second section holds what is not about one customer. */
  section: 'desk' | 'house'
}

const all: readonly Job[] = [
  { label: 'Home', to: '/', icon: House, key: 'h', section: 'desk' },
  { label: 'Customers', to: '/customers', icon: Users, key: 'c', needs: 'customer:read', section: 'desk' },
  { label: 'Payments', to: '/payments', icon: Banknote, key: 'p', needs: 'payment:read', section: 'desk' },
  {
    label: 'Disputes',
    to: '/disputes',
    icon: Scale,
    key: 'd',
    needs: 'dispute:read',
    count: 'disputes',
    section: 'desk',
  },
  {
    label: 'Subscriptions',
    to: '/subscriptions',
    icon: Repeat,
    key: 's',
    needs: 'subscription:read',
    section: 'desk',
  },
  { label: 'Invoices', to: '/invoices', icon: ReceiptText, key: 'i', needs: 'invoice:read', section: 'desk' },
  {
    label: 'Events',
    to: '/events',
    icon: Webhook,
    key: 'e',
    needs: 'event:read',
    count: 'events',
    section: 'house',
  },
  {
    label: 'Approvals',
    to: '/approvals',
    icon: Stamp,
    key: 'a',
    needs: 'operation:read',
    count: 'approvals',
    section: 'house',
  },
  { label: 'Audit', to: '/audit', icon: ScrollText, key: 'u', needs: 'audit:read', section: 'house' },
  { label: 'Sandbox', to: '/sandbox', icon: Box, key: 'x', needs: 'sandbox:steer', section: 'house' },
]

/** The jobs of this person, of those whose page this desk has. */
export const jobsOf = (permissions: readonly Permission[], hasPage: (to: string) => boolean): Job[] =>
  all.filter(({ to, needs }) => hasPage(to) && (needs === undefined || permissions.includes(needs)))

/** Home only at the root, every other job also below it. */
export const isAt = (job: Job, pathname: string): boolean =>
  job.to === '/' ? pathname === '/' : pathname === job.to || pathname.startsWith(`${job.to}/`)
