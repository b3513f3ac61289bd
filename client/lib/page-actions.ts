import { useEffect, useSyncExternalStore } from 'react'
import { useShortcuts } from './shortcuts.ts'

export interface PageAction {
  label: string
  /** A clause beside it: "up to €42.00, opens the dialog". */
  hint?: string
  /** A bare key: `r`. Opens a dialog at most; no key moves money. */
  key?: string
  /** Why it cannot be done; the action is then shown with a lock. */
  why?: string | undefined
  run: () => void
}

export interface PageActions {
  /** Heads the group in the palette: "This payment". */
  title: string
  /** Names the object on screen: "€60.00, Elif Yıldırım". */
  subject: string
  actions: readonly PageAction[]
}

let current: PageActions | undefined
const listeners = new Set<() => void>()

function offer(next: PageActions | undefined): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What can be done with the object on screen: by key here, by name in the palette. */
export function usePageActions(page: PageActions): void {
  useShortcuts(
    Object.fromEntries(page.actions.flatMap(({ key, why, run }) => (key && !why ? [[key, run]] : []))),
  )
  useEffect(() => {
    offer(page)
    return () => {
      if (current === page) offer(undefined)
    }
  }, [page])
}

export const useOfferedActions = (): PageActions | undefined => useSyncExternalStore(subscribe, () => current)
