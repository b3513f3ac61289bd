import { cn } from '#client/ui/class-names.ts'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { amountInWords } from '#shared/domain/amount-in-words.ts'
import { currencySymbol, smallestStep } from '#shared/domain/money.ts'
import { amountText, half, ownSeparators } from './refund-amount.ts'
import type { RefundFormState } from './use-refund-form.ts'

interface RefundAmountFieldProps {
  preview: RefundPreview
  form: RefundFormState
  disabled: boolean
}

/** Typed as the person writes numbers, and read back in words. */
export function RefundAmountField({ preview, form, disabled }: RefundAmountFieldProps) {
  const { currency, refundable } = preview.figures
  const { values, read, amountInput, set } = form
  const shares = [
    { label: '100 %', amount: refundable },
    { label: '50 %', amount: half(refundable, smallestStep(currency)) },
  ]
  return (
    <Field
      label="Amount"
      hint={read.amount === null ? null : amountInWords({ amount: read.amount, currency })}
      error={values.amountText === '' && !form.isTried ? null : read.error}
    >
      {control => (
        <div className="flex items-center gap-2">
          <Input
            {...control}
            ref={amountInput}
            className="min-w-0 flex-1"
            before={currencySymbol(currency)}
            after={currency.toUpperCase()}
            value={values.amountText}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            onFocus={event => event.target.select()}
            onChange={event => set({ amountText: event.target.value })}
          />
          {shares.map(({ label, amount }) => (
            <ShareChip
              key={label}
              label={label}
              pressed={read.amount === amount}
              disabled={disabled || amount === 0}
              onPress={() => set({ amountText: amountText({ amount, currency }, ownSeparators()) })}
            />
          ))}
        </div>
      )}
    </Field>
  )
}

interface ShareChipProps {
  label: string
  pressed: boolean
  disabled: boolean
  onPress: () => void
}

const ShareChip = ({ label, pressed, disabled, onPress }: ShareChipProps) => (
  <button
    type="button"
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
    className={cn(
      'h-6 shrink-0 rounded-sm border border-border-strong px-2 text-xs font-medium transition-colors duration-100 hover:bg-accent disabled:opacity-50',
      pressed && 'border-primary bg-selected text-link',
    )}
  >
    {label}
  </button>
)
