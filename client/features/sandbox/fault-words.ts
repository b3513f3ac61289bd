import type { FaultKind } from '#shared/api/sandbox.ts'

interface FaultWords {
  readonly label: string
  /** What Stripe did, and what the desk gets to see of it. */
  readonly hint: string
}

export const faultWords: Record<FaultKind, FaultWords> = {
  'cut-before': { label: 'Cut before', hint: 'The line breaks before Stripe acts' },
  'cut-after': { label: 'Cut after', hint: 'Stripe acts, then the line breaks: nobody knows' },
  '500-not-applied': { label: 'Error 500, nothing done', hint: 'Stripe fails and has done nothing' },
  '500-applied': { label: 'Error 500, but done', hint: 'Stripe acts and answers with an error' },
  '200-truncated': { label: 'Half an answer', hint: 'Stripe acts; the answer breaks off' },
  '200-html': { label: 'A page for an answer', hint: 'Stripe acts; something between answers with HTML' },
  drip: { label: 'Slow drip', hint: 'Stripe acts; the answer comes byte by byte' },
  hang: { label: 'Silence', hint: 'Nothing is done and no answer comes' },
  '429': { label: 'Too many requests', hint: 'Stripe asks to slow down' },
  '409': { label: 'Key in use', hint: 'Stripe still works on the same request' },
}

interface Target {
  readonly label: string
  readonly method: 'GET' | 'POST' | '*'
  readonly path: string
}

/** What a trainer usually wants to break. */
export const targets = {
  refunds: { label: 'Making refunds', method: 'POST', path: '/v1/refunds' },
  disputes: { label: 'Answering disputes', method: 'POST', path: '/v1/disputes/*' },
  files: { label: 'Uploading evidence', method: 'POST', path: '/v1/files' },
  reads: { label: 'Every read', method: 'GET', path: '/v1/*' },
  all: { label: 'Everything', method: '*', path: '/v1/*' },
} as const satisfies Record<string, Target>
export type TargetName = keyof typeof targets
export const targetNames = Object.keys(targets) as TargetName[]
