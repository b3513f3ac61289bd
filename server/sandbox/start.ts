import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { startHere } from './start-here.ts'
import type { RunningSandbox, StartOptions } from './start-options.ts'

export type { RunningSandbox }

/** What the worker thread answers to each request of this one. */
export const workerAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), url: z.string() }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
])
export type WorkerAnswer = z.infer<typeof workerAnswer>

/** What the worker thread tells unasked. */
const workerNews = z.object({ type: z.literal('travelled'), aheadMs: z.number() })

/** Starts the embedded Stripe and resolves when it answers. @throws when the port is taken, or the data directory in use or damaged. */
export function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  return options.thread ? startInThread(options) : startHere(options)
}

/** The bundler may put this module into a folder below the worker's entry. */
function workerFile(): string {
  const here = import.meta.dirname
  const places = [here, path.dirname(here)].map(folder => path.join(folder, 'sandbox-worker.js'))
  const found = places.find(place => existsSync(place))
  if (found === undefined) throw new Error(`No sandbox-worker.js beside ${here}: build the server first`)
  return found
}

type Request = { readonly type: 'close' } | { readonly type: 'webhookUrl'; readonly url: string }

/** The worker's next answer. @throws what ended the worker instead. */
function nextAnswer(worker: Worker): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      act()
    }
    const onMessage = (message: unknown): void => {
      if (!workerNews.safeParse(message).success) settle(() => resolve(workerAnswer.parse(message)))
    }
    const onError = (error: Error): void => settle(() => reject(error))
    worker.on('message', onMessage)
    worker.on('error', onError)
  })
}

/** Listens from the first moment on, for whoever asks later. */
function travelsOf(worker: Worker): RunningSandbox['onTravel'] {
  let aheadMs = 0
  let travelled = (_aheadMs: number): void => {}
  worker.on('message', message => {
    const news = workerNews.safeParse(message)
    if (!news.success) return
    aheadMs = news.data.aheadMs
    travelled(aheadMs)
  })
  return listener => {
    travelled = listener
    listener(aheadMs)
  }
}

/** Room for what the seeding makes and drops at once: collected in small portions it costs a second more. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 }

async function startInThread(options: StartOptions): Promise<RunningSandbox> {
  const worker = new Worker(workerFile(), { workerData: options, resourceLimits })
  const onTravel = travelsOf(worker)
  const first = await nextAnswer(worker)
  if (first.type !== 'ready') {
    throw new Error(first.type === 'failed' ? first.message : 'The sandbox did not start')
  }
  // To the desk this is Stripe being away, which it survives; a person should know why.
  worker.on('error', error => process.emitWarning(`The sandbox has ended: ${error.message}`))
  // One request at a time, so that each answer belongs to the request before it.
  let queue: Promise<unknown> = Promise.resolve()
  const ask = (request: Request): Promise<void> => {
    const asked = queue.then(async () => {
      const answer = nextAnswer(worker)
      worker.postMessage(request)
      const told = await answer
      if (told.type === 'failed') throw new Error(told.message)
    })
    queue = asked.catch(() => {})
    return asked
  }
  return {
    url: first.url,
    onTravel,
    setWebhookUrl: url => ask({ type: 'webhookUrl', url }),
    async close() {
      await ask({ type: 'close' })
      await worker.terminate()
    },
  }
}
