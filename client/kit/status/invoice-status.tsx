import Ban from 'lucide-react/icons/ban'
import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleSlash from 'lucide-react/icons/circle-slash'
import Clock from 'lucide-react/icons/clock'
import type { InvoiceState } from '#shared/domain/invoice.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const invoiceLooks: Record<InvoiceState, StatusLook> = {
  draft: plain('Draft', CircleDashed),
  open: plain('Open', Clock, 'info'),
  overdue: filled('Overdue', CircleAlert, 'destructive'),
  paid: plain('Paid', CircleCheck, 'success'),
  uncollectible: plain('Uncollectible', CircleSlash),
  void: plain('Void', Ban),
}

export function InvoiceStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(invoiceLooks, state)} />
}
