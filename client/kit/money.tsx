import { cn } from '#client/ui/class-names.ts'
import { formatMoney, type Money as MoneyValue } from '#shared/domain/money.ts'

export interface MoneyProps {
  value: MoneyValue
  /** A plus sign, only where both directions stand together. */
  signed?: boolean
  className?: string
}

const withSign = (text: string, { amount }: MoneyValue, signed: boolean): string =>
  signed && amount > 0 ? `+${text}` : text

/** In a table: symbol and number, then the code in its own slot, so that numbers line up. */
export function Money({ value, signed = false, className }: MoneyProps) {
  return (
    <span
      data-slot="money"
      data-num=""
      className={cn('inline-block text-right whitespace-nowrap', className)}
    >
      {withSign(formatMoney(value, 'table'), value, signed)}
      <span className="ml-1.5 inline-block w-7.5 text-left text-xs font-normal text-muted-foreground">
        {value.currency.toUpperCase()}
      </span>
    </span>
  )
}

/** In a sentence: `€42.00`. */
export function MoneyText({ value, signed = false, className }: MoneyProps) {
  return (
    <span data-slot="money-text" className={cn('whitespace-nowrap', className)}>
      {withSign(formatMoney(value, 'sentence'), value, signed)}
    </span>
  )
}

/** The headline of a detail page. */
export function MoneyHeadline({ value, className }: Omit<MoneyProps, 'signed'>) {
  return (
    <h1 data-num="" className={cn('text-2xl font-semibold tracking-[-0.015em] whitespace-nowrap', className)}>
      {formatMoney(value, 'table')}
      <span className="ml-1.5 text-base font-normal tracking-normal text-muted-foreground">
        {value.currency.toUpperCase()}
      </span>
    </h1>
  )
}
