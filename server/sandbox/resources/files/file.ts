import type Stripe from 'stripe'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'

export const files = defineKind<Stripe.File>({
  name: 'file',
  prefix: 'file',
  indexes: { purpose: file => file.purpose },
})

/** What was uploaded, beside its object because it is answered by its own URL. */
export interface FileContent extends Stored {
  readonly contentType: string
  readonly base64: string
}
export const fileContents = defineKind<FileContent>({ name: '_file_content' })
