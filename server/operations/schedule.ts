/** Stripe keeps a key for 24 h at least; past this a repeat might be a second change. */
export const keyLivesMs = 23 * 60 * 60 * 1000

/** How long nothing may have been sent before a look that finds nothing counts: slow requests are over by then. */
export const quietMs = 15 * 60 * 1000

/** Looks that must agree that it is not there, before a person is asked. */
export const cleanLooksNeeded = 2
export const betweenLooksMs = 60_000

/** What Stripe accepted as pending ends by webhook; this is how often it is looked at besides. */
export const pendingLookMs = 60 * 60 * 1000

/** A worker that is silent for longer has lost the operation to another. Longer than one call with its checks. */
export const leaseMs = 60_000

/** A request older than this is checked again before it is sent: what was true then may not be. */
export const checkHoldsMs = 60_000

const unknownDelaysMs = [2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000]
const busyDelaysMs = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000]

/** ±20 %, the same for the same operation and try, so that many do not come back at once. */
function jittered(delayMs: number, id: string, attempt: number): number {
  let sum = attempt * 7_919
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003
  return Math.round(delayMs * (0.8 + (0.4 * (sum % 1_000)) / 1_000))
}

const delayAt = (delaysMs: readonly number[], count: number): number =>
  delaysMs[Math.min(Math.max(count, 1), delaysMs.length) - 1] ?? 0

export const afterUnknownMs = (id: string, attempt: number): number =>
  jittered(delayAt(unknownDelaysMs, attempt), id, attempt)

/** Never sooner than Stripe asked for. */
export const afterBusyMs = (id: string, attempt: number, askedMs: number): number =>
  Math.max(askedMs, jittered(delayAt(busyDelaysMs, attempt), id, attempt))
