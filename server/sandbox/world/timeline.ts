import type { HistoryWork } from './history-work.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const monthMs = 30.4375 * dayMs

type Step = (work: HistoryWork) => void

/** What happened, told in any order and played from the oldest to the newest. */
export class Timeline {
  readonly #steps: { readonly agoMs: number; readonly atMs: number; readonly step: Step }[] = []
  readonly baseTimeMs: number

  constructor(baseTimeMs: number) {
    this.baseTimeMs = baseTimeMs
  }

  /**
   * `step` at `agoMs` before the base time. Steps play by `agoMs`, so that their order is the same at any base time;
   * `atMs` may set the clock a little otherwise, as calendar months do.
   */
  at(agoMs: number, step: Step, atMs = this.baseTimeMs - agoMs): void {
    this.#steps.push({ agoMs, atMs, step })
  }

  play(work: HistoryWork): void {
    this.#steps.sort((a, b) => b.agoMs - a.agoMs)
    for (const { atMs, step } of this.#steps) {
      work.travelTo(Math.min(atMs, this.baseTimeMs - 1000))
      step(work)
    }
  }
}
