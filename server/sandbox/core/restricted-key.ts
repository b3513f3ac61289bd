import { defineKind, type Stored } from './kind.ts'
import type { Grants } from './permissions.ts'
import type { Work } from './work.ts'

/** A key that may do only what it was granted. Its id is the key itself, so that it is found by what callers send. */
export interface RestrictedKey extends Stored {
  readonly created: number
  readonly name: string | null
  readonly permissions: Grants
}
export const restrictedKeys = defineKind<RestrictedKey>({ name: '_restricted_key' })

/** Makes a key that may do what `permissions` say and nothing else. */
export const createRestrictedKey = (work: Work, permissions: Grants, name: string | null): RestrictedKey =>
  work.put(restrictedKeys, { id: work.id('rk_test'), created: work.now, name, permissions })
