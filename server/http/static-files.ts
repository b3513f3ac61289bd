import fs from 'node:fs'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

/**
 * The built client: hashed assets for ever, the page itself never from a cache, and every address without a file the
 * page, so that a link into the application works.
 */
export function staticFiles(directory: string): RequestHandler {
  if (!fs.existsSync(directory))
    throw new Error(`The client is not built: ${directory} is missing. Run npm run build.`)
  const serve = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    ignores: [/^\/(api|webhooks|assets)(\/|$)/, /\/\./],
    setHeaders: (response, path) => {
      const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      response.setHeader('cache-control', kept)
    },
  })
  return (request, response, next) => serve(request, response, next)
}
