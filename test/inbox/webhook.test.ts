import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webhookHandler } from '#server/features/webhooks/webhook-handler.ts'
import { problemHandler } from '#server/http/problems.ts'
import { keptLog } from '#test/store/quiet-ports.ts'
import { handlerOf, type RunningInbox, runInbox } from './running-inbox.ts'
import { eventBody, headerFor } from './signed-event.ts'

let running: RunningInbox
let url = ''
let close = async (): Promise<void> => {}

beforeAll(async () => {
  running = await runInbox([handlerOf('count', () => {})])
  const app = express()
  app.all('/webhooks/stripe', webhookHandler(running.inbox, keptLog()))
  app.use(problemHandler(keptLog()))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`
  close = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await running.dispose()
  }
})
afterAll(() => close())

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers, redirect: 'error' })
const signed = (body: string) => ({ 'stripe-signature': headerFor(body, running.clock.now()) })

describe('POST /webhooks/stripe', () => {
  it('answers 200 to a signed event and keeps the very bytes, whatever their content type', async () => {
    for (const type of ['application/json; charset=utf-8', 'text/plain', 'application/octet-stream']) {
      const body = eventBody({ object: { note: 'caf\\u00e9 ☕', amount: 1e2 } })
      const answer = await post(body, { ...signed(body), 'content-type': type })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toBeNull()
      const kept = await running.store.events.payload(JSON.parse(body).id)
      const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
      expect(sha(kept ?? Buffer.of())).toBe(sha(Buffer.from(body)))
    }
  })

  it('takes an event of a megabyte', async () => {
    const body = eventBody({ id: 'evt_big', object: { note: 'x'.repeat(1_000_000) } })
    expect((await post(body, signed(body))).status).toBe(200)
    expect(await running.event('evt_big')).toMatchObject({ size: Buffer.byteLength(body) })
  })

  it('answers a wrong signature with a problem that says nothing of the body', async () => {
    const body = eventBody({ id: 'evt_forged' })
    const answer = await post(body, { 'stripe-signature': 't=1,v1=00' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'invalid_signature', status: 400 })
    expect(text).not.toContain('evt_forged')
    expect(await running.store.events.get('evt_forged')).toBeUndefined()
  })

  it('refuses more than 4 MB, declared or not, and goes on', async () => {
    const huge = Buffer.alloc(4 * 1024 * 1024 + 1, 'a')
    const stream = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 5; sent += 1) controller.enqueue(huge.subarray(0, 1024 * 1024))
        controller.close()
      },
    })
    const declared = await post(huge, signed('')).catch(() => undefined)
    const chunked = await fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit).catch(
      () => undefined,
    )
    // The answer may come before the client has sent all; then it sees the connection end instead.
    for (const answer of [declared, chunked]) expect(answer?.status ?? 413).toBe(413)
    const body = eventBody()
    expect((await post(body, signed(body))).status).toBe(200)
  })

  it('does not inflate what says it is compressed', async () => {
    const body = eventBody()
    expect((await post(body, { ...signed(body), 'content-encoding': 'gzip' })).status).toBe(200)
  })

  it('is there for POST alone', async () => {
    const answer = await fetch(url)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
  })

  it('answers an empty body as it does a wrong signature', async () => {
    expect((await post('')).status).toBe(400)
  })
})
