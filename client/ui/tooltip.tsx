import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { cn } from './class-names.ts'

const delayMs = 300
const gap = 6

export interface TooltipProps {
  content: ReactNode
  /** What it explains: one element, without pointer and focus handlers of its own. */
  children: ReactElement<HTMLAttributes<Element>>
  side?: 'bottom' | 'right'
  className?: string
  /** `label`: the tooltip is the element's only name, as of an icon. */
  role?: 'description' | 'label'
}

/**
 * Small enough for the first paint, where every time and the rail want one. Stays while it is hovered,
 * goes with Escape (WCAG 1.4.13).
 */
export function Tooltip({
  content,
  children,
  side = 'bottom',
  className,
  role = 'description',
}: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const after = (ms: number, next: Element | null): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(next), ms)
  }
  const trigger = cloneElement(children, {
    [role === 'label' ? 'aria-labelledby' : 'aria-describedby']: anchor ? id : undefined,
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') after(delayMs, event.currentTarget)
    },
    onPointerLeave: () => after(100, null),
    onPointerDown: () => after(0, null),
    onFocus: (event: FocusEvent) => {
      if (event.currentTarget.matches(':focus-visible')) after(0, event.currentTarget)
    },
    onBlur: () => after(0, null),
  })

  return (
    <>
      {trigger}
      {anchor
        ? createPortal(
            <div
              id={id}
              role="tooltip"
              ref={popup => place(popup, anchor, side, () => setAnchor(null))}
              onPointerEnter={() => clearTimeout(timer.current)}
              onPointerLeave={() => after(100, null)}
              className={cn(
                'fixed z-50 max-w-80 rounded-md bg-popover px-2.5 py-1.5 text-xs text-popover-foreground shadow-overlay',
                className,
              )}
            >
              {content}
            </div>,
            document.body,
          )
        : null}
    </>
  )
}

/** Sets the popup beside its anchor, inside the window, and hears Escape while it stands. */
function place(popup: HTMLElement | null, anchor: Element, side: 'bottom' | 'right', close: () => void) {
  if (!popup) return
  const at = anchor.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const below = at.bottom + gap
  const top =
    side === 'right'
      ? at.top + (at.height - height) / 2
      : below + height > innerHeight
        ? at.top - gap - height
        : below
  const left = side === 'right' ? at.right + gap + 4 : at.left
  popup.style.top = `${Math.max(4, top)}px`
  popup.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
