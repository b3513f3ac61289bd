// Builds what is missing or older than its sources, then runs it in this process, so that a signal to it is a signal to
// the product. `node server/start.js [main|sandbox|cli] [arguments…]`; `--build-only` stops after the build.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const stamp = path.join(root, 'dist/built')
const sources = ['client', 'server', 'shared', 'package.json', 'package-lock.json', 'vite.config.ts']

function newestChange(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return path.basename(file) === 'routeTree.gen.ts' ? 0 : stat.mtimeMs
  return Math.max(0, ...fs.readdirSync(file).map(name => newestChange(path.join(file, name))))
}

function build() {
  const built = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Math.max(...sources.map(name => newestChange(path.join(root, name)))) <= built) return
  console.log('Building Counterfoil (a few seconds, once) …')
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const run = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
  fs.writeFileSync(stamp, '')
}

process.env.NODE_ENV ??= 'production'
build()
const [entry = 'main', ...rest] = process.argv.slice(2)
if (entry !== '--build-only') {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...rest)
  await import(pathToFileURL(path.join(root, `dist/server/${entry}.js`)).href)
}
