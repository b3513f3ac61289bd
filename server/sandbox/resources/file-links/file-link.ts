import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'

export const fileLinks = defineKind<Stripe.FileLink>({
  name: 'file_link',
  prefix: 'link',
  indexes: { file: link => idOf(link.file) },
  expandable: ['file'],
  // Stored as it was made; whether it still opens is a matter of when one looks.
  view: (link, nowMs) => {
    const expired = link.expires_at !== null && link.expires_at * 1000 <= nowMs
    return expired ? { ...link, expired, url: null } : link
  },
})
