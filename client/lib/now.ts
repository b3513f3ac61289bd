import { useSyncExternalStore } from 'react'

const tickMs = 5_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** At the first reading after a pause the clock may be old by any length. */
function read(): number {
  if (timer === undefined && Date.now() - now > tickMs) now = Date.now()
  return now
}

/** Milliseconds since the epoch, moving every five seconds for the whole page at once. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, read)
