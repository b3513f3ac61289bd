import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { object, oneOf, type Parsed, required, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { needConnected } from './need-account.ts'

/** A way in for an account's owner, good once: to be onboarded, or to look at the account. */
export interface OwnerLink extends Stored {
  readonly account: string
  /** Whole seconds. */
  readonly expiresAt: number
  readonly returnUrl: string | null
  readonly refreshUrl: string | null
}
export const ownerLinks = defineKind<OwnerLink>({ name: '_owner_link' })

const livesSeconds = 5 * 60

const linkParams = {
  account: required(string()),
  type: required(oneOf('account_onboarding', 'account_update')),
  collect: oneOf('currently_due', 'eventually_due'),
  collection_options: object({
    fields: oneOf('currently_due', 'eventually_due'),
    future_requirements: oneOf('include', 'omit'),
  }),
  refresh_url: string(),
  return_url: string(),
} satisfies ShapeOf<Stripe.AccountLinkCreateParams>

function needUrl(url: string | undefined, param: string): string {
  if (url === undefined)
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  if (URL.canParse(url)) return url
  throw invalid('Not a valid URL', { code: 'url_invalid', param })
}

function createLink(work: Work, params: Parsed<typeof linkParams>): Stripe.AccountLink {
  const account = needConnected(work, params.account)
  const returnUrl = needUrl(params.return_url, 'return_url')
  const refreshUrl = needUrl(params.refresh_url, 'refresh_url')
  if (params.type === 'account_update' && account.controller?.requirement_collection !== 'application') {
    throw invalid(
      'You cannot create `account_update` type Account Links for this account. Valid values are `account_onboarding`.',
      { param: 'type' },
    )
  }
  const id = work.core.ids.text(24)
  const expiresAt = work.now + livesSeconds
  work.in(null).put(ownerLinks, { id, account: account.id, expiresAt, returnUrl, refreshUrl })
  return {
    object: 'account_link',
    created: work.now,
    expires_at: expiresAt,
    url: pageUrl(work.in(null), `/connect/onboarding/${id}`),
  }
}

function createLogin(work: Work, id: string): Stripe.LoginLink {
  const account = needConnected(work, id)
  if (account.controller?.stripe_dashboard?.type !== 'express') {
    throw invalid('Cannot create a login link for an account that does not use the Express Dashboard.')
  }
  if (!account.details_submitted) {
    throw invalid('Cannot create a login link for an account that has not completed onboarding.')
  }
  const link = { id: work.core.ids.text(24), account: id, expiresAt: work.now + livesSeconds }
  work.in(null).put(ownerLinks, { ...link, returnUrl: null, refreshUrl: null })
  return {
    object: 'login_link',
    created: work.now,
    url: pageUrl(work.in(null), `/connect/express/${link.id}`),
  }
}

export const accountLinkOperations: readonly Operation[] = [
  operation({ method: 'POST', path: '/v1/account_links', params: linkParams, run: createLink }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:account/login_links',
    params: {},
    run: (work, _, id) => createLogin(work, id),
  }),
]
