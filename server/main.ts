import path from 'node:path'
import { readSettings } from './env.ts'
import { staticFiles } from './http/static-files.ts'
import { closeServer, listen, portOf } from './listen.ts'
import { createLog } from './log.ts'
import type { Log } from './ports.ts'
import { createProduct, type Product } from './product.ts'

/** The bundle stands in dist/server, and the built client beside it. */
const clientDirectory = path.resolve(import.meta.dirname, '../client')
const requestsGraceMs = 5_000
/** Work that hangs on a silent Stripe is left: it is recorded before it is sent, and the next start takes it up. */
const workGraceMs = 4_000

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const log = createLog(settings.logLevel)
  const product = await createProduct(settings, {
    log,
    client: staticFiles(clientDirectory),
    sandboxInThread: true,
    onFatal: error => {
      log.error({ error }, 'the store failed: stopping, so that nothing is said that is not kept')
      process.exit(1)
    },
  })
  const server = await listen(product.app, settings).catch(async error => {
    await product.stop()
    throw error
  })
  const url = settings.appOrigin ?? `http://${shownHost(settings.host)}:${portOf(server)}`
  await product.start(`http://127.0.0.1:${portOf(server)}`)
  console.log(`Counterfoil is ready: ${url}`)
  stopOnSignal(product, () => closeServer(server, requestsGraceMs), log)
}

const shownHost = (host: string): string => (host === '0.0.0.0' || host === '::' ? 'localhost' : host)

/** Ends within ten seconds, whatever hangs: supervisors kill what takes longer. */
function stopOnSignal(product: Product, closeHttp: () => Promise<void>, log: Log): void {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    product.drain()
    await closeHttp()
    setTimeout(() => {
      log.warn({}, 'stopped with work under way: the next start goes on with it')
      process.exit(0)
    }, workGraceMs)
    await product.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())
}

process.on('unhandledRejection', error => {
  throw error
})

/** A wrong setting, a taken port or an unusable directory is told in its own words; a fault of ours with its place. */
const isOurs = (error: unknown): boolean => error instanceof TypeError || error instanceof RangeError

start().catch((error: unknown) => {
  console.error(error instanceof Error && !isOurs(error) ? error.message : error)
  process.exit(1)
})
