import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

export type SignatureVerdict = 'valid' | 'invalid' | 'too_old'

/** Says whether Stripe signed these bytes: `header` as Node gives it, `nowMs` since the epoch. Never throws. */
export type SignatureVerifier = (
  payload: Uint8Array,
  header: string | readonly string[] | undefined,
  nowMs: number,
) => SignatureVerdict

/** Stripe's own default: https://docs.stripe.com/webhooks/signature */
const toleranceSeconds = 300
const hexSignature = /^[0-9a-f]{64}$/
/** While a secret is rolled there are two; a header with hundreds is somebody making work. */
const mostSignatures = 16

interface SignedHeader {
  readonly timestamp: string
  readonly signatures: readonly Buffer[]
}

/**
 * Checks against every secret, so that one can be rolled without losing an event. A signature counts whatever its age
 * first, so that `too_old` is said only of what Stripe (or somebody who captured it) really sent.
 * @throws {Error} when no secret is given, or a blank one: an empty key would let everybody sign.
 */
export function createSignatureVerifier(secrets: readonly string[]): SignatureVerifier {
  if (secrets.length === 0) throw new Error('No webhook secret was given')
  const keys = secrets.map(secret => {
    if (secret.trim() === '') throw new Error('A webhook secret is blank')
    return createSecretKey(secret, 'utf8')
  })
  return (payload, header, nowMs) => {
    const signed = typeof header === 'string' ? parseHeader(header) : undefined
    if (signed === undefined) return 'invalid'
    // No early end: how long it takes tells nothing of which secret or signature was near.
    let matches = 0
    for (const key of keys) {
      const expected = sign(key, signed.timestamp, payload)
      for (const given of signed.signatures) matches += timingSafeEqual(expected, given) ? 1 : 0
    }
    if (matches === 0) return 'invalid'
    // A time in the future passes, as with Stripe's own library: the other clock may be ahead.
    return Math.floor(nowMs / 1000) - Number(signed.timestamp) > toleranceSeconds ? 'too_old' : 'valid'
  }
}

const sign = (key: KeyObject, timestamp: string, payload: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${timestamp}.`).update(payload).digest()

/** `t=1700000000,v1=…,v1=…,v0=…`: only `v1` counts. */
function parseHeader(header: string): SignedHeader | undefined {
  let timestamp: string | undefined
  const signatures: Buffer[] = []
  for (const part of header.split(',')) {
    const at = part.indexOf('=')
    const value = part.slice(at + 1)
    if (part.slice(0, at) === 't') timestamp = value
    else if (part.slice(0, at) === 'v1' && hexSignature.test(value))
      signatures.push(Buffer.from(value, 'hex'))
  }
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return undefined
  if (signatures.length === 0 || signatures.length > mostSignatures) return undefined
  return { timestamp, signatures }
}
