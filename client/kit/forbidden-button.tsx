import Lock from 'lucide-react/icons/lock'
import { type ReactNode, useId } from 'react'
import { Button, type ButtonProps } from '#client/ui/button.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'

export interface ForbiddenButtonProps extends Omit<ButtonProps, 'disabled' | 'onClick' | 'busy'> {
  /** One sentence: why not, and who can. */
  why: string
  /** The sentence beside the button; else as its tooltip. */
  hint?: 'beside' | 'tooltip'
  children: ReactNode
}

/** What this person may not do is shown, faded, with the reason; it keeps its focus, so that the reason is heard. */
export function ForbiddenButton({
  why,
  hint = 'tooltip',
  children,
  variant,
  ...props
}: ForbiddenButtonProps) {
  const id = useId()
  const quiet = variant === 'primary' ? 'outline' : variant
  if (hint === 'tooltip') {
    return (
      <Tooltip content={why}>
        <Button {...props} variant={quiet} disabled focusableWhenDisabled>
          <Lock aria-hidden />
          {children}
        </Button>
      </Tooltip>
    )
  }
  return (
    <span className="inline-flex items-center gap-2">
      <Button {...props} variant={quiet} disabled focusableWhenDisabled aria-describedby={id}>
        {children}
      </Button>
      <span id={id} className="inline-flex items-center gap-1.5 text-xs text-muted-foreground">
        <Lock aria-hidden className="size-3.5" />
        {why}
      </span>
    </span>
  )
}
