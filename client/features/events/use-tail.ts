import { useState } from 'react'
import { nowMs } from '#client/lib/now.ts'
import type { EventSummary } from '#shared/domain/event.ts'

export interface Tail {
  readonly isOn: boolean
  readonly toggle: () => void
  /** As they are shown: while the tail rests, no row comes or moves; those that stand are kept true. */
  readonly rows: readonly EventSummary[] | undefined
  /** Came since the tail rests. */
  readonly held: number
  /** Came while the page was open. */
  readonly isNew: (row: EventSummary) => boolean
}

/** New events enter at the top while the tail runs. It rests while an event is read, unless it is told otherwise. */
export function useTail(
  rows: readonly EventSummary[] | undefined,
  isReading: boolean,
  listKey: string,
): Tail {
  const [openedAt] = useState(nowMs)
  const [wish, setWish] = useState<{ isOn: boolean; whileReading: boolean }>()
  const [rest, setRest] = useState<{ listKey: string; head: string | undefined }>()
  const isOn = wish?.whileReading === isReading ? wish.isOn : !isReading

  // The row that was at the top when the rest began, or when the filters changed during it.
  if (isOn && rest) setRest(undefined)
  if (!isOn && rows && rest?.listKey !== listKey) setRest({ listKey, head: rows[0]?.id })

  const held =
    !isOn && rest && rows
      ? Math.max(
          0,
          rows.findIndex(({ id }) => id === rest.head),
        )
      : 0
  return {
    isOn,
    toggle: () => setWish({ isOn: !isOn, whileReading: isReading }),
    rows: held > 0 ? rows?.slice(held) : rows,
    held,
    isNew: ({ receivedAt }) => receivedAt > openedAt,
  }
}
