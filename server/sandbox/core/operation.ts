import type { PageRoute } from '#server/sandbox/pages/page-route.ts'
import type { FormTree } from './form.ts'
import type { JobHandlers } from './job.ts'
import type { Kind } from './kind.ts'
import { array, type Parsed, parseShape, type Shape, string } from './params.ts'
import { type Permission, permissionOf } from './permissions.ts'
import type { Scenario } from './scenario.ts'
import type { Work } from './work.ts'

type Method = 'GET' | 'POST' | 'DELETE'

/** An operation ready for the router: parameters are read first, so that a bad one leaves no trace. */
export interface Operation {
  readonly method: Method
  /** Such as `/v1/refunds/:refund/cancel`; the ids come in the path's order. */
  readonly path: string
  /** What a restricted key needs to call it, to read by GET and to write by anything else. */
  readonly permission: Permission | undefined
  /** Whether browsers may call it; it then checks the `client_secret` itself. */
  readonly publishable: boolean
  /** @throws {ApiFailure} 400 when a parameter is unknown, missing or unreadable. */
  prepare(tree: FormTree): Prepared
}
export interface Prepared {
  readonly expand: readonly string[]
  run(work: Work, ids: readonly string[]): unknown
}

interface Declaration<S extends Shape> {
  readonly method: Method
  readonly path: string
  readonly params: S
  /** Whether the publishable key is enough: `run` then asks `checkClientSecret` first. */
  readonly publishable?: boolean
  run(work: Work, params: Parsed<S>, ...ids: string[]): unknown
}

const expandParam = array(string())

/** Declares one operation; `expand` is a parameter of each. `run` answers an object of Stripe's, or throws. */
export function operation<const S extends Shape>({
  method,
  path,
  params,
  publishable = false,
  run,
}: Declaration<S>): Operation {
  return {
    method,
    path,
    permission: permissionOf(path),
    publishable,
    prepare(tree) {
      const { expand, ...rest } = Object.fromEntries(tree)
      const parsed = parseShape(params, new Map(Object.entries(rest)))
      return {
        expand: expand === undefined ? [] : expandParam.parse(expand, 'expand'),
        run: (work, ids) => run(work, parsed, ...ids),
      }
    },
  }
}

/** A resource of the API: adding one is adding its files and a line to `resources.ts`. */
export interface Resource {
  readonly kinds: readonly Kind[]
  readonly operations: readonly Operation[]
  readonly jobs?: JobHandlers
  readonly scenarios?: Readonly<Record<string, Scenario>>
  /** What of it is seen in a browser. */
  readonly pages?: readonly PageRoute[]
}

/** Answered as it is instead of as JSON: the contents of a file. */
export class RawAnswer {
  readonly contentType: string
  readonly bytes: Buffer

  constructor(contentType: string, bytes: Buffer) {
    this.contentType = contentType
    this.bytes = bytes
  }
}
