import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { problemNotice } from '#server/sandbox/pages/form-parts.ts'
import { html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { attachTo, detach } from '#server/sandbox/resources/payment-methods/attach.ts'
import { cardFields, methodIn } from '#server/sandbox/resources/payment-methods/card-form.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { afterDoing, backLink, mustOffer, portalPage, portalUrl, type Visit } from './portal-visit.ts'

/** A form for a new card. */
export function methodPage(visit: Visit, problems: readonly Problem[] = []): SandboxResponse {
  mustOffer(visit, 'payment_method_update')
  return portalPage(visit, {
    title: 'Add a payment method',
    isRefused: problems.length > 0,
    body: html`${backLink(visit)}<h1>Add a payment method</h1>
<form class="panel" method="post" action="${portalUrl(visit, '/payment-methods/new')}" novalidate>${problemNotice(problems)}${cardFields(problems)}<label class="choice"><input type="checkbox" name="default" value="true" checked><span>Use it as my default</span></label><button class="primary whole">Add</button></form>`,
  })
}

/** Saves the typed card with the customer. @throws {FormRefusal} or {ApiFailure} for a card that cannot be saved. */
export function addMethod(visit: Visit, form: URLSearchParams): SandboxResponse {
  mustOffer(visit, 'payment_method_update')
  const { work, customer } = visit
  const method = methodIn(work, form, { name: customer.name, email: customer.email })
  attachTo(work, method, customer.id)
  if (form.get('default') === 'true') setDefault(work, customer.id, method.id)
  return afterDoing(visit, 'method', 'payment_method_update')
}

function setDefault(work: Work, customerId: string, method: string): void {
  const customer = work.need(customers, customerId)
  const settings = { ...customer.invoice_settings, default_payment_method: method }
  work.update(customers, customer, { invoice_settings: settings }, 'customer.updated')
}

function needMethod({ work, customer }: Visit, id: string) {
  const method = work.need(paymentMethods, id)
  return idOf(method.customer) === customer.id ? method : work.need(paymentMethods, '')
}

export function makeDefault(visit: Visit, id: string): SandboxResponse {
  mustOffer(visit, 'payment_method_update')
  setDefault(visit.work, visit.customer.id, needMethod(visit, id).id)
  return afterDoing(visit, 'method')
}

export function removeMethod(visit: Visit, id: string): SandboxResponse {
  mustOffer(visit, 'payment_method_update')
  detach(visit.work, needMethod(visit, id))
  return afterDoing(visit, 'removed')
}
