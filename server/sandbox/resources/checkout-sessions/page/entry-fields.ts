import { choiceField, textField } from '#server/sandbox/pages/form-parts.ts'
import { attribute, type Html, html } from '#server/sandbox/pages/html.ts'
import type { Problem } from '#server/sandbox/pages/page-route.ts'
import type { Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { countries } from './countries.ts'

/** What the fields show: the session, what was typed before, and what is wrong with it. */
export interface Entry {
  readonly session: Session
  /** What was typed into a field, never into one of the card's. */
  readonly typed: (name: string) => string | undefined
  readonly problems: readonly Problem[]
}

const group = (title: string, ...fields: readonly (Html | false)[]): Html =>
  html`<fieldset><legend>${title}</legend>${fields}</fieldset>`

export function contactFields({ session, typed, problems }: Entry): Html {
  const known = session.customer_details?.email
  const email = known
    ? html`<div class="field"><p class="hint">Email</p><p><bdi>${known}</bdi></p></div>`
    : textField(
        {
          name: 'email',
          label: 'Email',
          type: 'email',
          autocomplete: 'email',
          value: typed('email'),
          required: true,
        },
        problems,
      )
  const phone =
    session.phone_number_collection?.enabled &&
    textField(
      {
        name: 'phone',
        label: 'Phone number',
        type: 'tel',
        autocomplete: 'tel',
        value: typed('phone'),
        required: true,
      },
      problems,
    )
  const { business, individual } = session.name_collection ?? {}
  return group(
    'Contact',
    email,
    phone || false,
    individual?.enabled === true &&
      textField(
        {
          name: 'individual_name',
          label: individual.optional ? 'Full name (optional)' : 'Full name',
          autocomplete: 'name',
          value: typed('individual_name'),
          required: !individual.optional,
        },
        problems,
      ),
    business?.enabled === true &&
      textField(
        {
          name: 'business_name',
          label: business.optional ? 'Business name (optional)' : 'Business name',
          autocomplete: 'organization',
          value: typed('business_name'),
          required: !business.optional,
        },
        problems,
      ),
  )
}

interface AddressPlace {
  readonly at: string
  readonly kind: 'billing' | 'shipping'
  readonly only?: readonly string[] | undefined
}

/** The lines of an address; `at` begins their names. */
export function addressFields({ typed, problems }: Entry, { at, kind, only }: AddressPlace): Html {
  const choices = countries(only)
  const usual = only && !only.includes('US') ? only[0] : 'US'
  const line = (part: string, label: string, autocomplete: string, required: boolean) =>
    textField(
      {
        name: `${at}[${part}]`,
        label,
        autocomplete: `${kind} ${autocomplete}`,
        value: typed(`${at}[${part}]`),
        required,
      },
      problems,
    )
  return html`${choiceField(
    {
      name: `${at}[country]`,
      label: 'Country or region',
      autocomplete: `${kind} country`,
      value: typed(`${at}[country]`) ?? usual,
    },
    choices,
    problems,
  )}${line('line1', 'Address', 'address-line1', true)}${line('line2', 'Apartment, suite (optional)', 'address-line2', false)}<div class="fields">${line('city', 'City', 'address-level2', true)}${line('postal_code', 'Postal code', 'postal-code', false)}</div>${line('state', 'State or province (optional)', 'address-level1', false)}`
}

export function shippingFields(entry: Entry): Html | false {
  const { session, typed, problems } = entry
  const asked = session.shipping_address_collection
  if (!asked || session.collected_information?.shipping_details) return false
  const note = session.custom_text.shipping_address?.message
  return group(
    'Shipping address',
    textField(
      {
        name: 'shipping[name]',
        label: 'Name',
        autocomplete: 'shipping name',
        value: typed('shipping[name]'),
        required: true,
      },
      problems,
    ),
    addressFields(entry, {
      at: 'shipping[address]',
      kind: 'shipping',
      only: asked.allowed_countries.map(String),
    }),
    note !== undefined && html`<p class="hint">${note}</p>`,
  )
}

function customField(field: Session['custom_fields'][number], { typed, problems }: Entry): Html {
  const name = `custom_fields[${field.key}]`
  const label = `${field.label.custom ?? field.key}${field.optional ? ' (optional)' : ''}`
  if (field.dropdown) {
    const { default_value, options } = field.dropdown
    const value = typed(name) ?? default_value
    return choiceField({ name, label, value }, [{ value: '', label: 'Choose…' }, ...options], problems)
  }
  const { default_value, maximum_length } = field.numeric ?? field.text ?? {}
  return textField(
    {
      name,
      label,
      value: typed(name) ?? default_value,
      required: !field.optional,
      maxlength: maximum_length ?? 255,
      ...(field.numeric ? { inputmode: 'numeric' as const } : {}),
    },
    problems,
  )
}

export const customFields = (entry: Entry): Html | false =>
  entry.session.custom_fields.length > 0 &&
  group('More about your order', ...entry.session.custom_fields.map(field => customField(field, entry)))

/** A box to tick, with what is wrong with leaving it empty. */
export function tickBox(name: string, value: string, label: string, { typed, problems }: Entry): Html {
  const problem = problems.find(({ field }) => field === name)?.message
  const told = problem ? html` aria-invalid="true" aria-describedby="${name}-problem"` : null
  return html`<div class="field"><label class="choice"><input type="checkbox" name="${name}" value="${value}"${attribute('checked', typed(name) === value)}${told}><span>${label}</span></label>${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}</div>`
}
