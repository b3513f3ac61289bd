import { cva, type VariantProps } from 'class-variance-authority'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** The look alone, for a link that acts as a button: `<Link className={buttonVariants()} …>`. */
export const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md text-sm font-medium whitespace-nowrap select-none transition-colors duration-100 data-disabled:cursor-default data-disabled:not-aria-busy:opacity-50 [&_svg]:size-4',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground not-data-disabled:hover:bg-primary-hover',
        outline:
          'border border-border-strong bg-secondary text-secondary-foreground not-data-disabled:hover:bg-accent',
        ghost: 'text-foreground not-data-disabled:hover:bg-accent',
        'destructive-outline':
          'border border-border-strong bg-secondary text-destructive not-data-disabled:hover:bg-destructive-subtle',
        destructive: 'bg-destructive-solid text-destructive-foreground not-data-disabled:hover:brightness-90',
        link: 'h-auto px-0 font-normal text-link hover:underline underline-offset-2',
      },
      size: {
        page: 'h-8 px-2.5',
        dialog: 'h-9 px-2.5',
        bar: 'h-7 px-2.5',
        touch: 'h-11 px-4 text-base',
      },
      icon: { true: 'aspect-square px-0', false: '' },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto px-0' }],
    defaultVariants: { variant: 'outline', size: 'page', icon: false },
  },
)

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** At work: keeps its colour and its focus, turns a loader, and takes no second click. */
  busy?: boolean
  /** Disabled, and yet reached by the keyboard, so that its reason is heard. */
  focusableWhenDisabled?: boolean
}

export function Button({
  className,
  variant,
  size,
  icon,
  busy = false,
  focusableWhenDisabled = false,
  disabled = false,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const isHeld = busy || (disabled && focusableWhenDisabled)
  return (
    <button
      type="button"
      data-slot="button"
      data-disabled={busy || disabled ? '' : undefined}
      aria-busy={busy || undefined}
      aria-disabled={isHeld || undefined}
      disabled={disabled && !isHeld}
      onClick={isHeld ? event => event.preventDefault() : onClick}
      className={cn(buttonVariants({ variant, size, icon }), className)}
      {...props}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </button>
  )
}
