import type Stripe from 'stripe'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { html } from '#server/sandbox/pages/html.ts'
import { type PageRoute, redirectTo } from '#server/sandbox/pages/page-route.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { type OwnerLink, ownerLinks } from './account-link.ts'
import { changeAccount } from './account-state.ts'
import { addBankAccount, bankAccountsOf, testBankToken } from './external-account.ts'

interface Visit {
  readonly link: OwnerLink
  readonly account: Stripe.Account
}

/** Whose link it is, as long as it is good. */
function visitBy(work: Work, id: string): Visit | undefined {
  const link = work.get(ownerLinks, id)
  const account = link && work.get(connectedAccounts, link.account)
  return link && account && link.expiresAt > work.now ? { link, account } : undefined
}

const nameOf = (account: Stripe.Account): string =>
  account.business_profile?.name ?? account.email ?? account.id

/** What a link that is over leads to: to its owner's platform for a new one, when it said where. */
function over(work: Work, id: string) {
  const refresh = work.get(ownerLinks, id)?.refreshUrl
  if (refresh) return redirectTo(refresh)
  const body = html`<h1>This link has expired</h1><p class="lead">Ask for a new one where you found it.</p>`
  return showPage({ title: 'This link has expired', body, status: 410 })
}

/** Fills in what Stripe's own onboarding would have asked the owner for. */
function onboard(work: Work, account: Stripe.Account): void {
  const hasBank = bankAccountsOf(work, account.id).data.length > 0
  if (!hasBank) addBankAccount(work, account.id, testBankToken)
  changeAccount(work, account, {
    business_type: account.business_type ?? 'individual',
    tos_acceptance: { date: work.now, ip: '127.0.0.1', user_agent: null },
  })
}

/** The pages that a connected account's owner sees. */
export const ownerPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/connect/onboarding/:link',
    run(work, _, id) {
      const visit = visitBy(work, id)
      if (!visit) return over(work, id)
      return showPage({
        title: 'Tell us about your business',
        merchant: nameOf(visit.account),
        leadsTo: [visit.link.returnUrl],
        body: html`<h1>Tell us about your business</h1>
<p class="lead">The sandbox fills in a test identity and a test bank account for ${nameOf(visit.account)}.</p>
<form method="post"><button type="submit">Agree and submit</button></form>`,
      })
    },
  },
  {
    method: 'POST',
    path: '/connect/onboarding/:link',
    run(work, _, id) {
      const visit = visitBy(work, id)
      if (!visit) return over(work, id)
      onboard(work, visit.account)
      work.put(ownerLinks, { ...visit.link, expiresAt: work.now })
      return redirectTo(visit.link.returnUrl ?? '/')
    },
  },
  {
    method: 'GET',
    path: '/connect/express/:link',
    run(work, _, id) {
      const visit = visitBy(work, id)
      if (!visit) return over(work, id)
      const { account } = visit
      return showPage({
        title: 'Express Dashboard',
        merchant: nameOf(account),
        body: html`<h1>${nameOf(account)}</h1>
<dl class="facts">
<div><dt>Account</dt><dd><code>${account.id}</code></dd></div>
<div><dt>Charges</dt><dd>${account.charges_enabled ? 'Enabled' : 'Disabled'}</dd></div>
<div><dt>Payouts</dt><dd>${account.payouts_enabled ? 'Enabled' : 'Disabled'}</dd></div>
</dl>`,
      })
    },
  },
]
