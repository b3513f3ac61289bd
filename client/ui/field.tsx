import CircleAlert from 'lucide-react/icons/circle-alert'
import { type ReactNode, useId } from 'react'
import { cn } from './class-names.ts'

/** What the control must carry, so that label, hint and error belong to it. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export interface FieldProps {
  label: ReactNode
  /** At the right of the label: the amount in words, "optional", a budget. Read out with the field. */
  hint?: ReactNode
  error?: ReactNode
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** `<Field label="Ticket" hint="optional">{control => <Input {...control} />}</Field>` */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div data-slot="field" className={cn('flex min-w-0 flex-col', className)}>
      <div className="mb-1.5 flex min-h-5 items-baseline gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <span id={`${id}-hint`} className="ml-auto text-right text-xs text-muted-foreground">
            {hint}
          </span>
        ) : null}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  )
}

/** The region stands there before its text does, so that a screen reader hears the text arrive. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} aria-live="polite">
      {children ? (
        <p className="mt-1.5 flex items-start gap-1.5 text-xs text-destructive">
          <CircleAlert aria-hidden className="mt-px size-3.5" />
          <span>{children}</span>
        </p>
      ) : null}
    </div>
  )
}
