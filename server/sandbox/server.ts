import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from './core/exchange.ts'

const maxBodyBytes = 20 * 1024 * 1024

const tooLarge = jsonResponse(413, {
  error: { type: 'invalid_request_error', message: 'The request body is too large.' },
})

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= maxBodyBytes) chunks.push(chunk)
  }
  return length <= maxBodyBytes ? Buffer.concat(chunks) : undefined
}

async function readRequest(request: IncomingMessage): Promise<SandboxRequest | undefined> {
  const body = await readBody(request)
  if (!body) return undefined
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body,
  }
}

/** Sends the body byte by byte, spread over `overMs`. */
async function drip(response: ServerResponse, body: Buffer, overMs: number): Promise<void> {
  const pauseMs = overMs / Math.max(1, body.length)
  for (const byte of body) {
    if (response.destroyed) return
    response.write(Buffer.of(byte))
    await new Promise(resolve => setTimeout(resolve, pauseMs))
  }
  response.end()
}

async function send(
  response: ServerResponse,
  { status, headers, body, wire }: SandboxResponse,
): Promise<void> {
  if (wire?.kind === 'cut') {
    response.destroy()
    return
  }
  if (wire?.kind === 'hang') return
  response.writeHead(status, { ...headers, 'content-length': body.length })
  if (wire?.kind === 'truncate') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  } else if (wire?.kind === 'drip') {
    await drip(response, body, wire.overMs)
  } else {
    response.end(body)
  }
}

/**
 * A server that answers every request by `handle`. When that throws, nothing can be said of the outcome, because it
 * could not be made durable: the connection is cut, as a crash would.
 */
export function serve(handle: (request: SandboxRequest) => Promise<SandboxResponse>): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const read = await readRequest(request)
    await send(response, read ? await handle(read) : tooLarge)
  }
  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
}
