import type { ReactNode } from 'react'
import { clockTimeWithSeconds } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { Kbd } from '#client/ui/kbd.tsx'

export interface TableFootProps {
  shown: number
  /** Left out where the source cannot count. */
  total?: number | undefined
  /** When the rows were true, in milliseconds. */
  asOf?: number | undefined
  more?: { hasMore: boolean; isLoading: boolean; onMore: () => void }
  /** False where rows lead nowhere. */
  hasKeys?: boolean
  /** Keys beside the usual three, such as `<KeyHint keys={['E']}>evidence</KeyHint>`. */
  children?: ReactNode
}

/** Under a list: how many are shown, how fresh they are, and the keys that work here. */
export function TableFoot({ shown, total, asOf, more, hasKeys = true, children }: TableFootProps) {
  return (
    <footer className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2 px-6 py-1.5 text-xs text-muted-foreground max-sm:px-4">
      <span data-num="">
        {total === undefined
          ? `${shown.toLocaleString('en')} shown`
          : `${shown} of ${total.toLocaleString('en')}`}
      </span>
      {asOf === undefined ? null : <span data-num="">As of {clockTimeWithSeconds(asOf)}</span>}
      {more?.hasMore ? (
        <Button size="bar" busy={more.isLoading} onClick={more.onMore}>
          Show more
        </Button>
      ) : null}
      {hasKeys ? (
        <span className="ml-auto flex items-center gap-4 max-sm:hidden">
          <KeyHint keys={['J', 'K']}>move</KeyHint>
          <KeyHint keys={['↵']}>open</KeyHint>
          {children}
        </span>
      ) : null}
    </footer>
  )
}

export function KeyHint({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map(key => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  )
}
