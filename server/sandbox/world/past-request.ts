import { z } from 'zod'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { decodeForm } from '#server/sandbox/core/form.ts'
import { Router } from '#server/sandbox/core/router.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { resources } from '#server/sandbox/resources.ts'

const router = new Router(resources.flatMap(({ operations }) => operations))
const made = z.object({ id: z.string() })

/** As the SDK sends them: `{ 'items[0][price]': 'price_…' }`. */
type PastParams = Readonly<Record<string, string | number | boolean>>

/**
 * A request that the company made in the past; answers the id of the object that it was about. A decline is an outcome
 * here and answers nothing.
 * @throws {ApiFailure} for any other refusal: the history asks for nothing that Stripe would not do.
 */
export function request(
  work: Work,
  method: 'POST' | 'DELETE',
  path: string,
  params: PastParams = {},
): string {
  const found = router.match(method, path)
  if (!found) throw new Error(`The sandbox has no ${method} ${path}`)
  const form = Object.entries(params).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  try {
    return made.parse(found.operation.prepare(decodeForm(form.join('&'))).run(work, found.ids)).id
  } catch (error) {
    if (error instanceof ApiFailure && error.handling.keepsEffects) return ''
    throw error
  }
}
