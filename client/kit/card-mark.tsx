import { cn } from '#client/ui/class-names.ts'
import type { PaymentMethodRef } from '#shared/domain/customer.ts'

const brands: Readonly<Record<string, [letters: string, name: string]>> = {
  visa: ['VISA', 'Visa'],
  mastercard: ['MC', 'Mastercard'],
  amex: ['AMEX', 'American Express'],
  discover: ['DISC', 'Discover'],
  diners: ['DC', 'Diners Club'],
  jcb: ['JCB', 'JCB'],
  unionpay: ['UP', 'UnionPay'],
  cartes_bancaires: ['CB', 'Cartes Bancaires'],
  eftpos_au: ['EFT', 'eftpos'],
  sepa_debit: ['SEPA', 'SEPA Direct Debit'],
  us_bank_account: ['ACH', 'US bank account'],
  bacs_debit: ['BACS', 'Bacs Direct Debit'],
  ideal: ['IDEAL', 'iDEAL'],
  link: ['LINK', 'Link'],
  card: ['CARD', 'Card'],
}

/** A network that we do not know lends its own first letters. */
function lettersAndName(method: PaymentMethodRef): [string, string] {
  const key = method.type === 'card' ? (method.brand ?? 'card') : method.type
  const known = Object.hasOwn(brands, key) ? brands[key] : undefined
  return known ?? [key.slice(0, 4).toUpperCase(), key.replaceAll('_', ' ')]
}

/** `Visa •••• 4242`, for sentences. */
export function methodText(method: PaymentMethodRef): string {
  const [, name] = lettersAndName(method)
  return method.last4 ? `${name} •••• ${method.last4}` : name
}

/** `08/28` */
export const expiryText = (method: PaymentMethodRef): string =>
  method.expMonth && method.expYear
    ? `${String(method.expMonth).padStart(2, '0')}/${String(method.expYear % 100).padStart(2, '0')}`
    : ''

export interface CardMarkProps {
  method: PaymentMethodRef
  withExpiry?: boolean
  className?: string
}

/** The network as a small lettered card, no logo, and the last four digits. */
export function CardMark({ method, withExpiry = false, className }: CardMarkProps) {
  const [letters, name] = lettersAndName(method)
  return (
    <span className={cn('inline-flex items-center gap-1.5 align-top whitespace-nowrap', className)}>
      <span
        aria-hidden
        className="inline-flex h-4 w-7 items-center justify-center rounded-[3px] border border-border-strong bg-background text-[0.5rem]/none font-bold tracking-normal text-foreground"
      >
        {letters}
      </span>
      <span className="sr-only">{name}</span>
      {method.last4 ? (
        <span data-num="">
          <span aria-hidden>•••• </span>
          <span className="sr-only"> ending in </span>
          {method.last4}
        </span>
      ) : null}
      {withExpiry ? <span className="text-muted-foreground">{expiryText(method)}</span> : null}
    </span>
  )
}
