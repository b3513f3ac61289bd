import http from 'node:http'
import type { AddressInfo } from 'node:net'

type State = 'open' | 'refused' | 'silent'

/** The line between the desk and Stripe, which a test can cut or make silent. */
export interface StripeLine {
  readonly url: string
  set(state: State): void
  close(): Promise<void>
}

export async function stripeLine(upstream: string): Promise<StripeLine> {
  let state: State = 'open'
  const server = http.createServer((request, response) => {
    if (state === 'refused') return void request.socket.destroy()
    if (state === 'silent') return
    const { method, headers, url = '/' } = request
    const onward = http.request(upstream + url, { method: method ?? 'GET', headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => request.socket.destroy())
    request.pipe(onward)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      state = next
      // What hangs on a line that is no longer silent is cut, as a network does it.
      server.closeAllConnections()
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
