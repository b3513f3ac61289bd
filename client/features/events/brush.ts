import { type PointerEvent, useRef, useState } from 'react'

/** Buckets `[first, last]`, both inside. */
export interface BrushRange {
  readonly first: number
  readonly last: number
}

export type BrushHandle = 'first' | 'last'

interface Drag {
  /** The bucket that stays while the other end follows the pointer. */
  readonly anchor: number
  readonly at: number
}

const ordered = ({ anchor, at }: Drag): BrushRange => ({
  first: Math.min(anchor, at),
  last: Math.max(anchor, at),
})

/** Choosing a range of `count` buckets with the pointer; `onChange` hears the end of each drag. */
export function useBrush(
  count: number,
  range: BrushRange | undefined,
  onChange: (range: BrushRange) => void,
) {
  const field = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag>()

  const bucketAt = (clientX: number): number => {
    const box = field.current?.getBoundingClientRect()
    if (!box || box.width === 0) return 0
    const share = (clientX - box.left) / box.width
    return Math.max(0, Math.min(count - 1, Math.floor(share * count)))
  }
  return {
    field,
    shown: drag ? ordered(drag) : range,
    pointer: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = bucketAt(event.clientX)
        const handle = event.target instanceof HTMLElement ? event.target.dataset.handle : undefined
        const anchor = handle === 'first' ? range?.last : handle === 'last' ? range?.first : undefined
        setDrag({ anchor: anchor ?? at, at })
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (drag) setDrag({ ...drag, at: bucketAt(event.clientX) })
      },
      onPointerUp: () => {
        if (drag) onChange(ordered(drag))
        setDrag(undefined)
      },
      onPointerCancel: () => setDrag(undefined),
    },
  }
}

/** Where the arrow keys move an end of the range to; `undefined` for another key. */
export function moved(
  range: BrushRange,
  handle: BrushHandle,
  key: string,
  count: number,
): BrushRange | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -6, PageUp: 6 }
  const step = steps[key]
  if (step === undefined) return undefined
  const limit = (at: number, low: number, high: number) => Math.max(low, Math.min(high, at))
  return handle === 'first'
    ? { ...range, first: limit(range.first + step, 0, range.last) }
    : { ...range, last: limit(range.last + step, range.first, count - 1) }
}
