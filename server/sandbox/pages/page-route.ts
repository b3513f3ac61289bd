import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Work } from '#server/sandbox/core/work.ts'

/** What a browser asks for. Both maps answer `null` for what was not sent. */
export interface PageRequest {
  readonly path: string
  readonly query: URLSearchParams
  /** The fields of a posted form. */
  readonly form: URLSearchParams
  /** Whether it is to be shown inside another page. */
  readonly framed: boolean
}

/** One thing wrong with a posted form, in words for whoever filled it in; without a field it is about the whole. */
export interface Problem {
  readonly field?: string
  readonly message: string
}

/** Thrown by a form's `run` when something in it must be mended; nothing of what the run wrote is kept. */
export class FormRefusal extends Error {
  override readonly name = 'FormRefusal'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(problem => problem.message).join(' '))
    this.problems = problems
  }
}

type Render = (work: Work, request: PageRequest, ...ids: string[]) => SandboxResponse

/** A page or a form's target, as the routing of pages takes it. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  /** Such as `/checkout/:session`; ids come in the path's order, never below `/v1` or `/_sandbox`. */
  readonly path: string
  /**
   * Answers by `showPage` or `redirectTo`. What it writes is durable before the browser is told.
   * A thrown `FormRefusal` or `ApiFailure` leaves nothing behind, but for what a decline keeps.
   */
  readonly run: Render
  /** The form again, with what is wrong with it: without this, a refusal has a plain page of its own. */
  readonly refused?: (
    work: Work,
    request: PageRequest,
    problems: readonly Problem[],
    ...ids: string[]
  ) => SandboxResponse
}

/** Sends the browser on, after a form too: the next page is then got, so that a reload posts nothing twice. */
export const redirectTo = (url: string): SandboxResponse => ({
  status: 303,
  headers: { location: url, 'cache-control': 'no-store', 'referrer-policy': 'same-origin' },
  body: Buffer.alloc(0),
})

/** A script, a stylesheet or a picture of a page, at a fixed path. Other sites may use it. */
export const asset = (path: string, contentType: string, text: string): PageRoute => ({
  method: 'GET',
  path,
  run: () => ({
    status: 200,
    headers: {
      'content-type': contentType,
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(text),
  }),
})
