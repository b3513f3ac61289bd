import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'

/** A challenge that was passed for an intent whose confirmation waits for the server. */
export interface PassedChallenge extends Stored {
  readonly method: string
}
export const passedChallenges = defineKind<PassedChallenge>({ name: '_passed_challenge' })

interface Guarded {
  readonly id: string
  readonly client_secret: string | null
}

/** Where the customer proves who they are for this intent, a payment or a setup. */
const challengeUrl = (work: Work, { id, client_secret: secret }: Guarded): string =>
  pageUrl(work, `/3ds/${id}?client_secret=${secret ?? ''}`)

interface Redirect {
  readonly type: 'redirect_to_url'
  readonly redirect_to_url: { readonly return_url: string; readonly url: string }
}
interface UseSdk {
  readonly type: 'use_stripe_sdk'
  readonly use_stripe_sdk: { readonly type: string; readonly stripe_js: string; readonly source: string }
}

/** What the customer has to do: go to the challenge and come back, or take it inside the seller's page. */
export function challengeAction(
  work: Work,
  intent: Guarded,
  returnUrl: string | undefined,
): Redirect | UseSdk {
  const url = challengeUrl(work, intent)
  if (returnUrl !== undefined) {
    return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
  }
  const source = work.id('payatt')
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source },
  }
}
