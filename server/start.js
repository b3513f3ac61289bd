// Builds what is missing or older than its sources, then runs it in this process, so that a signal to it is a signal to
// the product. `node server/start.js [main|sandbox|cli] [arguments…]`; `--build-only` stops after the build.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const stamp = path.join(root, 'dist/built')
const lock = path.join(root, 'node_modules/.cache/counterfoil-build')
const buildsWithinMs = 120_000
const sources = [
  'client',
  'server',
  'shared',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vite-browser-scripts.ts',
]

function newestChange(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return path.basename(file) === 'routeTree.gen.ts' ? 0 : stat.mtimeMs
  return Math.max(0, ...fs.readdirSync(file).map(name => newestChange(path.join(file, name))))
}

const isBuilt = () => {
  const built = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Math.max(...sources.map(name => newestChange(path.join(root, name)))) <= built
}

/** One build at a time: whoever comes second waits for the first and finds its work done. */
function alone(work) {
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  for (;;) {
    try {
      fs.mkdirSync(lock)
      break
    } catch {
      const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > buildsWithinMs) fs.rmSync(lock, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  try {
    work()
  } finally {
    fs.rmSync(lock, { recursive: true, force: true })
  }
}

function build() {
  if (isBuilt()) return
  console.log('Building Counterfoil (a few seconds, once) …')
  const startedAt = new Date()
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const run = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) throw new Error('The build failed; what is wrong stands above.')
  fs.writeFileSync(stamp, '')
  // What changed while it was being built is not in it.
  fs.utimesSync(stamp, startedAt, startedAt)
}

process.env.NODE_ENV ??= 'production'
if (!isBuilt()) alone(build)

// npm ends its shell on a signal and not what runs in it: without its parent this process ends as if told to.
const parent = process.ppid
const endWithNpm = () => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}
if (process.env.npm_lifecycle_event !== undefined) setInterval(endWithNpm, 500).unref()

const [entry = 'main', ...rest] = process.argv.slice(2)
if (entry !== '--build-only') {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...rest)
  await import(pathToFileURL(path.join(root, `dist/server/${entry}.js`)).href)
}
