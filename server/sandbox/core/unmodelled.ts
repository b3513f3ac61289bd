import { invalidParam } from './api-failure.ts'
import type { FormNode } from './form.ts'
import type { Spec } from './params.ts'

/** A parameter that Stripe has and this sandbox does not act on: refused in words, never passed over in silence. */
export const unmodelled = (): Spec<never, false> => ({
  required: false,
  parse(_: FormNode, at: string): never {
    throw invalidParam(`The sandbox does not model the parameter ${at}. Leave it out.`, at)
  },
})
