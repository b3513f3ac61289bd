import type { Resource } from '#server/sandbox/core/operation.ts'
import { challengePages } from './challenge-page.ts'
import { pageAssets } from './page-assets.ts'
import { stripeJsPages } from './stripe-js-assets.ts'
import { welcomePages } from './welcome-page.ts'

/** The pages that belong to no object of Stripe's. */
export const pagesResource: Resource = {
  kinds: [],
  operations: [],
  pages: [...welcomePages, ...pageAssets, ...challengePages, ...stripeJsPages],
}
