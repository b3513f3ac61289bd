import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { Html, html } from './html.ts'

export const stylesheetPath = '/assets/page.css'

interface PageParts {
  readonly title: string
  /** Whose page it is; stands at the top. */
  readonly merchant?: string
  /** What the page says; it stands in `.content`, which is `<main>` unless it is framed. */
  readonly body: Html
  /** Paths of module scripts of the sandbox's own, such as `/assets/checkout.js`. */
  readonly scripts?: readonly string[]
  /** Paths of stylesheets beside the common one. */
  readonly styles?: readonly string[]
  readonly status?: number
  /** Who may show it in a frame: by default nobody. A framed page has no head, and no landmark. */
  readonly framedBy?: 'self' | 'anyone'
  /** Where a form on it may end, through a redirect, beside the sandbox itself. */
  readonly leadsTo?: readonly (string | null | undefined)[]
}

const doctype = new Html('<!doctype html>')

/** An origin, or for a link into an app the scheme alone; a URL that nobody can open is left out. */
function sourceOf(url: string | null | undefined): string {
  if (!url || !URL.canParse(url)) return ''
  const { origin, protocol } = new URL(url)
  return origin === 'null' ? protocol : origin
}

function policyOf({ framedBy, leadsTo = [] }: PageParts): string {
  const ancestors = framedBy === 'anyone' ? '*' : framedBy === 'self' ? "'self'" : "'none'"
  const targets = [...new Set(leadsTo.map(sourceOf))].filter(source => source !== '')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    ["form-action 'self'", ...targets].join(' '),
    `frame-ancestors ${ancestors}`,
    "base-uri 'none'",
  ].join('; ')
}

const badge = html`<p class="badge">Sandbox: no real money</p>`

function documentOf({ title, merchant, body, scripts = [], styles = [], framedBy }: PageParts): Html {
  const head = html`<header class="top"><p class="merchant"><bdi>${merchant ?? 'Sandbox'}</bdi></p>${badge}</header>`
  return html`${doctype}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
${[stylesheetPath, ...styles].map(path => html`<link rel="stylesheet" href="${path}">`)}
${scripts.map(path => html`<script type="module" src="${path}"></script>`)}
</head>
<body${framedBy ? html` class="framed"` : null}>
${framedBy ? null : head}
${framedBy ? html`<div class="content">${body}</div>` : html`<main class="content">${body}</main>`}
</body>
</html>
`
}

/** A whole page, with a policy that lets it run the sandbox's own scripts alone. */
export function showPage(parts: PageParts): SandboxResponse {
  return {
    status: parts.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(parts),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(documentOf(parts).text),
  }
}
