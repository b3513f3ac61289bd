import { expect, it } from 'vitest'
import type { Store, Transaction } from '#server/store/port.ts'
import { putAll } from './document-contract.ts'
import { counters, ticket, tickets } from './sample-documents.ts'
import { arrival, processed } from './sample-events.ts'
import type { Subject } from './subject.ts'

const increment = (store: Store, id: string): Promise<number> =>
  store.transact(async tx => {
    await tx.lock(`counter:${id}`)
    const value = ((await tx.get(counters, id))?.value ?? 0) + 1
    await tx.put(counters, { id, value })
    return value
  })

export const transactionContract = (subject: Subject): void => {
  it('gives back what the work returned', async () => {
    expect(await subject.store.transact(async () => 42)).toBe(42)
  })

  it('sees its own changes in get, list and count before anybody else does', async () => {
    const { store } = subject
    await putAll(store, [ticket(1), ticket(3), ticket(5)])
    await store.transact(async tx => {
      await tx.put(tickets, ticket(2, { tags: ['new'] }))
      await tx.put(tickets, ticket(5, { state: 'closed' }))
      await tx.delete(tickets, 'tk_0003')
      expect(await tx.get(tickets, 'tk_0003')).toBeUndefined()
      expect((await tx.get(tickets, 'tk_0005'))?.state).toBe('closed')
      const first = await tx.list(tickets, { limit: 2 })
      expect(first.data.map(({ id }) => id)).toEqual(['tk_0005', 'tk_0002'])
      const second = await tx.list(tickets, { limit: 2, cursor: first.nextCursor ?? '' })
      expect(second.data.map(({ id }) => id)).toEqual(['tk_0001'])
      const open = await tx.list(tickets, { by: 'state', is: 'open', limit: 9, order: 'ascending' })
      expect(open.data.map(({ id }) => id)).toEqual(['tk_0001', 'tk_0002'])
      expect(await tx.count(tickets)).toBe(3)
      expect(await tx.count(tickets, { by: 'state', is: 'open' })).toBe(2)
      expect(await tx.count(tickets, { by: 'tag', is: 'new' })).toBe(1)
      expect(await store.count(tickets, { by: 'tag', is: 'new' })).toBe(0)
      expect((await store.get(tickets, 'tk_0003'))?.id).toBe('tk_0003')
    })
    expect(await store.count(tickets, { by: 'tag', is: 'new' })).toBe(1)
    expect(await store.get(tickets, 'tk_0003')).toBeUndefined()
  })

  it('a put and a delete of one id in one transaction leave what came last', async () => {
    await subject.store.transact(async tx => {
      await tx.put(tickets, ticket(1))
      await tx.delete(tickets, 'tk_0001')
      await tx.delete(tickets, 'tk_0002')
      await tx.put(tickets, ticket(2))
      expect(await tx.count(tickets)).toBe(1)
    })
    const store = await subject.reopen()
    expect((await store.list(tickets, { limit: 9 })).data).toEqual([ticket(2)])
  })

  it('work that throws changes nothing, and its error comes through', async () => {
    const { store } = subject
    await putAll(store, [ticket(1)])
    await store.events.receive(arrival(1))
    const failing = store.transact(async tx => {
      await tx.put(tickets, ticket(2))
      await tx.delete(tickets, 'tk_0001')
      await tx.updateEvent('evt_000001', processed())
      throw new RangeError('no')
    })
    await expect(failing).rejects.toThrow(RangeError)
    expect((await store.list(tickets, { limit: 9 })).data).toEqual([ticket(1)])
    expect((await store.events.get('evt_000001'))?.state).toBe('received')
  })

  it('a hundred increments at once of one counter are a hundred', async () => {
    const { store } = subject
    const values = await Promise.all(Array.from({ length: 100 }, () => increment(store, 'refunds')))
    expect(values.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    )
    expect((await (await subject.reopen()).get(counters, 'refunds'))?.value).toBe(100)
  })

  it('a failed transaction holds nobody up', async () => {
    const { store } = subject
    const failing = store.transact(async tx => {
      await tx.lock('counter:refunds')
      throw new RangeError('no')
    })
    const [outcome, value] = await Promise.allSettled([failing, increment(store, 'refunds')])
    expect(outcome.status).toBe('rejected')
    expect(value).toMatchObject({ status: 'fulfilled', value: 1 })
  })

  it('a document and an event change together', async () => {
    await subject.store.events.receive(arrival(1))
    await subject.store.transact(async tx => {
      await tx.put(tickets, ticket(1))
      await tx.updateEvent('evt_000001', processed({ effect: 'Opened tk_0001' }))
    })
    const store = await subject.reopen()
    expect(await store.get(tickets, 'tk_0001')).toEqual(ticket(1))
    expect((await store.events.get('evt_000001'))?.handlers[0]?.effect).toBe('Opened tk_0001')
  })

  it('refuses progress of an event that is not there, and keeps nothing of that transaction', async () => {
    const { store } = subject
    const failing = store.transact(async tx => {
      await tx.put(tickets, ticket(1))
      await tx.updateEvent('evt_none', processed())
    })
    await expect(failing).rejects.toThrow(/evt_none/)
    expect(await store.get(tickets, 'tk_0001')).toBeUndefined()
  })

  it('a transaction that has ended takes nothing more', async () => {
    let kept: Transaction | undefined
    await subject.store.transact(async tx => {
      kept = tx
    })
    await expect(kept?.put(tickets, ticket(1))).rejects.toThrow()
    expect(await subject.store.count(tickets)).toBe(0)
  })
}
