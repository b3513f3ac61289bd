import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAccount, createDirectory } from '#server/access/accounts.ts'
import { auditCollection, createAudit } from '#server/access/audit.ts'
import type { AuditFact } from '#server/access/audit-port.ts'
import { createGate } from '#server/access/gate.ts'
import { createSessions, sessionLimits } from '#server/access/sessions.ts'
import { createSignInLimit } from '#server/access/sign-in-limit.ts'
import { createIds } from '#server/clock.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import type { Store } from '#server/store/port.ts'
import { quietLog } from '#test/http/desk.ts'
import { OwnClock } from '#test/own-clock.ts'

let directory: string
let store: Store
let clock: OwnClock

beforeEach(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'counterfoil-access-'))
  clock = new OwnClock()
  store = await openEmbeddedStore({
    directory,
    clock,
    log: quietLog,
    onFatal: error => expect(error).toBeUndefined(),
  })
})
afterEach(async () => {
  await store.close()
  fs.rmSync(directory, { recursive: true })
})

const fact = (summary: string): AuditFact => ({
  actor: { type: 'system' },
  action: 'test',
  outcome: 'done',
  subject: 'ch_1',
  operationId: null,
  requestId: null,
  summary,
})

describe('the audit log', () => {
  const open = () => createAudit({ store, clock, key: 'a key' })

  test('entries come in order, chained, and are found by subject', async () => {
    const audit = open()
    await Promise.all(['one', 'two', 'three'].map(summary => audit.record(fact(summary))))
    const page = await audit.list({ subject: 'ch_1', limit: 10 })
    expect(page.total).toBe(3)
    expect(page.data.map(entry => entry.sequence)).toEqual([3, 2, 1])
    expect(await audit.verify()).toEqual({ entries: 3, intact: true, firstBadSequence: null })
  })

  test('an entry goes with the change it tells of: neither is there without the other', async () => {
    const audit = open()
    const failing = store.transact(async tx => {
      await audit.append(tx, fact('never'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await audit.list({ limit: 10 })).total).toBe(0)
  })

  test('a changed entry and a cut end are named by the first that is bad', async () => {
    const audit = open()
    for (const summary of ['one', 'two', 'three']) await audit.record(fact(summary))
    const { data } = await audit.list({ limit: 10 })
    const second = data[1]!
    await store.transact(tx => tx.put(auditCollection, { ...second, summary: 'TWO' }))
    expect(await audit.verify()).toMatchObject({ intact: false, firstBadSequence: 2 })
    await store.transact(tx => tx.put(auditCollection, second))
    await store.transact(tx => tx.delete(auditCollection, auditCollection.id(data[0]!)))
    expect(await audit.verify()).toMatchObject({ intact: false, firstBadSequence: 3 })
  })

  test('another key does not verify', async () => {
    await open().record(fact('one'))
    expect((await createAudit({ store, clock, key: 'another' }).verify()).intact).toBe(false)
  })
})

describe('sessions', () => {
  const open = () => createSessions({ store, clock, ids: createIds(clock) })

  test('a token opens its session until it ends', async () => {
    const sessions = open()
    const token = await sessions.open('usr_1', { alwaysFresh: false })
    expect(await sessions.find(token)).toEqual({ personId: 'usr_1', fresh: true })
    await sessions.end(token)
    expect(await sessions.find(token)).toBeNull()
    expect(await sessions.find('guess')).toBeNull()
  })

  test('money asks for a new sign-in after a quarter of an hour, and an idle session is over', async () => {
    const sessions = open()
    const token = await sessions.open('usr_1', { alwaysFresh: false })
    const persona = await sessions.open('usr_2', { alwaysFresh: true })
    await clock.advance(sessionLimits.freshMs + 1)
    expect(await sessions.find(token)).toMatchObject({ fresh: false })
    expect(await sessions.find(persona)).toMatchObject({ fresh: true })
    await clock.advance(sessionLimits.idleMs + 1)
    expect(await sessions.find(token)).toBeNull()
  })

  test('use keeps a session alive, but not past its absolute end', async () => {
    const sessions = open()
    const token = await sessions.open('usr_1', { alwaysFresh: false })
    const steps = Math.ceil(sessionLimits.absoluteMs / (sessionLimits.idleMs / 2))
    const alive: boolean[] = []
    for (let step = 0; step <= steps; step++) {
      await clock.advance(sessionLimits.idleMs / 2)
      alive.push((await sessions.find(token)) !== null)
    }
    expect(alive.filter(Boolean).length).toBe(steps)
    expect(alive.at(-1)).toBe(false)
  })

  test('one person has a bounded number of sessions; the oldest ends', async () => {
    const sessions = open()
    const first = await sessions.open('usr_1', { alwaysFresh: true })
    for (let count = 0; count < sessionLimits.perPerson; count++) {
      await clock.advance(1000)
      await sessions.open('usr_1', { alwaysFresh: true })
    }
    expect(await sessions.find(first)).toBeNull()
  })
})

describe('accounts', () => {
  const deps = () => ({ store, clock, ids: createIds(clock) })
  const ines = {
    email: 'Ines@Example.com',
    name: 'Ines',
    role: 'support',
    password: 'correct horse battery',
  } as const

  test('the right password opens, a wrong one and an unknown email do not', async () => {
    const { id } = await addAccount(deps(), ines)
    const people = createDirectory({ store, sandbox: false })
    expect(await people.byPassword('ines@example.com ', ines.password)).toEqual({
      id,
      name: 'Ines',
      role: 'support',
    })
    expect(await people.byPassword('ines@example.com', 'wrong')).toBeNull()
    expect(await people.byPassword('who@example.com', ines.password)).toBeNull()
    expect(people.persona('support')).toBeNull()
  })

  test('a short password and a taken email are refused', async () => {
    await addAccount(deps(), ines)
    await expect(addAccount(deps(), ines)).rejects.toThrow('There is an account with this email already.')
    await expect(addAccount(deps(), { ...ines, email: 'b@example.com', password: 'short' })).rejects.toThrow(
      /12 characters/,
    )
  })

  test('in the sandbox there are two personas of each role and no passwords', async () => {
    const people = createDirectory({ store, sandbox: true })
    expect(people.persona('finance2')).toEqual({ id: 'usr_finance2', name: 'Amara Okafor', role: 'finance' })
    expect((await people.withPermission('refund:approve')).map(one => one.name)).toEqual([
      'Tomasz Wieczorek',
      'Amara Okafor',
    ])
  })

  test('too many failures close the door for a while, by account and by address', () => {
    const limit = createSignInLimit(clock)
    for (let count = 0; count < 10; count++) limit.failed('account a', 'address 1')
    expect(() => limit.admit('account a', 'address 2')).toThrow('Too many failed sign-ins')
    expect(() => limit.admit('account b', 'address 1')).toThrow('Too many failed sign-ins')
    expect(() => limit.admit('account b', 'address 2')).not.toThrow()
  })
})

test('the gate reads the role on every request, and a refusal is an entry of the audit log', async () => {
  const audit = createAudit({ store, clock, key: 'k' })
  const sessions = createSessions({ store, clock, ids: createIds(clock) })
  const gate = createGate({ sessions, directory: createDirectory({ store, sandbox: true }), audit })
  const token = await sessions.open('usr_viewer', { alwaysFresh: true })
  const caller = await gate.identify(token)
  expect(caller?.person.role).toBe('viewer')
  expect(await gate.identify(await sessions.open('usr_gone', { alwaysFresh: true }))).toBeNull()
  await gate.denied({
    person: caller!.person,
    endpoint: 'createRefund',
    subject: null,
    requestId: 'req_1',
    reason: 'no',
  })
  const { data } = await audit.list({ outcome: 'denied', limit: 5 })
  expect(data).toMatchObject([
    { action: 'createRefund.denied', actor: { type: 'user', person: { id: 'usr_viewer' } } },
  ])
})
