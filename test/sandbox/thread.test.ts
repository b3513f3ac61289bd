import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Start from '#server/sandbox/start.ts'
import { buildSandbox } from './built-sandbox.ts'
import { clientOf } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { startReceiver } from './webhook-receiver.ts'

/** The built module, which alone finds its worker's file. */
async function builtStart(): Promise<typeof Start.startSandbox> {
  const folder = await buildSandbox('thread')
  const built: typeof Start = await import(
    /* @vite-ignore */ pathToFileURL(path.join(folder, 'start.js')).href
  )
  return built.startSandbox
}

test('it runs in a worker thread as it does in this one, and tells why it cannot start', async () => {
  const startSandbox = await builtStart()
  const options = { port: 0, host: '127.0.0.1', seed: 'empty', thread: true, dataDir: temporaryDirectory() }
  const running = await startSandbox(options)
  onTestFinished(() => running.close())
  const receiver = await startReceiver(200)
  await running.setWebhookUrl(receiver.url)
  const customer = await clientOf(running.url).customers.create({ name: 'Ada' })
  await receiver.waitFor(1)
  expect(receiver.arrivals[0]?.body).toContain(customer.id)

  const travels: number[] = []
  running.onTravel(aheadMs => travels.push(aheadMs))
  await fetch(`${running.url}/_sandbox/clock`, { method: 'POST', body: '{"advanceMs":60000}' })
  await vi.waitFor(() => expect(travels).toEqual([0, 60_000]))

  await expect(startSandbox(options)).rejects.toThrow('in use by another sandbox')
  const port = Number(new URL(running.url).port)
  const taken = startSandbox({ ...options, port, dataDir: temporaryDirectory() })
  await expect(taken).rejects.toThrow('EADDRINUSE')
}, 60_000)
