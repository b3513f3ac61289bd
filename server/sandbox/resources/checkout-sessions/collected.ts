import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Session } from './checkout-session.ts'
import type { Collection, GivenField } from './collection-params.ts'

function fieldOf({
  key,
  label,
  optional = false,
  type,
  ...given
}: GivenField): Session['custom_fields'][number] {
  const field = { key, label: { custom: label.custom, type: 'custom' as const }, optional, type }
  if (type === 'dropdown') {
    const { default_value = null, options = [] } = given.dropdown ?? {}
    return { ...field, dropdown: { default_value, options: [...options], value: null } }
  }
  const { default_value = null, maximum_length = null, minimum_length = null } = given[type] ?? {}
  return { ...field, [type]: { default_value, maximum_length, minimum_length, value: null } }
}

const customText = (given: Collection['custom_text']): Session['custom_text'] => ({
  after_submit: given?.after_submit ?? null,
  shipping_address: given?.shipping_address ?? null,
  submit: given?.submit ?? null,
  terms_of_service_acceptance: given?.terms_of_service_acceptance ?? null,
})

function consentCollection(given: Collection['consent_collection']): Session['consent_collection'] {
  if (!given) return null
  const { payment_method_reuse_agreement: reuse = null, promotions = null, terms_of_service = null } = given
  return { payment_method_reuse_agreement: reuse, promotions, terms_of_service }
}

function nameCollection(given: Collection['name_collection']): Session['name_collection'] {
  const { business, individual } = given ?? {}
  return {
    ...(business ? { business: { enabled: business.enabled, optional: business.optional ?? false } } : {}),
    ...(individual
      ? { individual: { enabled: individual.enabled, optional: individual.optional ?? false } }
      : {}),
  }
}

const sellsNowhere: ReadonlySet<string> = new Set([
  'AS',
  'CX',
  'CC',
  'CU',
  'HM',
  'IR',
  'KP',
  'MH',
  'FM',
  'NF',
  'MP',
  'PW',
  'SY',
  'UM',
  'VI',
])

function shippingCollection(
  given: Collection['shipping_address_collection'],
): Session['shipping_address_collection'] {
  if (!given) return null
  given.allowed_countries.forEach((country, at) => {
    if (/^[A-Z]{2}$/.test(country) && !sellsNowhere.has(country)) return
    throw invalid(
      `Invalid shipping_address_collection[allowed_countries][${at}]: must be a supported country`,
      {
        param: `shipping_address_collection[allowed_countries][${at}]`,
      },
    )
  })
  return { allowed_countries: [...given.allowed_countries] }
}

function branding(given: Collection['branding_settings'], name: string): Session['branding_settings'] {
  const {
    background_color: background,
    border_style: border,
    button_color: button,
    font_family: font,
  } = given ?? {}
  return {
    background_color: background ?? '#ffffff',
    border_style: border ?? 'rounded',
    button_color: button ?? '#0074d4',
    display_name: given?.display_name ?? name,
    font_family: font ?? 'default',
    icon: given?.icon ?? null,
    logo: given?.logo ?? null,
  }
}

/** What the session says of what it asks the customer for. */
export const collectedBy = (given: Collection, company: string) => ({
  billing_address_collection: given.billing_address_collection ?? null,
  branding_settings: branding(given.branding_settings, company),
  consent_collection: consentCollection(given.consent_collection),
  custom_fields: (given.custom_fields ?? []).map(fieldOf),
  custom_text: customText(given.custom_text),
  locale: given.locale ?? null,
  name_collection: nameCollection(given.name_collection),
  phone_number_collection: { enabled: given.phone_number_collection?.enabled ?? false },
  shipping_address_collection: shippingCollection(given.shipping_address_collection),
  submit_type: given.submit_type ?? null,
  tax_id_collection: {
    enabled: given.tax_id_collection?.enabled ?? false,
    required: given.tax_id_collection?.required ?? 'never',
  },
})
