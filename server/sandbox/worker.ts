import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { WorkerAnswer } from './start.ts'
import { startHere } from './start-here.ts'

const options = z.object({
  port: z.number(),
  host: z.string(),
  dataDir: z.string().optional(),
  seed: z.string(),
  webhookUrl: z.string().optional(),
})
const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('webhookUrl'), url: z.string() }),
])

const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message)
const told = (error: unknown): WorkerAnswer => ({
  type: 'failed',
  message: error instanceof Error ? error.message : String(error),
})

try {
  const running = await startHere(options.parse(workerData))
  parentPort?.on('message', message => {
    const asked = request.parse(message)
    const done = asked.type === 'close' ? running.close() : running.setWebhookUrl(asked.url)
    done.then(() => answer({ type: 'done' })).catch(error => answer(told(error)))
  })
  running.onTravel(aheadMs => parentPort?.postMessage({ type: 'travelled', aheadMs }))
  answer({ type: 'ready', url: running.url })
} catch (error) {
  answer(told(error))
}
