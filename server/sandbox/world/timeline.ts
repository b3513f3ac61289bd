import type { Calendar } from './calendar.ts'
import type { HistoryWork } from './history-work.ts'

type Step = (work: HistoryWork) => void

/** What happened, told in any order and played from the oldest to the newest. */
export class Timeline {
  readonly #steps: { readonly agoMs: number; readonly atMs: number; readonly step: Step }[] = []
  readonly baseTimeMs: number
  readonly #calendar: Calendar

  constructor(baseTimeMs: number, calendar: Calendar) {
    this.baseTimeMs = baseTimeMs
    this.#calendar = calendar
  }

  /**
   * `step` at `agoMs` before the base time. Steps play by `agoMs`, so that their order is the same at any base time;
   * `atMs` may set the clock a little otherwise, as calendar months do.
   */
  at(agoMs: number, step: Step, atMs = this.baseTimeMs - agoMs): void {
    this.#steps.push({ agoMs, atMs, step })
  }

  /** `step` at its place in the order of things, and at a day and an hour at which people buy. */
  usually(agoMs: number, step: Step): void {
    this.at(agoMs, step, this.#calendar.momentOf(agoMs))
  }

  play(work: HistoryWork): void {
    this.#steps.sort((a, b) => b.agoMs - a.agoMs)
    for (const { atMs, step } of this.#steps) {
      work.travelTo(Math.min(atMs, this.baseTimeMs - 1000))
      step(work)
    }
  }
}
