import type Stripe from 'stripe'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import { fileLinks } from '#server/sandbox/resources/file-links/file-link.ts'

const shownLinks = 10

export const files = defineKind<Stripe.File>({
  name: 'file',
  prefix: 'file',
  indexes: { purpose: file => file.purpose },
  computed: {
    links({ id }, reader): Stripe.ApiList<Stripe.FileLink> {
      const made = reader.by(fileLinks, 'file', id)
      const url = `/v1/file_links?file=${id}`
      return { object: 'list', data: made.slice(0, shownLinks), has_more: made.length > shownLinks, url }
    },
  },
})

/** What was uploaded, beside its object because it is answered by its own URL. */
export interface FileContent extends Stored {
  readonly contentType: string
  readonly base64: string
}
export const fileContents = defineKind<FileContent>({ name: '_file_content' })
