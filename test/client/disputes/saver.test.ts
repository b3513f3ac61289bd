// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { DraftSaver } from '#client/features/disputes/draft-saver.ts'
import type { DraftValues } from '#client/features/disputes/draft-values.ts'
import { NoAnswerError } from '#client/lib/api.ts'
import { emptyDraft } from './sample-case.ts'

const valuesOf = (text: string): DraftValues => ({
  ...{ productType: 'physical', files: {} },
  fields: { uncategorized_text: text },
})

function saverOf(save: (text: string, version: number) => Promise<number>) {
  const saver = new DraftSaver({
    draft: emptyDraft,
    save: async (values, version) => ({
      ...emptyDraft,
      version: await save(values.fields.uncategorized_text ?? '', version),
      savedAt: 1,
    }),
    load: async () => emptyDraft,
    waitMs: 0,
    retryMs: 0,
  })
  return saver
}

describe('a draft that is being written', () => {
  test('is saved once for a burst of changes', async () => {
    const save = vi.fn(async (_: string, version: number) => version + 1)
    const saver = saverOf(save)
    for (const text of ['a', 'ab', 'abc']) saver.change(valuesOf(text))
    expect(await saver.flush()).toBe(true)
    expect(save.mock.calls).toEqual([['abc', 0]])
    expect(saver.version).toBe(1)
  })

  test('has one save at a time, and what was typed meanwhile is saved after it, from the new version', async () => {
    const answers: ((version: number) => void)[] = []
    const asked: [string, number][] = []
    const saver = saverOf((text, version) => {
      asked.push([text, version])
      return new Promise(resolve => answers.push(resolve))
    })
    saver.change(valuesOf('first'))
    const flushed = saver.flush()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    saver.change(valuesOf('second'))
    answers[0]?.(1)
    await flushed
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    answers[1]?.(2)
    await vi.waitFor(() => expect(saver.state().status).toBe('saved'))
    expect(asked).toEqual([
      ['first', 0],
      ['second', 1],
    ])
  })

  test('is tried again by itself when no answer comes', async () => {
    let tries = 0
    const saver = saverOf(async (_, version) => {
      tries += 1
      if (tries < 3) throw new NoAnswerError('offline')
      return version + 1
    })
    saver.change(valuesOf('kept'))
    await vi.waitFor(() => expect(saver.state().status).toBe('saved'))
    expect(tries).toBe(3)
  })

  test('does not take over another person’s text while something is unsaved', () => {
    const saver = saverOf(async (_, version) => version + 1)
    saver.change(valuesOf('mine'))
    expect(saver.adopt({ ...emptyDraft, version: 7 })).toBe(false)
    expect(saver.version).toBe(0)
    saver.stop()
  })
})
