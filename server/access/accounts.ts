import type { Clock, Ids } from '#server/ports.ts'
import type { Collection, Store } from '#server/store/port.ts'
import { may, type Permission, type Role } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { People } from './people-port.ts'
import { personas, personOf } from './personas.ts'

/** A local account: how people sign in where there is no sandbox. */
export interface Account extends Person {
  readonly email: string
  readonly passwordHash: string
  readonly createdAt: number
}

export const accountCollection: Collection<Account> = {
  name: 'accounts',
  id: account => account.id,
  sortKey: account => account.name,
  indexes: { email: account => account.email },
}

export interface Directory extends People {
  find(id: string): Promise<Person | null>
  persona(key: string): Person | null
  /** The account's person if the password is theirs. */
  byPassword(email: string, password: string): Promise<Person | null>
}

const normal = (email: string): string => email.trim().toLowerCase()

async function byEmail(store: Store, email: string): Promise<Account | undefined> {
  const { data } = await store.list(accountCollection, { by: 'email', is: normal(email), limit: 1 })
  return data[0]
}

const asPerson = ({ id, name, role }: Person): Person => ({ id, name, role })

/** Everybody who can sign in: the personas in the sandbox, local accounts otherwise. Roles are read afresh each time. */
export function createDirectory({ store, sandbox }: { store: Store; sandbox: boolean }): Directory {
  const everybody = async (): Promise<Person[]> =>
    sandbox
      ? personas.map(personOf)
      : (await store.list(accountCollection, { limit: 100 })).data.map(asPerson)
  return {
    find: async id => (await everybody()).find(one => one.id === id) ?? null,
    withPermission: async (name: Permission) => (await everybody()).filter(one => may(one.role, name)),
    persona: key => {
      const found = sandbox ? personas.find(one => one.key === key) : undefined
      return found ? personOf(found) : null
    },
    async byPassword(email, password) {
      const account = sandbox ? undefined : await byEmail(store, email)
      const matches = await verifyPassword(password, account?.passwordHash ?? null)
      return account && matches ? asPerson(account) : null
    },
  }
}

export class AccountError extends Error {
  override readonly name = 'AccountError'
}

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly password: string
}

/** @throws {AccountError} when the email is taken or the password too short. */
export async function addAccount(
  { store, ids, clock }: { store: Store; ids: Ids; clock: Clock },
  wanted: NewAccount,
): Promise<Account> {
  if ([...wanted.password].length < 12)
    throw new AccountError('The password must have at least 12 characters.')
  if (await byEmail(store, wanted.email))
    throw new AccountError('There is an account with this email already.')
  const account: Account = {
    id: ids.next('usr'),
    name: wanted.name,
    role: wanted.role,
    email: normal(wanted.email),
    passwordHash: await hashPassword(wanted.password),
    createdAt: clock.now(),
  }
  await store.transact(tx => tx.put(accountCollection, account))
  return account
}
