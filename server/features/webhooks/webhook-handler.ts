import type { RequestHandler } from 'express'
import type { Inbox } from '#server/inbox/inbox-port.ts'
import type { Log } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import { BodyAbortedError, readRawBody } from './raw-body.ts'

const mebibyte = 1024 * 1024
const limitBytes = 4 * mebibyte
/** Bodies held in memory at once, over all requests: past it Stripe is asked to come again. */
const mostBytesHeld = 256 * mebibyte

/**
 * `POST /webhooks/stripe`. Stands before every parser and cookie. Answers 200 when the event is durable and not before;
 * everything else goes on to the problem handler.
 */
export function webhookHandler(inbox: Inbox, log: Log): RequestHandler {
  let held = 0
  return async (request, response) => {
    if (request.method !== 'POST')
      throw new Problem('method_not_allowed', 'Stripe posts here.', { allow: ['POST'] })
    // Without a declared length it may become the most that one may be.
    const declared = Number(request.headers['content-length'] ?? limitBytes)
    const reserved = Math.min(Number.isFinite(declared) ? declared : limitBytes, limitBytes)
    if (held + reserved > mostBytesHeld)
      throw new Problem('overloaded', 'Too many events at once. Send it again.', { retryAfterMs: 1_000 })
    held += reserved
    try {
      const payload = await readRawBody(request, limitBytes)
      const receipt = await inbox.receive(payload, request.headers['stripe-signature'])
      response
        .status(200)
        .type('json')
        .send(`{"received":true,"duplicate":${receipt === 'duplicate'}}`)
    } catch (error) {
      if (error instanceof BodyAbortedError) return void log.debug({}, 'a webhook was cut before its end')
      // What was not read is not waited for.
      if (!request.complete) response.set('connection', 'close')
      throw error
    } finally {
      held -= reserved
    }
  }
}
