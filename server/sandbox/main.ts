import path from 'node:path'
import { z } from 'zod'
import { publishableKey, secretKey, webhookSecret } from './core/authenticate.ts'
import { startSandbox } from './start.ts'

const environment = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4243),
    SANDBOX_SEED: z.string().min(1).default('company'),
    SANDBOX_WEBHOOK_URL: z.url().optional(),
    DATA_DIR: z.string().min(1).default('./data'),
    HOST: z.string().min(1).default('127.0.0.1'),
  })
  .safeParse(process.env)

if (!environment.success) {
  console.error(`The sandbox cannot start:\n${z.prettifyError(environment.error)}`)
  process.exit(1)
}

const { SANDBOX_PORT, SANDBOX_SEED, SANDBOX_WEBHOOK_URL, DATA_DIR, HOST } = environment.data
const sandbox = await startSandbox({
  port: SANDBOX_PORT,
  host: HOST,
  seed: SANDBOX_SEED,
  dataDir: path.resolve(DATA_DIR, 'sandbox'),
  // A thread can be given the room that seeding wants; the process has what it was started with.
  thread: true,
  webhookUrl: SANDBOX_WEBHOOK_URL,
}).catch((error: unknown) => {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
console.log(
  [
    `Stripe sandbox on ${sandbox.url}`,
    `  secret key      ${secretKey}`,
    `  publishable key ${publishableKey}`,
    `  webhook secret  ${webhookSecret}`,
    `  webhook URL     ${SANDBOX_WEBHOOK_URL ?? `none: POST ${sandbox.url}/_sandbox/deliveries {"url": "…"}`}`,
  ].join('\n'),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
