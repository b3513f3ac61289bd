import type { Clock } from '#server/ports.ts'

export interface OwnedClock extends Clock {
  /** Moves time on and runs what falls due, in order of time. */
  advance(ms: number): void
}

export function ownedClock(start = Date.UTC(2026, 10, 24, 11, 0, 0)): OwnedClock {
  let now = start
  const tasks = new Set<{ at: number; task: () => void }>()
  return {
    now: () => now,
    after(delayMs, task) {
      const entry = { at: now + delayMs, task }
      tasks.add(entry)
      return () => void tasks.delete(entry)
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        tasks.delete(due)
        now = Math.max(now, due.at)
        due.task()
      }
      now = end
    },
  }
}
