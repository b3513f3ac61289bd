import { type ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { CreateParams } from './session-params.ts'

type Name = keyof CreateParams

const missingParam = (param: string): ApiFailure =>
  invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })

/** Parameters that only some modes have. */
const modesOf: Partial<Record<Name, readonly CreateParams['mode'][]>> = {
  customer_creation: ['payment', 'setup'],
  discounts: ['payment', 'subscription'],
  invoice_creation: ['payment'],
  line_items: ['payment', 'subscription'],
  payment_intent_data: ['payment'],
  payment_method_collection: ['subscription'],
  saved_payment_method_options: ['payment', 'subscription'],
  setup_intent_data: ['setup'],
  shipping_options: ['payment'],
  submit_type: ['payment', 'subscription'],
  subscription_data: ['subscription'],
}

const notOnElements: readonly Name[] = [
  'cancel_url',
  'custom_fields',
  'custom_text',
  'origin_context',
  'submit_type',
  'success_url',
]

type UiMode = NonNullable<CreateParams['ui_mode']>

/** Where each sort of page sends the customer afterwards. */
const uiRules: Record<UiMode, { readonly refused: readonly Name[] }> = {
  elements: { refused: notOnElements },
  embedded_page: { refused: ['cancel_url', 'success_url'] },
  hosted_page: { refused: ['permissions', 'redirect_on_completion', 'return_url'] },
}

function checkMode(params: CreateParams): void {
  for (const [name, modes] of Object.entries(modesOf)) {
    if (!Object.hasOwn(params, name) || modes.includes(params.mode)) continue
    throw invalid(`You can not pass \`${name}\` in \`${params.mode}\` mode.`, { param: name })
  }
  if (params.mode === 'setup') return
  if (!params.line_items || params.line_items.length === 0) throw missingParam('line_items')
  if (params.line_items.length > 20 && params.mode === 'subscription') {
    throw invalid('You can only pass up to 20 line items in `subscription` mode.', { param: 'line_items' })
  }
}

function checkUrl(params: CreateParams, name: 'cancel_url' | 'return_url' | 'success_url'): void {
  const url = params[name]
  if (url === undefined) return
  const filled = url.replaceAll('{CHECKOUT_SESSION_ID}', 'cs')
  const protocol = URL.canParse(filled) ? new URL(filled).protocol : ''
  // A customer is sent there: nothing but a web page will do.
  if (protocol === 'https:' || protocol === 'http:') return
  throw invalid('Not a valid URL', { param: name, code: 'url_invalid' })
}

function checkUi(params: CreateParams): void {
  const ui = params.ui_mode ?? 'hosted_page'
  for (const name of uiRules[ui].refused) {
    if (!Object.hasOwn(params, name)) continue
    throw invalid(`You cannot set \`${name}\` when \`ui_mode\` is \`${ui}\`.`, { param: name })
  }
  if (ui === 'hosted_page' && params.success_url === undefined) throw missingParam('success_url')
  const stays = ui === 'embedded_page' && params.redirect_on_completion === 'never'
  if (stays && params.return_url !== undefined) {
    throw invalid('You cannot set `return_url` when `redirect_on_completion` is `never`.', {
      param: 'return_url',
    })
  }
  if (ui === 'embedded_page' && !stays && params.return_url === undefined) throw missingParam('return_url')
  checkUrl(params, 'success_url')
  checkUrl(params, 'cancel_url')
  checkUrl(params, 'return_url')
}

function checkTogether(params: CreateParams): void {
  const pairs: readonly (readonly [Name, Name])[] = [
    ['allow_promotion_codes', 'discounts'],
    ['customer', 'customer_creation'],
    ['customer', 'customer_email'],
  ]
  for (const [first, second] of pairs) {
    if (!Object.hasOwn(params, first) || !Object.hasOwn(params, second)) continue
    throw invalid(`You may only specify one of these parameters: ${first}, ${second}.`, { param: first })
  }
  if (params.customer_update && params.customer === undefined) {
    throw invalid('`customer_update` can only be used with `customer`.', { param: 'customer_update' })
  }
  if (params.customer_email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(params.customer_email)) {
    throw invalid(`Invalid email address: ${params.customer_email}`, {
      param: 'customer_email',
      code: 'email_invalid',
    })
  }
  const allowed = params.allowed_payment_method_types
  if ((allowed && !allowed.includes('card')) || params.excluded_payment_method_types?.includes('card')) {
    throw invalid(
      'No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods) or specify payment_method_types.',
      { code: 'payment_intent_invalid_parameter' },
    )
  }
}

const minuteSeconds = 60
const daySeconds = 24 * 60 * minuteSeconds

function checkTimes(work: Work, { expires_at, subscription_data: data }: CreateParams): void {
  if (expires_at !== undefined && expires_at < work.now + 30 * minuteSeconds) {
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  if (expires_at !== undefined && expires_at > work.now + daySeconds) {
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  if (data?.trial_end !== undefined && data.trial_period_days !== undefined) {
    throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'subscription_data[trial_end]',
    })
  }
  if (data?.trial_end !== undefined && data.trial_end < work.now + 2 * daySeconds) {
    throw invalid('The `trial_end` date has to be at least 2 days in the future.', {
      param: 'subscription_data[trial_end]',
    })
  }
}

function checkFields({ custom_fields: fields = [] }: CreateParams): void {
  fields.forEach((field, at) => {
    const param = `custom_fields[${at}]`
    if (!/^[a-zA-Z0-9_-]+$/.test(field.key)) {
      throw invalid('Custom field keys must be alphanumeric.', { param: `${param}[key]` })
    }
    if (fields.findIndex(({ key }) => key === field.key) !== at) {
      throw invalid('Custom field keys must be unique.', { param: `${param}[key]` })
    }
    if (field.type === 'dropdown' && !field.dropdown) throw missingParam(`${param}[dropdown]`)
  })
}

/** Checks what the parameters must be to each other. @throws {ApiFailure} 400 naming the one to change. */
export function checkSession(work: Work, params: CreateParams): void {
  checkMode(params)
  checkUi(params)
  checkTogether(params)
  checkTimes(work, params)
  checkFields(params)
}
