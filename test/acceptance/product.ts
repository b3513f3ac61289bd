import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const startsWithinMs = 60_000

/** The built product in a process of its own, on its sandbox, with data of its own. */
export interface RunningProduct {
  readonly url: string
  readonly sandboxUrl: string
  readonly dataDir: string
  /** Everything it printed. */
  output(): string
  /** `kill -9`, at once. */
  kill(): Promise<void>
  /** Asks it to stop; resolves with the exit code. */
  stop(): Promise<number | null>
  /** Starts again on the same data and ports. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  dispose(): Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Builds what is missing or old; a no-op otherwise. */
export function buildProduct(): void {
  execFileSync(process.execPath, [path.join(root, 'server/start.js'), '--build-only'], {
    cwd: root,
    stdio: 'pipe',
  })
}

interface StartOptions {
  readonly seed?: string
  readonly environment?: Readonly<Record<string, string>>
}

export async function startProduct({
  seed = 'company',
  environment = {},
}: StartOptions = {}): Promise<RunningProduct> {
  buildProduct()
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'counterfoil-journey-'))
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SEED: seed,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    ...environment,
  }
  let printed = ''
  const start = () => launch(env, text => (printed += text))
  let child = await start()
  const end = (signal: NodeJS.Signals) => ended(child, signal)
  return {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    dataDir,
    output: () => printed,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    restart: async () => {
      child = await start()
    },
    dispose: async () => {
      await end('SIGKILL')
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function launch(env: NodeJS.ProcessEnv, onText: (text: string) => void): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js')], { cwd: root, env })
  let printed = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The product was not ready within ${startsWithinMs} ms:\n${printed}`))
    }, startsWithinMs)
    const onData = (data: Buffer) => {
      const text = data.toString('utf8')
      printed += text
      onText(text)
      if (!printed.includes('Counterfoil is ready: ')) return
      clearTimeout(late)
      resolve(child)
    }
    child.stdout.on('data', onData)
    child.stderr.on('data', onData)
    child.once('exit', code => {
      clearTimeout(late)
      reject(new Error(`The product ended with ${code}:\n${printed}`))
    })
  })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => {
    child.once('exit', code => resolve(code))
    child.kill(signal)
  })
}
