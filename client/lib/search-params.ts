/** Parts of a URL's search, each left out when it is absent or not what it should be: a bad link shows the whole list. */

type Search = Record<string, unknown>
type Param<Name extends string, Value> = Partial<Record<Name, Value>>

// Built with a computed key, of which TypeScript forgets the name.
const one = <Name extends string, Value>(name: Name, value: Value | undefined): Param<Name, Value> =>
  ({ [name]: value }) as Param<Name, Value>

/** Text as typed. The router reads `42` and `true` in an address as a number and a boolean, and both were text. */
export function textParam<Name extends string>(search: Search, name: Name): Param<Name, string> {
  const value = search[name]
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : ''
  return one(name, text === '' ? undefined : text.slice(0, 500))
}

/** A Stripe id. */
export function idParam<Name extends string>(search: Search, name: Name): Param<Name, string> {
  const value = search[name]
  return typeof value === 'string' && /^[a-z]+_\w{1,250}$/.test(value)
    ? one(name, value)
    : one(name, undefined)
}

export function choiceParam<Name extends string, Choice extends string>(
  search: Search,
  name: Name,
  choices: readonly Choice[],
): Param<Name, Choice> {
  const chosen = choices.find(choice => choice === search[name])
  return one(name, chosen)
}

export function flagParam<Name extends string>(search: Search, name: Name): Param<Name, true> {
  return search[name] === true || search[name] === 'true' ? one(name, true) : one(name, undefined)
}
