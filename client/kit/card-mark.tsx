import { cn } from '#client/ui/class-names.ts'
import type { PaymentMethodRef } from '#shared/domain/customer.ts'
import { methodKey, methodName } from '#shared/domain/method-text.ts'

const letters: Readonly<Record<string, string>> = {
  visa: 'VISA',
  mastercard: 'MC',
  amex: 'AMEX',
  discover: 'DISC',
  diners: 'DC',
  jcb: 'JCB',
  unionpay: 'UP',
  cartes_bancaires: 'CB',
  eftpos_au: 'EFT',
  sepa_debit: 'SEPA',
  us_bank_account: 'ACH',
  bacs_debit: 'BACS',
  ideal: 'IDEAL',
  link: 'LINK',
  card: 'CARD',
}

/** A network that we do not know lends its own first letters. */
function lettersOf(method: PaymentMethodRef): string {
  const key = methodKey(method)
  return (Object.hasOwn(letters, key) ? letters[key] : undefined) ?? key.slice(0, 4).toUpperCase()
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
  return (
    <span className={cn('inline-flex items-center gap-1.5 align-top whitespace-nowrap', className)}>
      <span
        aria-hidden
        className="inline-flex h-4 w-7 items-center justify-center rounded-[3px] border border-border-strong bg-background text-[0.5rem]/none font-bold tracking-normal text-foreground"
      >
        {lettersOf(method)}
      </span>
      <span className="sr-only">{methodName(method)}</span>
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
