import { z } from 'zod'
import { faultKinds } from '#server/sandbox/core/faults.ts'
import type { ControlRoute } from './route.ts'

const faultBody = z.strictObject({
  method: z.string().default('*'),
  path: z.string().startsWith('/'),
  kind: z.enum(faultKinds),
  times: z.int().min(1).default(1),
  afterMs: z.int().min(0).optional(),
})

/** What goes wrong with the next requests. */
export const faultRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/faults', answer: sandbox => ({ data: sandbox.faults.list() }) },
  {
    method: 'POST',
    path: '/faults',
    answer(sandbox, body) {
      const fault = faultBody.parse(body)
      sandbox.faults.add(fault)
      return fault
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    answer(sandbox) {
      sandbox.faults.clear()
      return { data: [] }
    },
  },
]
