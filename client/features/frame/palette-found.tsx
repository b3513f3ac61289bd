import Banknote from 'lucide-react/icons/banknote'
import CornerDownRight from 'lucide-react/icons/corner-down-right'
import SearchIcon from 'lucide-react/icons/search'
import UserRound from 'lucide-react/icons/user-round'
import { Highlight } from '#client/kit/highlight.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { tableTime } from '#client/lib/times.ts'
import type { SearchReply } from '#shared/api/search.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { PaletteGroup, PaletteItem } from './palette-item.tsx'

const most = 5

export interface FoundGroupsProps {
  found: SearchReply
  text: string
  onGo: (href: string) => void
}

/** The item that Enter opens before an arrow is pressed. */
export function firstFound({ direct, customers, payments }: SearchReply, text: string): string {
  if (direct) return `jump ${direct.id}`
  return customers[0]?.id ?? payments[0]?.id ?? `search ${text}`
}

/** What the server found; a pasted id comes first and alone. */
export function FoundGroups({ found: { direct, customers, payments }, text, onGo }: FoundGroupsProps) {
  const now = useNow()
  return (
    <>
      {direct ? (
        <PaletteGroup title="Jump to">
          <PaletteItem
            value={`jump ${direct.id}`}
            icon={CornerDownRight}
            title={`Open this ${direct.target}`}
            end={<Id id={direct.id} />}
            onSelect={() => onGo(objectPath(direct.target, direct.id))}
          />
        </PaletteGroup>
      ) : null}
      {customers.length > 0 ? (
        <PaletteGroup title="Customers">
          {customers.slice(0, most).map(({ id, name, email, matched }) => (
            <PaletteItem
              key={id}
              value={id}
              icon={UserRound}
              title={<Highlight text={name ?? email ?? 'No name'} part={text} />}
              detail={name && email ? email : matched}
              end={<Id id={id} />}
              onSelect={() => onGo(objectPath('customer', id))}
            />
          ))}
        </PaletteGroup>
      ) : null}
      {payments.length > 0 ? (
        <PaletteGroup title="Payments">
          {payments.slice(0, most).map(payment => (
            <PaletteItem
              key={payment.id}
              value={payment.id}
              icon={Banknote}
              title={formatMoney(payment)}
              detail={`${payment.customer?.name ?? payment.customer?.email ?? 'No customer'}, ${tableTime(payment.createdAt, now)}`}
              end={<PaymentStatus state={payment.state} />}
              onSelect={() => onGo(objectPath('payment', payment.id))}
            />
          ))}
        </PaletteGroup>
      ) : null}
      <PaletteGroup title="Search">
        <PaletteItem
          value={`search ${text}`}
          icon={SearchIcon}
          title={`Everything for “${text}”`}
          onSelect={() => onGo(`/search?${new URLSearchParams({ q: text })}`)}
        />
      </PaletteGroup>
    </>
  )
}
