import * as z from 'zod'
import type { Permission } from '#shared/domain/permissions.ts'
import type { ProblemCode } from './problem.ts'

/** `public`: anybody, before sign-in. `signed-in`: every role. Otherwise the permission that the caller must hold. */
export type Access = 'public' | 'signed-in' | Permission

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

const nothing = z.strictObject({})
type Nothing = typeof nothing

/** A file in a multipart request, held in memory: its size is limited by the endpoint. */
export interface UploadedFile {
  /** As the browser named it; only for showing. */
  readonly name: string
  /** As the browser declared it; never to be trusted. */
  readonly declaredType: string
  readonly bytes: Uint8Array
}

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly name: string
  readonly summary: string
  readonly method: Method
  /** With `:names`, under `/api`. */
  readonly path: string
  readonly access: Access
  /** The session must have been signed in within the last 15 minutes. */
  readonly freshSignIn: boolean
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Most bytes of one uploaded file; the body is then multipart with the single part `file`. */
  readonly uploadBytes: number | null
  readonly reply: Reply
  /** `json`, or bytes as they are with this media type. */
  readonly media: 'json' | 'bytes'
  readonly status: number
  /** Problems of its own, beside those that every endpoint can answer with. */
  readonly problems: readonly ProblemCode[]
}

interface Declaration<Params, Query, Body, Reply> {
  name: string
  summary: string
  method: Method
  path: string
  access: Access
  freshSignIn?: boolean
  params?: Params
  query?: Query
  body?: Body
  uploadBytes?: number
  reply: Reply
  media?: 'json' | 'bytes'
  status?: number
  problems?: readonly ProblemCode[]
}

/**
 * Declares an endpoint once: the route, the typed call, the form's resolver, the test double's answer and the
 * OpenAPI document all come from this object. Unknown keys in params, query and body are refused.
 */
export function endpoint<
  Reply extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(declared: Declaration<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  return {
    freshSignIn: false,
    uploadBytes: null,
    media: 'json',
    status: 200,
    problems: [],
    ...declared,
    params: orNothing<Params>(declared.params),
    query: orNothing<Query>(declared.query),
    body: orNothing<Body>(declared.body),
  }
}

// The only cast of the contract: where a part is left out, its type parameter has the default `Nothing`.
const orNothing = <T extends z.ZodType>(schema: T | undefined): T => schema ?? (nothing as z.ZodType as T)

export type ParamsOf<E extends Endpoint> = z.output<E['params']>
export type QueryOf<E extends Endpoint> = z.output<E['query']>
export type BodyOf<E extends Endpoint> = z.output<E['body']>
export type ReplyOf<E extends Endpoint> = z.output<E['reply']>

/** `GET` lists: `limit` at most 100, and the cursor that the page before gave. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
}

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() })
