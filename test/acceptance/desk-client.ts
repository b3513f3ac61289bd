import type { ProblemBody } from '#shared/api/problem.ts'
import type { Operation } from '#shared/domain/operation.ts'

/** The desk's API as a person's browser speaks it: a session cookie and JSON. */
export interface DeskClient {
  get<T>(path: string): Promise<T>
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Reply }>
  raw(path: string, init?: RequestInit): Promise<Response>
}

/** An operation or a problem, as it comes; a journey names the members it looks at. */
type Reply = Partial<Operation> & Partial<ProblemBody> & Record<string, unknown>

export async function signIn(url: string, persona: string): Promise<DeskClient> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  if (!response.ok) throw new Error(`Sign-in as ${persona}: ${response.status} ${await response.text()}`)
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const raw = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { cookie, ...Object.fromEntries(new Headers(init.headers)) } })
  return {
    raw,
    async get(path) {
      const reply = await raw(path)
      if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${await reply.text()}`)
      return await reply.json()
    },
    async send(method, path, body) {
      const headers = { 'content-type': 'application/json' }
      const reply = await raw(path, { method, headers, body: JSON.stringify(body ?? {}) })
      return { status: reply.status, body: await reply.json() }
    },
  }
}

/** Asks again until the answer satisfies, for a bounded time; fails with the last answer. */
export async function until<T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (satisfied(answer)) return answer
    if (Date.now() > end)
      throw new Error(`Still not so after ${withinMs} ms: ${JSON.stringify(answer).slice(0, 2000)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

export const operationEnds = (desk: DeskClient, id: string, state: Operation['state']): Promise<Operation> =>
  until(
    () => desk.get<Operation>(`/api/operations/${id}`),
    operation => operation.state === state,
  )
