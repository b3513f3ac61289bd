import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import { isApiVersion } from '#server/sandbox/core/api-version.ts'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  nullable,
  required,
  type ShapeOf,
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import { isEventType } from '#server/sandbox/webhooks/event-types.ts'

/** Text that must be one of very many words; `such` says which, as the list would fill a page. */
const known = (holds: (word: string) => boolean, such: string): Spec<string, false> => ({
  required: false,
  parse(node, at) {
    const word = string().parse(node, at)
    if (holds(word)) return word
    throw invalidParam(`Invalid ${at}: must be ${such}`, at)
  },
})

const eventType = known(
  word => word === '*' || isEventType(word),
  '* or one of the event types, such as charge.refunded',
)

const enabledEvents: Spec<string[], false> = {
  required: false,
  parse(node, at) {
    const types = array(eventType).parse(node, at)
    if (types.length > 0) return types
    throw invalidParam('You must enable at least one type of event.', at, 'parameter_invalid_empty')
  },
}

/** Any `http` or `https` address: a sandbox may send where Stripe would not, such as to this machine. */
const url: Spec<string, false> = {
  required: false,
  parse(node, at) {
    const text = string().parse(node, at)
    if (!/^https?:\/\//i.test(text)) {
      const rule = 'Invalid URL: An explicit scheme (such as https) must be provided.'
      throw invalidParam(rule, at, 'url_invalid')
    }
    if (URL.canParse(text)) return text
    throw invalidParam(`Invalid URL: ${text.slice(0, 100)}`, at, 'url_invalid')
  },
}

const common = { description: nullable(string()), metadata: metadata() }

export const createParams = {
  ...common,
  enabled_events: required(enabledEvents),
  url: required(url),
  api_version: known(isApiVersion, 'a version of the API, such as 2026-10-28.endive'),
  connect: boolean(),
} satisfies ShapeOf<Stripe.WebhookEndpointCreateParams>

export const updateParams = {
  ...common,
  disabled: boolean(),
  enabled_events: enabledEvents,
  url,
} satisfies ShapeOf<Stripe.WebhookEndpointUpdateParams>
