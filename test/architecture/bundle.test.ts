import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as first from '#client/lib/first-endpoints.ts'
import { endpoints } from '#shared/api/endpoints.ts'

const root = path.resolve(import.meta.dirname, '../..')
const built = path.join(root, 'dist/client')
const kilobyte = 1000

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
)
type Manifest = z.infer<typeof manifest>

let chunks: Manifest
beforeAll(() => {
  execFileSync(process.execPath, [path.join(root, 'server/start.js'), '--build-only'], {
    cwd: root,
    stdio: 'pipe',
    // Without the test runner's own variables, which would build React for development and all routes into one chunk.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
  })
  chunks = manifest.parse(JSON.parse(fs.readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')))
})

/** Everything that must be loaded before these chunks run. */
function closure(names: readonly string[]): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    for (const next of chunks[name]?.imports ?? []) visit(next)
  }
  for (const name of names) visit(name)
  return found
}

const gzipped = (names: Iterable<string>): number =>
  [...names]
    .map(name => chunks[name]?.file ?? '')
    .filter(file => file.endsWith('.js'))
    .reduce(
      (sum, file) => sum + gzipSync(fs.readFileSync(path.join(built, file)), { level: 9 }).byteLength,
      0,
    )

const routeChunks = (pattern: RegExp): string[] => Object.keys(chunks).filter(name => pattern.test(name))

describe('what a browser must load', () => {
  const firstPage = () => {
    const entry = Object.keys(chunks).filter(name => chunks[name]?.isEntry)
    const home = routeChunks(/^routes\/_desk(\/index)?\.tsx/)
    expect([entry.length, home.length >= 2]).toEqual([1, true])
    return closure([...entry, ...home])
  }

  test('the first page needs at most 130 kB of JavaScript', () => {
    expect(gzipped(firstPage()) / kilobyte).toBeLessThanOrEqual(130)
  })

  test('no key and no secret is in it', () => {
    const files = fs.readdirSync(path.join(built, 'assets')).filter(file => file.endsWith('.js'))
    const secret = /\b(sk|rk)_(live|test)_[A-Za-z0-9]{6,}|whsec_[A-Za-z0-9]{6,}/
    const leaking = files.filter(file =>
      secret.test(fs.readFileSync(path.join(built, 'assets', file), 'utf8')),
    )
    expect(files.length).toBeGreaterThan(5)
    expect(leaking).toEqual([])
  })
})

test('what is called before the contract is loaded is what the contract says', () => {
  const byName = new Map(endpoints.map(endpoint => [endpoint.name, endpoint]))
  expect(Object.keys(first).length).toBeGreaterThan(3)
  for (const { name, method, path: address, media } of Object.values(first)) {
    expect(byName.get(name)).toMatchObject({ method, path: address, media })
  }
})
