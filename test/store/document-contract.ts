import { expect, it } from 'vitest'
import { type Collection, InvalidCursorError, type Query, type Store } from '#server/store/port.ts'
import { type Ticket, ticket, tickets } from './sample-documents.ts'
import type { Subject } from './subject.ts'

export const putAll = (store: Store, documents: readonly Ticket[]): Promise<void> =>
  store.transact(async tx => {
    for (const document of documents) await tx.put(tickets, document)
  })

/** The ids of every page in turn. */
const walk = async (store: Store, query: Query): Promise<string[][]> => {
  const pages: string[][] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.list(tickets, { ...query, cursor })
    pages.push(page.data.map(document => document.id))
    cursor = page.nextCursor
  }
  return pages
}

export const documentContract = (subject: Subject): void => {
  it('a document that was never put is absent, not an error', async () => {
    expect(await subject.store.get(tickets, 'tk_none')).toBeUndefined()
    expect(await subject.store.list(tickets, { limit: 10 })).toEqual({ data: [], nextCursor: null })
    expect(await subject.store.count(tickets)).toBe(0)
  })

  it('what was put is what is read, whatever the script', async () => {
    const document = ticket(1, { note: 'Ærøskøbing 東京 🦊 "quoted" \\ \n \u2028', tags: ['ä', '日本'] })
    await putAll(subject.store, [document])
    expect(await subject.store.get(tickets, document.id)).toEqual(document)
    expect((await subject.store.list(tickets, { by: 'tag', is: '日本', limit: 5 })).data).toEqual([document])
  })

  it('a change to an object after it was put, or after it was read, changes nothing stored', async () => {
    const document = { ...ticket(1), tags: ['one'] }
    await putAll(subject.store, [document])
    document.tags.push('two')
    const read = await subject.store.get(tickets, document.id)
    try {
      Object.assign(read ?? {}, { state: 'closed' })
    } catch {
      // A frozen document is one way to keep the promise.
    }
    expect(await subject.store.get(tickets, document.id)).toEqual({ ...ticket(1), tags: ['one'] })
  })

  it('lists the newest first, and pages meet without gap or overlap', async () => {
    await putAll(
      subject.store,
      [3, 1, 5, 2, 4].map(number => ticket(number)),
    )
    expect(await walk(subject.store, { limit: 2 })).toEqual([
      ['tk_0005', 'tk_0004'],
      ['tk_0003', 'tk_0002'],
      ['tk_0001'],
    ])
    expect(await walk(subject.store, { limit: 5, order: 'ascending' })).toEqual([
      ['tk_0001', 'tk_0002', 'tk_0003', 'tk_0004', 'tk_0005'],
    ])
  })

  it('documents with the same sort key are ordered by id, across pages', async () => {
    const openedAt = 1_700_000_000_000
    await putAll(
      subject.store,
      [1, 2, 3, 4].map(number => ticket(number, { openedAt })),
    )
    expect(await walk(subject.store, { limit: 3 })).toEqual([['tk_0004', 'tk_0003', 'tk_0002'], ['tk_0001']])
    expect(await walk(subject.store, { limit: 3, order: 'ascending' })).toEqual([
      ['tk_0001', 'tk_0002', 'tk_0003'],
      ['tk_0004'],
    ])
  })

  it('a page goes on rightly when documents come and go between pages', async () => {
    await putAll(
      subject.store,
      [2, 4, 6, 8].map(number => ticket(number)),
    )
    const first = await subject.store.list(tickets, { limit: 2 })
    await subject.store.transact(async tx => {
      await tx.put(tickets, ticket(9))
      await tx.put(tickets, ticket(5))
      await tx.delete(tickets, 'tk_0006')
    })
    const second = await subject.store.list(tickets, { limit: 5, cursor: first.nextCursor ?? '' })
    expect(second.data.map(document => document.id)).toEqual(['tk_0005', 'tk_0004', 'tk_0002'])
  })

  it('an index follows a document as its keys change, are many, or vanish', async () => {
    const { store } = subject
    await putAll(store, [
      ticket(1, { tags: ['red', 'blue'] }),
      ticket(2, { tags: ['red', 'red'] }),
      ticket(3),
    ])
    expect(await store.count(tickets, { by: 'tag', is: 'red' })).toBe(2)
    await putAll(store, [ticket(1, { tags: ['blue'], state: 'closed' })])
    expect((await store.list(tickets, { by: 'tag', is: 'red', limit: 9 })).data).toEqual([
      ticket(2, { tags: ['red', 'red'] }),
    ])
    expect(await store.count(tickets, { by: 'tag', is: 'blue' })).toBe(1)
    expect(await store.count(tickets, { by: 'state', is: 'closed' })).toBe(1)
    await store.transact(tx => tx.delete(tickets, 'tk_0001'))
    expect(await store.count(tickets, { by: 'tag', is: 'blue' })).toBe(0)
    expect(await store.count(tickets)).toBe(2)
    expect(await store.get(tickets, 'tk_0001')).toBeUndefined()
  })

  it('hundreds of documents page in order in both directions by every index', async () => {
    const many = Array.from({ length: 1500 }, (_, number) =>
      ticket((number * 7919) % 1500, { state: number % 3 === 0 ? 'closed' : 'open' }),
    )
    await putAll(subject.store, many)
    const closed = many.filter(({ state }) => state === 'closed').map(({ id }) => id)
    const query = { by: 'state', is: 'closed', limit: 97 } as const
    expect((await walk(subject.store, query)).flat()).toEqual([...closed].sort().reverse())
    expect((await walk(subject.store, { ...query, order: 'ascending' })).flat()).toEqual([...closed].sort())
  })

  it.each(['', 'x', 'bm90IGpzb24', 'WzFd', 'e30'])(
    'refuses the cursor %j, which no page gave',
    async cursor => {
      await putAll(subject.store, [ticket(1)])
      await expect(subject.store.list(tickets, { limit: 1, cursor })).rejects.toThrow(InvalidCursorError)
    },
  )

  it('refuses an index that the collection does not have', async () => {
    await expect(subject.store.list(tickets, { by: 'colour', is: 'red', limit: 1 })).rejects.toThrow(/colour/)
  })

  it('refuses a second definition under the name of a collection', async () => {
    await putAll(subject.store, [ticket(1)])
    const other: Collection<Ticket> = { ...tickets, sortKey: document => document.state }
    await expect(subject.store.get(other, 'tk_0001')).rejects.toThrow(/tickets/)
  })

  it('what was acknowledged is there after a restart, in its lists and counts', async () => {
    await putAll(subject.store, [ticket(1, { tags: ['red'] }), ticket(2), ticket(3)])
    await subject.store.transact(async tx => {
      await tx.delete(tickets, 'tk_0002')
      await tx.put(tickets, ticket(3, { state: 'closed' }))
    })
    for (let restart = 0; restart < 3; restart += 1) {
      const store = await subject.reopen()
      expect(await walk(store, { limit: 9 })).toEqual([['tk_0003', 'tk_0001']])
      expect(await store.get(tickets, 'tk_0003')).toEqual(ticket(3, { state: 'closed' }))
      expect(await store.count(tickets, { by: 'tag', is: 'red' })).toBe(1)
      expect(await store.count(tickets, { by: 'state', is: 'open' })).toBe(1)
    }
  })
}
