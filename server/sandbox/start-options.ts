export interface StartOptions {
  /** `0` picks a free one. */
  readonly port: number
  readonly host: string
  /** The sandbox's own directory, `DATA_DIR/sandbox`; without it nothing outlives the process. */
  readonly dataDir?: string | undefined
  /** Names the seeded world: `empty` or a company. */
  readonly seed: string
  /** Whether it runs in a worker thread, which needs the built server. */
  readonly thread: boolean
  /** Where events are sent; `setWebhookUrl` may tell it later. */
  readonly webhookUrl?: string | undefined
}

export interface RunningSandbox {
  /** Such as `http://127.0.0.1:4243`. */
  readonly url: string
  /** Calls `listener` now and whenever the sandbox's clock is moved, with how far it is ahead of real time. */
  onTravel(listener: (aheadMs: number) => void): void
  /** Has all events sent there from now on, also those that still wait. */
  setWebhookUrl(url: string): Promise<void>
  /** Ends it; what was answered for stays. */
  close(): Promise<void>
}
