import { fork } from 'node:child_process'
import fs from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import express from 'express'
import Stripe from 'stripe'
import * as z from 'zod'
import { createIds, systemClock } from '#server/clock.ts'
import { webhookHandler } from '#server/features/webhooks/webhook-handler.ts'
import { createInbox } from '#server/inbox/inbox.ts'
import type { Log } from '#server/ports.ts'
import { startSandbox } from '#server/sandbox/start.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'

/** What is measured, each in a process of its own, so that its processor time is its own. */
export const variants = ['no-storage', 'durable', 'sandbox'] as const
export type Variant = (typeof variants)[number]
export const secret = 'whsec_bench'

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }
const told = z.object({ url: z.string(), cpuMicros: z.number(), rssBytes: z.number() })

export interface Subject {
  readonly url: string
  /** Processor time used so far in µs, and the memory of the process. */
  usage(): Promise<{ readonly cpuMicros: number; readonly rssBytes: number }>
  stop(): void
}

/** Starts the variant in a child process of this same program. */
export function startSubject(variant: Variant, directory = ''): Promise<Subject> {
  const child = fork(process.argv[1] ?? '', ['--subject', variant, directory], { stdio: 'inherit' })
  const ask = () =>
    new Promise<z.infer<typeof told>>((resolve, reject) => {
      child.once('message', message => resolve(told.parse(message)))
      child.once('exit', code => reject(new Error(`${variant} ended with ${code}`)))
    })
  return ask().then(({ url }) => ({
    url,
    usage: () => {
      const answer = ask()
      child.send('usage')
      return answer
    },
    stop: () => void child.kill('SIGKILL'),
  }))
}

/** The child's side. */
export async function runSubject(variant: Variant, directory: string): Promise<void> {
  const url = variant === 'sandbox' ? await sandbox() : await webhookServer(variant, directory)
  const tell = () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ url, cpuMicros: user + system, rssBytes: process.memoryUsage().rss })
  }
  process.on('message', tell)
  tell()
}

async function sandbox(): Promise<string> {
  const running = await startSandbox({ port: 0, host: '127.0.0.1', seed: 'company', thread: false })
  return running.url
}

async function webhookServer(variant: Variant, directory: string): Promise<string> {
  const app = express()
  app.disable('x-powered-by')
  if (variant === 'no-storage') {
    app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), (request, response) => {
      Stripe.webhooks.constructEvent(request.body, String(request.headers['stripe-signature']), secret)
      response.json({ received: true })
    })
  } else {
    app.all('/webhooks/stripe', await durableHandler(directory))
  }
  const server = await new Promise<Server>(resolve => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function durableHandler(directory: string) {
  const home = directory || fs.mkdtempSync(path.join(os.tmpdir(), 'counterfoil-bench-'))
  const onFatal = (error: Error) => {
    throw error
  }
  const store = await openEmbeddedStore({ directory: home, clock: systemClock, log: quiet, onFatal })
  const inbox = createInbox({
    store,
    clock: systemClock,
    log: quiet,
    changes: { publish() {} },
    handlers: [],
    mode: { livemode: false, accountId: null },
    audit: { append: async () => {}, record: async () => {} },
    secrets: [secret, createIds(systemClock).next('whsec')],
  })
  await inbox.start()
  return webhookHandler(inbox, quiet)
}
