import { useSyncExternalStore } from 'react'

const tickMs = 5_000
const listeners = new Set<() => void>()
let aheadMs = 0
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** Milliseconds since the epoch, by the desk's clock: a sandbox may have been taken ahead of this computer's. */
export const nowMs = (): number => Date.now() + aheadMs

/** When something was read, as the browser noted it, by the desk's clock; 0 stays "never". */
export const deskTime = (browserMs: number): number => (browserMs === 0 ? 0 : browserMs + aheadMs)

/** Called with what the desk says of its clock. */
export function setClockAhead(byMs: number): void {
  if (byMs === aheadMs) return
  aheadMs = byMs
  tick()
}

function tick(): void {
  now = nowMs()
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
  if (timer === undefined && nowMs() - now > tickMs) now = nowMs()
  return now
}

/** `nowMs`, moving every five seconds for the whole page at once. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, read)
