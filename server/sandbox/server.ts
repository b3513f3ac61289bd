import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from './core/exchange.ts'

const maxBodyBytes = 20 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > maxBodyBytes) throw new Error('The request body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function readRequest(request: IncomingMessage): Promise<SandboxRequest> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: await readBody(request),
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

/** A server that answers every request by `handle`; a request that breaks it is cut off, as a crash would. */
export function serve(handle: (request: SandboxRequest) => Promise<SandboxResponse>): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await send(response, await handle(await readRequest(request)))
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The sandbox failed'
      if (response.headersSent) response.destroy()
      else await send(response, jsonResponse(500, { error: { type: 'api_error', message } }))
    }
  }
  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
}
