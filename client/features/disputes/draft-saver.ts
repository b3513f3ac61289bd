import { ApiError, factsOf, NoAnswerError } from '#client/lib/api.ts'
import type { DisputeDraft } from '#shared/domain/dispute.ts'
import type { DraftValues } from './draft-values.ts'

export type SaveState =
  | { readonly status: 'saved'; readonly savedAt: number | null }
  /** Typed and not yet on its way. */
  | { readonly status: 'waiting' | 'saving' }
  /** No answer: it is tried again by itself. */
  | { readonly status: 'offline' }
  /** Somebody saved meanwhile; both texts are here. */
  | { readonly status: 'conflict'; readonly theirs: DisputeDraft }
  | { readonly status: 'refused'; readonly message: string }

export interface DraftSaverOptions {
  readonly draft: Pick<DisputeDraft, 'version' | 'savedAt'>
  save(values: DraftValues, version: number): Promise<DisputeDraft>
  /** The draft as it is kept now. */
  load(): Promise<DisputeDraft>
  readonly waitMs?: number
  readonly retryMs?: number
}

/** Saves what is written a moment after it is written, one save at a time, and never over another person's text. */
export class DraftSaver {
  readonly #options: DraftSaverOptions
  readonly #listeners = new Set<() => void>()
  #version: number
  #state: SaveState
  #unsaved: DraftValues | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined

  constructor(options: DraftSaverOptions) {
    this.#options = options
    this.#version = options.draft.version
    this.#state = { status: 'saved', savedAt: options.draft.savedAt }
  }

  /** Of the draft that is kept: a submission names it. */
  get version(): number {
    return this.#version
  }

  get unsaved(): DraftValues | undefined {
    return this.#unsaved
  }

  readonly state = (): SaveState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(values: DraftValues): void {
    this.#unsaved = values
    if (this.#state.status === 'conflict') return
    if (this.#running === undefined) this.#set({ status: 'waiting' })
    this.#schedule(this.#options.waitMs ?? 1_000)
  }

  /** Makes sure that there is a saved draft at all: what was filled in by itself is kept like what was written. */
  touch(values: DraftValues): void {
    if (this.#version === 0 && this.#unsaved === undefined) this.change(values)
  }

  /** What was written before a reload, from the version that it was made from: if another came since, it conflicts. */
  resume(values: DraftValues, version: number): void {
    this.#version = version
    this.change(values)
  }

  /** Saves now what is unsaved. True when everything is kept. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#running
    if (this.#unsaved !== undefined && this.#state.status !== 'conflict') await this.#run()
    return this.#unsaved === undefined
  }

  /** The draft was saved elsewhere while nothing was being written here. False when there is something unsaved. */
  adopt({ version, savedAt }: DisputeDraft): boolean {
    if (this.#unsaved !== undefined || this.#running !== undefined) return false
    this.#version = version
    this.#set({ status: 'saved', savedAt })
    return true
  }

  /** Ends a conflict: what is here goes over theirs, which the caller has shown. */
  async keepMine(): Promise<void> {
    if (this.#state.status !== 'conflict') return
    this.#version = this.#state.theirs.version
    this.#set({ status: 'waiting' })
    await this.flush()
  }

  /** Ends a conflict: the caller puts their text into the form. */
  takeTheirs(): void {
    if (this.#state.status !== 'conflict') return
    const { theirs } = this.#state
    this.#unsaved = undefined
    this.#version = theirs.version
    this.#set({ status: 'saved', savedAt: theirs.savedAt })
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  #run(): Promise<void> {
    this.#running = this.#save().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #save(): Promise<void> {
    const values = this.#unsaved
    if (values === undefined) return
    this.#set({ status: 'saving' })
    try {
      const { version, savedAt } = await this.#options.save(values, this.#version)
      this.#version = version
      // What was typed while it was on its way has a save of its own coming.
      if (this.#unsaved === values) this.#unsaved = undefined
      this.#set(this.#unsaved === undefined ? { status: 'saved', savedAt } : { status: 'waiting' })
    } catch (error) {
      await this.#failed(error)
    }
  }

  async #failed(error: unknown): Promise<void> {
    if (factsOf(error, 'version_conflict')) {
      const theirs = await this.#options.load().catch(() => undefined)
      if (theirs !== undefined) return this.#set({ status: 'conflict', theirs })
    }
    if (error instanceof NoAnswerError || isPassing(error)) {
      this.#set({ status: 'offline' })
      return this.#schedule(this.#options.retryMs ?? 5_000)
    }
    this.#set({ status: 'refused', message: error instanceof Error ? error.message : 'It was not saved.' })
  }

  #set(state: SaveState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** Refusals that end by themselves. */
const passing = new Set(['version_conflict', 'overloaded', 'rate_limited', 'internal', 'stripe_unavailable'])

const isPassing = (error: unknown): boolean => error instanceof ApiError && passing.has(error.code)
