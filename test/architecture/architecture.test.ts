import { describe, expect, test } from 'vitest'
import { findCycle } from './cycles.ts'
import { guards, type Room, rooms } from './directions.ts'
import { readSources, resolveImport, type SourceFile } from './source-files.ts'

const sources = readSources()
const paths = new Set(sources.map(file => file.path))
const roomOf = (path: string): Room | undefined => rooms.find(room => room.files.test(path))
const isOurs = (name: string): boolean => /^(client|server|shared|test)\//.test(name)

/** Features are closed to each other, on both sides: the folder is the feature. */
const featureOf = (path: string): string | undefined =>
  /^(?:client|server)\/features\/[^/]+\//.exec(path)?.[0]

function badImports(file: SourceFile): string[] {
  const room = roomOf(file.path)
  if (!room) return [`${file.path} stands in no room`]
  const feature = featureOf(file.path)
  return file.imports
    .filter(name => isOurs(name) && !(feature && name.startsWith(feature)))
    .filter(name => !room.mayImport.some(allowed => allowed.test(name)))
    .map(name => `${file.path} (${room.name}) imports ${name}`)
}

const source = (path: string, imports: string[]): SourceFile => ({ path, text: '', imports, typeImports: [] })

describe('imports point one way', () => {
  test('the sources were read, and their imports found', () => {
    expect(sources.length).toBeGreaterThan(100)
    for (const room of ['client/', 'server/', 'shared/', 'test/']) {
      expect(sources.filter(file => file.path.startsWith(room)).length, room).toBeGreaterThan(3)
    }
    expect(sources.flatMap(file => file.imports).filter(isOurs).length).toBeGreaterThan(200)
    expect(resolveImport('server/http/mount.ts', './route.ts')).toBe('server/http/route.ts')
    expect(resolveImport('server/http/mount.ts', '#shared/api/endpoint.ts')).toBe('shared/api/endpoint.ts')
  })

  test('a room imports only what stands below it', () => {
    expect(sources.flatMap(badImports)).toEqual([])
  })

  test('a wrong direction is noticed', () => {
    expect(badImports(source('shared/domain/money.ts', ['server/ports.ts']))).toHaveLength(1)
    expect(badImports(source('server/http/mount.ts', ['server/operations/engine.ts']))).toHaveLength(1)
    expect(
      badImports(source('client/features/refunds/a.tsx', ['client/features/payments/b.tsx'])),
    ).toHaveLength(1)
    expect(findCycle([source('a.ts', ['b.ts']), source('b.ts', ['a.ts'])])).toEqual(['a.ts', 'b.ts', 'a.ts'])
  })

  test('every import of ours names a file that is there', () => {
    const missing = sources.flatMap(file =>
      file.imports
        .filter(name => isOurs(name) && /\.tsx?$/.test(name) && !name.endsWith('.gen.ts') && !paths.has(name))
        .map(name => `${file.path} imports ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('no feature reaches out of its folder by ../', () => {
    const climbing = sources.filter(file => featureOf(file.path) && /from '\.\.\//.test(file.text))
    expect(climbing.map(file => file.path)).toEqual([])
  })

  test('guarded packages stay behind their doors', () => {
    const leaks = sources.flatMap(file =>
      guards
        .filter(guard => !guard.only.test(file.path) && file.imports.some(name => guard.package.test(name)))
        .map(guard => `${file.path}: ${guard.why}`),
    )
    expect(leaks).toEqual([])
  })

  test('there is no cycle', () => {
    expect(findCycle(sources)).toEqual([])
  })

  test('only the money gateway calls a method of Stripe that writes', () => {
    const write =
      /\bstripe\s*\.\s*[\w.]+\.(create|update|del|cancel|capture|confirm|close|pay|voidInvoice)\s*\(/
    const writers = sources
      .filter(file => file.path.startsWith('server/') && !file.path.startsWith('server/sandbox/'))
      .filter(file => write.test(file.text))
    expect(writers.map(file => file.path)).toEqual(['server/stripe/money-gateway.ts'])
  })
})

describe('rooms stay small', () => {
  test('no file has more than 250 lines', () => {
    const long = sources.filter(file => file.text.split('\n').length > 251)
    expect(long.map(file => file.path)).toEqual([])
  })

  test('no file or folder is named for nothing', () => {
    const nothing = /(^|\/)(utils?|helpers?|misc|common|types)(\.tsx?|\/)|\/index\.tsx?$/
    const named = sources.filter(file => nothing.test(file.path) && !file.path.startsWith('client/routes/'))
    expect(named.map(file => file.path)).toEqual([])
  })

  test('there is no any, no double cast and no switched-off check', () => {
    const bad = /\bas any\b|: any\b|<any>|\bas unknown as\b|@ts-ignore|@ts-nocheck/
    const files = sources.filter(file => !file.path.startsWith('test/') && bad.test(file.text))
    expect(files.map(file => file.path)).toEqual([])
  })
})
