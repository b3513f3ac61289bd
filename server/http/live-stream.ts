import type { Request, RequestHandler, Response } from 'express'
import type { Changes, Clock } from '#server/ports.ts'
import type { Change, StreamMessage } from '#shared/api/stream.ts'

const coalesceMs = 16
const checkMs = 4_000
/** A client that has this much unread is cut; it reads everything again when it comes back. */
const stalledBytes = 256 * 1024

interface Listener {
  readonly response: Response
  stillSignedIn(): Promise<boolean>
}

export interface LiveStream extends Changes {
  /** The stream of one page; `stillSignedIn` is asked every few seconds, and a no ends it. */
  handler(signedIn: (request: Request) => Promise<boolean>): RequestHandler
  close(): void
}

/** Server-sent events: all changes of 16 ms become one message, made once and written to every page. */
export function createLiveStream(clock: Clock): LiveStream {
  const listeners = new Set<Listener>()
  let waiting = new Map<string, Change>()
  let sequence = 0
  let closed = false

  const drop = (listener: Listener) => {
    listeners.delete(listener)
    listener.response.end()
  }
  const write = (text: string) => {
    for (const listener of listeners) {
      if (listener.response.writableLength > stalledBytes) listener.response.destroy()
      else listener.response.write(text)
    }
  }
  const flush = () => {
    const message: StreamMessage = { changes: [...waiting.values()] }
    waiting = new Map()
    sequence += 1
    write(`id: ${sequence}\ndata: ${JSON.stringify(message)}\n\n`)
  }
  const check = async () => {
    for (const listener of listeners) {
      if (!(await listener.stillSignedIn().catch(() => false))) drop(listener)
    }
    write(': still here\n\n')
  }
  const watch = () => {
    if (closed) return
    clock.after(checkMs, () => void check().finally(watch))
  }
  watch()

  return {
    publish(...changes) {
      if (waiting.size === 0 && changes.length > 0) clock.after(coalesceMs, flush)
      for (const change of changes) waiting.set(`${change.topic} ${change.id}`, change)
    },
    handler: signedIn => (request, response) => {
      response.status(200).set(streamHeaders)
      response.flushHeaders()
      response.write('retry: 2000\n\n')
      const listener = { response, stillSignedIn: () => signedIn(request) }
      listeners.add(listener)
      response.on('close', () => listeners.delete(listener))
      if (closed) drop(listener)
    },
    close() {
      closed = true
      for (const listener of listeners) drop(listener)
    },
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}
