import readline from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { role } from '#shared/domain/permissions.ts'
import { addAccount } from './access/accounts.ts'
import { createAudit } from './access/audit.ts'
import { readAuditKey } from './audit-key.ts'
import { createIds, systemClock } from './clock.ts'
import { readSettings, type Settings } from './env.ts'
import { createLog } from './log.ts'
import { openEmbeddedStore } from './store/embedded/open.ts'
import type { Store } from './store/port.ts'

const usage = `Usage: npm run cli -- <command>

  doctor                                        is the installation sound?
  audit verify                                  is the chain of audit entries whole?
  user add --email E --name N --role R          add a person; the password is asked for, or read from standard input

The desk must be stopped: its data directory belongs to one process at a time.`

/** The command cannot be carried out; the message says what to do instead. */
class CommandError extends Error {
  override readonly name = 'CommandError'
}

async function withStore<T>(settings: Settings, work: (store: Store) => Promise<T>): Promise<T> {
  const onFatal = (error: Error) => {
    throw error
  }
  const log = createLog('warn')
  const store = await openEmbeddedStore({ directory: settings.dataDir, clock: systemClock, log, onFatal })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function verifyAudit(settings: Settings): Promise<string> {
  const key = readAuditKey(settings.dataDir)
  const result = await withStore(settings, store => createAudit({ store, clock: systemClock, key }).verify())
  if (result.intact) return `The audit log is whole: ${result.entries} entries.`
  throw new CommandError(
    `The audit log was changed: entry ${result.firstBadSequence} is the first that does not fit.`,
  )
}

async function doctor(settings: Settings): Promise<string> {
  const lines = [
    `Node ${process.version}`,
    `Mode ${settings.mode}${settings.mode === 'sandbox' ? ' (no STRIPE_SECRET_KEY)' : ''}`,
    `Data ${settings.dataDir}`,
  ]
  await withStore(settings, async store => {
    const counts = await store.events.counts()
    lines.push(
      `Events ${Object.values(counts).reduce((sum, count) => sum + count, 0)}, of them dead ${counts.dead}`,
    )
  })
  return [...lines, await verifyAudit(settings), 'Everything is sound.'].join('\n')
}

async function readPassword(): Promise<string> {
  const terminal = readline.createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stderr : undefined,
  })
  const password = await terminal.question(process.stdin.isTTY ? 'Password (it is shown): ' : '')
  terminal.close()
  return password
}

async function addUser(settings: Settings, args: readonly string[]): Promise<string> {
  const options = { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options })
  const wanted = role.safeParse(values.role)
  if (!values.email?.includes('@')) throw new CommandError('--email is missing or is no address.')
  if (!values.name) throw new CommandError('--name is missing.')
  if (!wanted.success) throw new CommandError(`--role must be one of ${role.options.join(', ')}.`)
  const person = { email: values.email, name: values.name, role: wanted.data, password: await readPassword() }
  const ids = createIds(systemClock)
  const account = await withStore(settings, store => addAccount({ store, ids, clock: systemClock }, person))
  return `Added ${account.name} as ${account.role}.`
}

async function run([command, verb, ...rest]: readonly string[]): Promise<string> {
  const settings = readSettings(process.env)
  if (command === 'doctor') return doctor(settings)
  if (command === 'audit' && verb === 'verify') return verifyAudit(settings)
  if (command === 'user' && verb === 'add') return addUser(settings, rest)
  throw new CommandError(usage)
}

run(process.argv.slice(2)).then(
  text => console.log(text),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
