import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { decodeLine, encodeLine } from '#server/sandbox/persistence/record.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { everything } from './seeded-world.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const journalOf = (dataDir: string): string => path.join(dataDir, 'journal')

interface Header {
  readonly format: number
  readonly seed: string
  readonly world?: string
}
const readHeader = (dataDir: string): Header =>
  decodeLine(Buffer.from(fs.readFileSync(journalOf(dataDir), 'utf8').split('\n')[0] ?? '')) as Header

/** As a version of the sandbox that seeds another company leaves its directory. */
function leftBy(header: object): string {
  const dataDir = temporaryDirectory()
  fs.writeFileSync(journalOf(dataDir), encodeLine(header))
  return dataDir
}

test.each([
  [
    'a company of another version',
    { format: 2, seed: 'company', baseTimeMs: 1_795_000_000_000, world: '0badc0de' },
  ],
  ['a company of the first format', { format: 1, seed: 'company', baseTimeMs: 1_795_000_000_000 }],
])(
  '%s is refused in words, and its journal is left alone',
  (_, header) => {
    const dataDir = leftBy(header)
    const before = fs.readFileSync(journalOf(dataDir))
    expect(() => new Sandbox({ seed: 'company', dataDir })).toThrow(
      /continues a seeded company that this version of the sandbox does not seed any more.*DATA_DIR/,
    )
    expect(fs.readFileSync(journalOf(dataDir))).toEqual(before)
  },
  90_000,
)

test('an empty world of the first format is continued: there is nothing that could be another', async () => {
  const dataDir = leftBy({ format: 1, seed: 'empty', baseTimeMs: 1_795_000_000_000 })
  const ids = {
    ids: 1,
    puts: [['customer', { id: 'cus_kept', object: 'customer', created: 1 }]],
    removes: [],
  }
  fs.appendFileSync(journalOf(dataDir), encodeLine(ids))
  const sandbox = new Sandbox({ seed: 'company', dataDir })
  expect(everything(sandbox.core.state, customers).map(({ id }) => id)).toEqual(['cus_kept'])
  await sandbox.close()
}, 90_000)

test('a journal tells its world, and the same version continues it', async () => {
  const dataDir = temporaryDirectory()
  await new Sandbox({ seed: 'company', dataDir }).close()
  expect(readHeader(dataDir)).toMatchObject({
    format: 2,
    seed: 'company',
    world: expect.stringMatching(/^[0-9a-f]{8}$/),
  })
  const again = new Sandbox({ seed: 'elsewhere', dataDir })
  expect(again.seed).toBe('company')
  await again.close()
}, 90_000)
