import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import type { Configuration } from './configuration.ts'
import { type Flow, type PortalSession, portalSessions } from './portal-session.ts'

interface NewSession {
  readonly customer: string
  readonly configuration: Configuration
  readonly flow?: Flow | null
  readonly returnUrl?: string | null
  readonly locale?: string | null
  readonly onBehalfOf?: string | null
}

/** Writes a session that opens the portal for a customer, and tells of it. */
export function openSession(work: Work, given: NewSession): PortalSession {
  const { configuration, returnUrl = configuration.default_return_url } = given
  const id = work.id('bps')
  return work.create(
    portalSessions,
    {
      id,
      object: 'billing_portal.session',
      configuration: configuration.id,
      created: work.now,
      customer: given.customer,
      customer_account: null,
      flow: given.flow ?? null,
      livemode: false,
      locale: given.locale ?? null,
      on_behalf_of: given.onBehalfOf ?? null,
      return_url: returnUrl,
      url: pageUrl(work, `/portal/${id}`),
    },
    'billing_portal.session.created',
  )
}
