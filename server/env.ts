import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/** The settings are wrong; the message lists everything that is. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'

  constructor(problems: readonly string[]) {
    super(`The settings are not usable:\n${problems.map(problem => `  - ${problem}`).join('\n')}`)
  }
}

const flag = (name: string, value: unknown) => `${name}: ${JSON.stringify(value)}`
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback)
const url = z.url({ protocol: /^https?$/ })
/** Compared with what browsers send, which has no path and no slash at its end. */
const origin = url.refine(
  text => new URL(text).origin === text,
  'only scheme, host and port, no path or slash',
)

const schema = z.object({
  PORT: port(4242),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_ORIGIN: origin.optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_SECRET_KEY_FILE: z.string().optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRETS: z.string().optional(),
  STRIPE_API_BASE: url.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().optional(),
  SANDBOX_PORT: port(4243),
  SANDBOX_SEED: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'letters, digits and - only')
    .default('company'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Settings {
  readonly port: number
  readonly host: string
  readonly appOrigin: string | null
  /** `sandbox`: no key is set, and the product runs its own Stripe. */
  readonly mode: 'sandbox' | 'test' | 'live'
  readonly secretKey: string
  readonly webhookSecrets: readonly string[]
  readonly apiBase: string | null
  readonly dataDir: string
  readonly sandbox: { readonly port: number; readonly seed: string }
  readonly trustProxy: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export const sandboxKey = 'sk_test_sandbox'
export const sandboxWebhookSecret = 'whsec_sandbox'

/**
 * Reads the environment once, at start.
 * @throws {SettingsError} naming everything that is wrong or contradicts, never only the first.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const { env, unreadable } = parse(set)
  const key = secretKey(env)
  const secrets = list(env.STRIPE_WEBHOOK_SECRETS)
  const contradicting = key.problems.length > 0 ? [] : contradictions(env, key.value, secrets)
  const problems = [...unreadable, ...key.problems, ...contradicting]
  if (problems.length > 0) throw new SettingsError(problems)
  return {
    port: env.PORT,
    host: env.HOST,
    appOrigin: env.APP_ORIGIN ?? null,
    mode: modeOf(key.value),
    secretKey: key.value ?? sandboxKey,
    webhookSecrets: key.value === null ? [sandboxWebhookSecret] : secrets,
    apiBase: env.STRIPE_API_BASE ?? null,
    dataDir: path.resolve(env.DATA_DIR),
    sandbox: { port: env.SANDBOX_PORT, seed: env.SANDBOX_SEED },
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
  }
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

type Env = z.infer<typeof schema>

/** What can be read, so that the rest is checked too; a setting that cannot has its default meanwhile. */
function parse(set: Readonly<Record<string, unknown>>): { env: Env; unreadable: string[] } {
  const parsed = schema.safeParse(set)
  if (parsed.success) return { env: parsed.data, unreadable: [] }
  const { issues } = parsed.error
  const wrong = new Set(issues.map(({ path: [name] }) => name))
  return {
    env: schema.parse(Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)))),
    unreadable: issues.map(issue => `${issue.path.join('.')}: ${issue.message}`),
  }
}

/** Null when none is set. One that is set and blank is a mistake: it would open the sandbox's doors instead. */
function secretKey(env: Env): { value: string | null; problems: string[] } {
  const file = env.STRIPE_SECRET_KEY_FILE
  if (file === undefined) return filled('STRIPE_SECRET_KEY', env.STRIPE_SECRET_KEY ?? null)
  if (env.STRIPE_SECRET_KEY !== undefined) {
    return { value: null, problems: ['STRIPE_SECRET_KEY and STRIPE_SECRET_KEY_FILE are both set: keep one.'] }
  }
  try {
    return filled(flag('STRIPE_SECRET_KEY_FILE', file), fs.readFileSync(file, 'utf8'))
  } catch {
    return { value: null, problems: [`${flag('STRIPE_SECRET_KEY_FILE', file)} cannot be read.`] }
  }
}

function filled(setting: string, text: string | null): { value: string | null; problems: string[] } {
  const value = text?.trim() ?? null
  return value === '' ? { value: null, problems: [`${setting} is blank.`] } : { value, problems: [] }
}

function modeOf(key: string | null): Settings['mode'] {
  if (key === null) return 'sandbox'
  return key.includes('_live_') ? 'live' : 'test'
}

function contradictions(env: Env, key: string | null, secrets: readonly string[]): string[] {
  const problems: string[] = []
  const want = (holds: boolean, problem: string) => holds || problems.push(problem)
  want(
    env.DATABASE_URL === undefined,
    'DATABASE_URL: PostgreSQL is not supported by this version; leave it unset to keep the data in DATA_DIR.',
  )
  want(
    secrets.every(secret => /^whsec_./.test(secret)),
    'STRIPE_WEBHOOK_SECRETS: each secret begins with whsec_.',
  )
  if (key === null) {
    want(
      secrets.length === 0,
      'STRIPE_WEBHOOK_SECRETS is set without STRIPE_SECRET_KEY: the sandbox signs with its own.',
    )
    want(env.PORT === 0 || env.PORT !== env.SANDBOX_PORT, 'PORT and SANDBOX_PORT must differ.')
    return problems
  }
  want(
    /^(sk|rk)_(test|live)_\w+$/.test(key),
    'STRIPE_SECRET_KEY must be a secret or restricted key: sk_… or rk_….',
  )
  want(
    !key.startsWith('sk_live_'),
    'STRIPE_SECRET_KEY is an unrestricted live key: make a restricted one (rk_live_…).',
  )
  want(secrets.length > 0, 'STRIPE_WEBHOOK_SECRETS is missing: without it no event can be verified.')
  want(
    !key.includes('_live_') || env.APP_ORIGIN?.startsWith('https://') === true,
    'APP_ORIGIN must be an https:// origin with a live key.',
  )
  want(
    !key.includes('_live_') || !env.STRIPE_API_BASE?.startsWith('http://'),
    'STRIPE_API_BASE must be https:// with a live key.',
  )
  return problems
}
