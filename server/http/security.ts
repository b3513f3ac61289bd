import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { Problem } from '#server/problem.ts'

/** Own scripts, styles, fonts and answers only: nothing inline, nothing from elsewhere, in no frame. */
export function securityHeaders(options: { secure: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(options.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  })
}

export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  response.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
  next()
}

/**
 * A request that changes something comes from our own pages. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`;
 * a request with neither was made by no browser, carries nobody's cookie by accident, and passes.
 */
export function originCheck(options: { appOrigin: string | null }): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next()
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const own = options.appOrigin ?? `${request.protocol}://${request.get('host') ?? ''}`
    const siteAllows = site === undefined || site === 'same-origin' || site === 'none'
    const originAllows = origin === undefined || origin === own
    if (siteAllows && originAllows) return next()
    next(new Problem('origin_refused', 'This request did not come from the desk itself.', {}))
  }
}
