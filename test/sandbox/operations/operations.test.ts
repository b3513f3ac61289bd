import { describe, expect, test } from 'vitest'
import { refusal } from '#test/sandbox/refusal.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'
import { uncovered, watchCoverage } from './coverage.ts'
import type { Row } from './row.ts'
import { tables } from './tables.ts'

watchCoverage()
let played = 0

async function play(row: Row): Promise<void> {
  played += 1
  const scene = await startTestSandbox()
  if (!row.refusal) {
    await row.run(scene)
    return
  }
  const error = await refusal(row.run(scene))
  const { class: kind, status, code, param, message } = row.refusal
  expect({ class: error.type, status: error.statusCode, code: error.code, param: error.param }).toEqual({
    class: kind,
    status,
    code,
    param,
  })
  if (message) expect(error.message).toMatch(message)
}

for (const [resource, rows] of Object.entries(tables)) {
  describe(resource, () => {
    test.each(rows.map(row => ({ row, ...row })))('$call $promise', async ({ row }) => {
      await play(row)
    })
  })
}

test('the table has each operation granted, and refused', () => {
  // A run narrowed to some rows has nothing to say of the others.
  if (played < Object.values(tables).flat().length) return
  expect(uncovered()).toEqual({ neverGranted: [], neverRefused: [] })
})
