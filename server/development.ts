import type { RequestHandler } from 'express'
import { readSettings } from './env.ts'
import { createLog } from './log.ts'
import { createProduct } from './product.ts'

/** Vite serves the client itself; what it does not know is nobody's. */
const noClient: RequestHandler = (_request, _response, next) => next()

/** The desk inside Vite's development server, with the sandbox in the same thread. */
export async function startDevelopment(
  origin: string,
): Promise<{ handle: RequestHandler; stop(): Promise<void> }> {
  const settings = readSettings(process.env)
  const log = createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel)
  const onFatal = (error: Error) => {
    throw error
  }
  const product = await createProduct(settings, { log, client: noClient, sandboxInThread: false, onFatal })
  await product.start(origin)
  return {
    handle: product.app,
    stop: () => {
      product.drain()
      return product.stop()
    },
  }
}
