import type { IncomingMessage } from 'node:http'
import { Problem } from '#server/problem.ts'

/** The peer went away before its body was whole: there is nobody to answer. */
export class BodyAbortedError extends Error {
  override readonly name = 'BodyAbortedError'
}

/**
 * The body's bytes as they came: nothing is inflated or decoded, because the signature is over these very bytes.
 * @throws {Problem} `too_large` past the limit, told before the rest is read. @throws {BodyAbortedError}
 */
export function readRawBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new Problem('too_large', 'The body is too large for an event.', { limitBytes })
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limitBytes) chunks.push(chunk)
      else {
        request.pause()
        reject(tooLarge())
      }
    })
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new BodyAbortedError('The request was cut')))
  })
}
