import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openJournal } from '#server/sandbox/persistence/open-journal.ts'
import { type CommitRecord, encodeLine } from '#server/sandbox/persistence/record.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const seeds = { seed: 'company', baseTimeMs: 1_795_000_000_000 }
const record: CommitRecord = { ids: 3, puts: [['customer', { id: 'cus_kept' }]], removes: [] }

/** What a version leaves that seeded a world of this mark. */
function leftBy(header: object): { dataDir: string; journal: string } {
  const dataDir = temporaryDirectory()
  const journal = path.join(dataDir, 'journal')
  fs.writeFileSync(journal, encodeLine(header) + encodeLine(record))
  return { dataDir, journal }
}

/** Opens the journal as a version does that seeds a world of this mark; answers what it applied. */
async function openWith(mark: string, dataDir: string) {
  const applied: CommitRecord[] = []
  const { journal, header } = openJournal(dataDir, seeds, {
    begin: () => mark,
    apply: one => applied.push(one),
    compactAboveBytes: 1_000_000,
  })
  await journal.close()
  return { applied, header }
}

test.each([
  ['of another version', { format: 2, ...seeds, world: '0badc0de' }],
  ['of the first format, whose company is not known', { format: 1, ...seeds }],
])('a journal %s is refused in words and left alone', async (_, header) => {
  const { dataDir, journal } = leftBy(header)
  const before = fs.readFileSync(journal)
  await expect(openWith('00c0ffee', dataDir)).rejects.toThrow(
    /continues a seeded company that this version of the sandbox does not seed any more.*DATA_DIR/,
  )
  expect(fs.readFileSync(journal)).toEqual(before)
  await expect(openWith('00c0ffee', dataDir)).rejects.toThrow(/continues a seeded company/)
})

test.each([
  ['that continues the same company', { format: 2, ...seeds, world: '00c0ffee' }, '00c0ffee'],
  ['of the first format over an empty world', { format: 1, ...seeds, seed: 'empty' }, ''],
])('a journal %s is read', async (_, header, mark) => {
  const { dataDir } = leftBy(header)
  expect((await openWith(mark, dataDir)).applied).toEqual([record])
})

test('a new journal keeps the mark of its company', async () => {
  const dataDir = temporaryDirectory()
  await openWith('00c0ffee', dataDir)
  expect((await openWith('00c0ffee', dataDir)).header).toEqual({ format: 2, ...seeds, world: '00c0ffee' })
  await expect(openWith('0badc0de', dataDir)).rejects.toThrow(/continues a seeded company/)
})

test('what a format of the future wrote is not read as ours', async () => {
  const { dataDir } = leftBy({ format: 3, ...seeds })
  await expect(openWith('', dataDir)).rejects.toThrow(/is not a sandbox journal that this version reads/)
})
