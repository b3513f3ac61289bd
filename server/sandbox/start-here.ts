import type { AddressInfo } from 'node:net'
import { control } from './control/control-api.ts'
import { Sandbox } from './sandbox.ts'
import { serve } from './server.ts'
import type { RunningSandbox, StartOptions } from './start-options.ts'

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

/** Where programs and browsers of this machine reach it: an address that stands for all is none to go to. */
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

/** Starts the embedded Stripe in this thread and resolves when it answers. */
export async function startHere({
  port,
  host,
  dataDir,
  seed,
  webhookUrl,
}: Omit<StartOptions, 'thread'>): Promise<RunningSandbox> {
  let travelled = (_aheadMs: number): void => {}
  const sandbox = new Sandbox({
    seed,
    dataDir,
    url: port === 0 ? undefined : urlOf(host, port),
    onTravel: aheadMs => travelled(aheadMs),
  })
  const server = serve(request =>
    request.path.startsWith('/_sandbox/') ? control(sandbox, request) : sandbox.handle(request),
  )
  try {
    if (webhookUrl !== undefined) await sandbox.setWebhookUrl(webhookUrl)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    await sandbox.close()
    throw error
  }
  const address = server.address()
  const url = urlOf(host, isAddress(address) ? address.port : port)
  sandbox.reachedAt(url)
  return {
    url,
    onTravel(listener) {
      travelled = listener
      listener(sandbox.core.clock.offsetMs)
    },
    setWebhookUrl: url => sandbox.setWebhookUrl(url),
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
      await sandbox.close()
    },
  }
}
