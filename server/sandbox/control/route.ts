import type { Sandbox } from '#server/sandbox/sandbox.ts'

/** One thing that the control API does. `body` is JSON as it came; a throw is its refusal. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below `/_sandbox`; a segment such as `:id` is handed over. */
  readonly path: string
  answer(sandbox: Sandbox, body: unknown, id: string): object | Promise<object>
}

/** The control API has no such thing. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}

/** What stands at the `:` of the route's path, `''` if it has none; `undefined` when the path is another. */
export function idIn(route: ControlRoute, path: string): string | undefined {
  const wanted = route.path.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  let id = ''
  for (const [at, segment] of wanted.entries()) {
    const here = given[at] ?? ''
    if (segment.startsWith(':') && here !== '') id = decodeURIComponent(here)
    else if (segment !== here) return undefined
  }
  return id
}
