import { createHmac } from 'node:crypto'

/** The `Stripe-Signature` of a payload sent at `timestamp` (seconds), one `v1` for each secret. */
export function signatureHeader(payload: string, timestamp: number, secrets: readonly string[]): string {
  const signatures = secrets.map(
    secret => `v1=${createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex')}`,
  )
  return [`t=${timestamp}`, ...signatures].join(',')
}
