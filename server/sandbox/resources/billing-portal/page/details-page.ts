import type Stripe from 'stripe'
import type { SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import { problemNotice, textField } from '#server/sandbox/pages/form-parts.ts'
import { html } from '#server/sandbox/pages/html.ts'
import { FormRefusal, type Problem } from '#server/sandbox/pages/page-route.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { afterDoing, backLink, mustOffer, portalPage, portalUrl, type Visit } from './portal-visit.ts'

type Field = Parameters<typeof textField>[0]

const addressFields = ['line1', 'line2', 'postal_code', 'city', 'country'] as const

/** The fields that this portal lets its customers change, as they stand. */
function fieldsOf({ features, customer }: Visit): Field[] {
  const { allowed_updates: allowed } = features.customer_update
  const { address } = customer
  const plain: readonly (Field & { name: 'name' | 'email' | 'phone' })[] = [
    { name: 'name', label: 'Name', value: customer.name ?? null, autocomplete: 'name', maxlength: 256 },
    { name: 'email', label: 'Email', value: customer.email, type: 'email', autocomplete: 'email' },
    {
      name: 'phone',
      label: 'Phone',
      value: customer.phone ?? null,
      type: 'tel',
      autocomplete: 'tel',
      maxlength: 20,
    },
  ]
  const labels = ['Address', 'Address, second line', 'Postal code', 'City', 'Country, two letters']
  const autocomplete = ['address-line1', 'address-line2', 'postal-code', 'address-level2', 'country']
  const ofAddress = addressFields.map((name, at) => ({
    name: `address[${name}]`,
    label: labels[at] ?? name,
    value: address?.[name] ?? null,
    autocomplete: autocomplete[at] ?? 'off',
    maxlength: name === 'country' ? 2 : 200,
  }))
  return [
    ...plain.filter(({ name }) => allowed.includes(name)),
    ...(allowed.includes('address') ? ofAddress : []),
  ]
}

export function detailsPage(
  visit: Visit,
  { problems = [], typed }: { problems?: readonly Problem[]; typed?: URLSearchParams } = {},
): SandboxResponse {
  mustOffer(visit, 'customer_update')
  const fields = fieldsOf(visit).map(field =>
    textField({ ...field, value: typed?.get(field.name) ?? field.value }, problems),
  )
  return portalPage(visit, {
    title: 'Update your information',
    isRefused: problems.length > 0,
    body: html`${backLink(visit)}<h1>Update your information</h1>
<form class="panel" method="post" action="${portalUrl(visit, '/details')}" novalidate>${problemNotice(problems)}${fields}<button class="primary whole">Save</button></form>`,
  })
}

/** @throws {FormRefusal} for what is no email or no country. */
export function saveDetails(visit: Visit, form: URLSearchParams): SandboxResponse {
  mustOffer(visit, 'customer_update')
  const { work, customer, features } = visit
  const { allowed_updates: allowed } = features.customer_update
  const typed = (name: string) => form.get(name)?.trim() || null
  const plain = (['name', 'email', 'phone'] as const).filter(name => allowed.includes(name))
  const change: Partial<Stripe.Customer> = {
    ...Object.fromEntries(plain.map(name => [name, typed(name)])),
    ...(allowed.includes('address') ? { address: addressIn(typed) } : {}),
  }
  const problems = [
    ...(plain.includes('email') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(change.email ?? '')
      ? [{ field: 'email', message: 'Enter an email address.' }]
      : []),
    ...(change.address?.country && !/^[A-Z]{2}$/.test(change.address.country)
      ? [{ field: 'address[country]', message: 'Two letters, such as DE.' }]
      : []),
  ]
  if (problems.length > 0) throw new FormRefusal(problems)
  work.update(customers, customer, change, 'customer.updated')
  return afterDoing(visit, 'details', 'customer_update')
}

function addressIn(typed: (name: string) => string | null): Stripe.Address | null {
  const parts = addressFields.map(name => [name, typed(`address[${name}]`)] as const)
  if (parts.every(([, value]) => value === null)) return null
  const given = Object.fromEntries(parts.flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  return buildAddress({ ...given, ...(given.country ? { country: given.country.toUpperCase() } : {}) })
}
