import { cn } from '#client/ui/class-names.ts'

/** Two letters: of the first and the last word; of one word its first two characters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')]
  const last = [...(words.length > 1 ? (words.at(-1) ?? '') : '')]
  const letters = last.length > 0 ? [first[0], last[0]] : first.slice(0, 2)
  return letters.join('').toLocaleUpperCase()
}

export interface InitialsProps {
  name: string
  size?: 'sm' | 'md' | 'lg'
  className?: string
}

const sizes = { sm: 'size-5 text-[0.5625rem]', md: 'size-6 text-[0.625rem]', lg: 'size-7 text-2xs' }

export function Initials({ name, size = 'md', className }: InitialsProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-border font-semibold text-foreground',
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}

/** A disc and a name. Names are of many scripts, some right to left. */
export function Person({ name, size, className }: InitialsProps) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Initials name={name} size={size} />
      <bdi>{name}</bdi>
    </span>
  )
}
