import { invalidParam } from './api-failure.ts'
import { currency, type Spec, string } from './params.ts'

/** An object whose keys are currencies, such as `currency_options`. */
export const byCurrency = <T>(spec: Spec<T>): Spec<Readonly<Record<string, T>>, false> => ({
  required: false,
  parse(node, at) {
    if (!(node instanceof Map)) throw invalidParam('Invalid object', at)
    const entries = [...node].map(([key, value]): [string, T] => [
      currency().parse(key, `${at}[${key}]`),
      spec.parse(value, `${at}[${key}]`),
    ])
    return Object.fromEntries(entries)
  },
})

/** A percentage with at most four decimals: more than 0, at most 100. */
export const percentage = (): Spec<number, false> => ({
  required: false,
  parse(node, at) {
    const text = string().parse(node, at)
    const value = /^\d+(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
    if (value > 0 && value <= 100) return value
    throw invalidParam(`Invalid ${at}: must be greater than 0 and at most 100`, at)
  },
})
