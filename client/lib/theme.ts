import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

/** Where the choice is kept; `public/theme.js` reads it before the first paint. */
const key = 'theme'
const listeners = new Set<() => void>()

const isTheme = (text: string | null): text is Theme =>
  text === 'light' || text === 'dark' || text === 'system'

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(key)
    return isTheme(stored) ? stored : 'system'
  } catch {
    return 'system'
  }
}

let chosen: Theme = readTheme()
const system = matchMedia('(prefers-color-scheme: dark)')

function paint(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && system.matches)
  document.documentElement.classList.toggle('dark', dark)
}

system.addEventListener('change', paint)
// Another window of the desk chose.
addEventListener('storage', event => {
  if (event.key === key) adopt(readTheme())
})

function adopt(theme: Theme): void {
  chosen = theme
  paint()
  for (const listener of listeners) listener()
}

export function setTheme(theme: Theme): void {
  adopt(theme)
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => chosen)
