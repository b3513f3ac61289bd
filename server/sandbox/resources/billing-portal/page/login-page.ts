import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { textField } from '#server/sandbox/pages/form-parts.ts'
import { html } from '#server/sandbox/pages/html.ts'
import { merchantOf } from '#server/sandbox/pages/merchant.ts'
import { FormRefusal, type Problem, redirectTo } from '#server/sandbox/pages/page-route.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { type Configuration, configurations } from '#server/sandbox/resources/billing-portal/configuration.ts'
import { openSession } from '#server/sandbox/resources/billing-portal/open-session.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'

/** @throws {ApiFailure} 404 for a portal without a sign-in of its own. */
function configurationWith(work: Work, id: string): Configuration {
  const configuration = work.need(configurations, id, 'configuration')
  const answers = configuration.active && configuration.login_page.enabled
  return answers ? configuration : work.need(configurations, '', 'configuration')
}

/** Where customers come who have no link: Stripe would send one by email, and the sandbox sends none. */
export function loginPage(work: Work, id: string, problems: readonly Problem[] = []): SandboxResponse {
  configurationWith(work, id)
  return showPage({
    title: `Billing: ${merchantOf(work)}`,
    merchant: merchantOf(work),
    status: problems.length > 0 ? 422 : 200,
    scripts: ['/assets/form.js'],
    body: html`<h1>Manage your billing</h1><p class="lead">Enter the email that your invoices go to. The sandbox sends no email: the link is opened at once.</p>
<form class="panel" method="post" action="${pageUrl(work, `/portal/login/${id}`)}" novalidate>${textField({ name: 'email', label: 'Email', type: 'email', autocomplete: 'email', required: true }, problems)}<button class="primary whole">Continue</button></form>`,
  })
}

/** @throws {FormRefusal} when no customer has this email. */
export function logIn(work: Work, id: string, form: URLSearchParams): SandboxResponse {
  const configuration = configurationWith(work, id)
  const [customer] = work.by(customers, 'email', form.get('email')?.trim() ?? '')
  if (!customer) throw new FormRefusal([{ field: 'email', message: 'No customer has this email.' }])
  return redirectTo(openSession(work, { customer: customer.id, configuration }).url)
}
