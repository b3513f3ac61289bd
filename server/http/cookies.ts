import type { Request, Response } from 'express'

/** `__Host-` binds the cookie to this origin, and needs TLS; on plain loopback the name goes without. */
export interface SessionCookie {
  read(request: Request): string | null
  write(response: Response, token: string | null): void
}

export function createSessionCookie(options: { secure: boolean; maxAgeMs: number }): SessionCookie {
  const name = options.secure ? '__Host-counterfoil' : 'counterfoil'
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: options.secure } as const
  return {
    read: request => cookieValue(request.headers.cookie, name),
    write: (response, token) =>
      token === null
        ? response.clearCookie(name, attributes)
        : response.cookie(name, token, { ...attributes, maxAge: options.maxAgeMs }),
  }
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}
