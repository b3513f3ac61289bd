import { z } from 'zod'
import { type Permission, permissions } from '#server/sandbox/core/permissions.ts'
import {
  createRestrictedKey,
  type RestrictedKey,
  restrictedKeys,
} from '#server/sandbox/core/restricted-key.ts'
import { type ControlRoute, NotFound } from './route.ts'

const grantsSchema = z.partialRecord(
  z.enum<Permission[]>([...permissions]),
  z.enum(['none', 'read', 'write']),
)
const keyBody = z.strictObject({ permissions: grantsSchema, name: z.string().max(200).optional() })

const told = ({ id, name, permissions: granted, created }: RestrictedKey): object => ({
  key: id,
  name,
  permissions: granted,
  createdAt: new Date(created * 1000).toISOString(),
})

/** Restricted keys: made, told and taken back. */
export const keyRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/keys',
    answer: ({ core }) => ({ data: core.state.of(restrictedKeys).all.entries.map(({ item }) => told(item)) }),
  },
  {
    method: 'POST',
    path: '/keys',
    async answer(sandbox, body) {
      const { permissions: granted, name = null } = keyBody.parse(body)
      return told(await sandbox.perform(work => createRestrictedKey(work, granted, name)))
    },
  },
  {
    method: 'DELETE',
    path: '/keys/:key',
    async answer(sandbox, _, key) {
      if (!sandbox.core.state.get(restrictedKeys, key)) throw new NotFound('No such restricted key')
      await sandbox.perform(work => work.remove(restrictedKeys, key))
      return { key, deleted: true }
    },
  },
]
