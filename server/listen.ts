import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

/** Nobody keeps a socket busy by sending slowly. */
const headersTimeoutMs = 10_000
const requestTimeoutMs = 15_000

/** @throws in plain words when the port is taken. */
export function listen(app: Express, { port, host }: { port: number; host: string }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) =>
      error ? reject(plainWords(error, port)) : resolve(server),
    )
    server.headersTimeout = headersTimeoutMs
    server.requestTimeout = requestTimeoutMs
  })
}

function plainWords(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use. Set PORT to another one, or 0 for any free one.`)
  if (code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this user has. Set PORT to another one.`)
  return error
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** Lets what runs come to its end for a while, then cuts what is left: idle connections never hold it up. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}
