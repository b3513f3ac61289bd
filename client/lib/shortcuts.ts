import { useEffect, useEffectEvent } from 'react'

const fields = 'input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable=true]'
const overlays = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** Whether a bare key now belongs to a field or to something that lies over the page. */
function isTaken(event: KeyboardEvent): boolean {
  const at = event.target
  const inField = at instanceof Element && at.closest(fields) !== null
  return inField || document.querySelector(overlays) !== null
}

/** `Mod` is Ctrl, or Cmd on a Mac. */
function pressed(event: KeyboardEvent): string {
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `Mod+${name}` : event.altKey ? `Alt+${name}` : name
}

let prefix: { key: string; at: number } | undefined
const sequenceMs = 1_500

/** The key with what was pressed just before it, so that `g` and then `d` is `g d`. */
function withPrefix(event: KeyboardEvent): string[] {
  const key = pressed(event)
  return prefix && event.timeStamp - prefix.at < sequenceMs ? [`${prefix.key} ${key}`] : [key]
}

// Listens last, on the window's bubble phase after every shortcut has read the prefix.
function remember(event: KeyboardEvent): void {
  if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return
  prefix =
    pressed(event) === 'g' && !event.defaultPrevented && !isTaken(event)
      ? { key: 'g', at: event.timeStamp }
      : undefined
}

const handlers = new Set<(event: KeyboardEvent) => void>()

function dispatch(event: KeyboardEvent): void {
  for (const handler of [...handlers].reverse()) {
    if (!event.defaultPrevented) handler(event)
  }
  remember(event)
}

function listen(handler: (event: KeyboardEvent) => void): () => void {
  if (handlers.size === 0) addEventListener('keydown', dispatch)
  handlers.add(handler)
  return () => {
    handlers.delete(handler)
    if (handlers.size === 0) removeEventListener('keydown', dispatch)
  }
}

/**
 * While the component stands, each key calls its action: `{ j: next, 'Mod+k': open, 'g d': goToDisputes }`.
 * Bare keys rest in fields and under dialogs and menus; what was mounted last is asked first.
 */
export function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    for (const key of withPrefix(event)) {
      const action = actions[key]
      if (!action || (!key.startsWith('Mod+') && isTaken(event))) continue
      event.preventDefault()
      action()
    }
  })
  useEffect(() => listen(event => onKey(event)), [])
}
