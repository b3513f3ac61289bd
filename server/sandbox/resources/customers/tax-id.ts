import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const taxIds = defineKind<Stripe.TaxId>({
  name: 'tax_id',
  prefix: 'txi',
  indexes: { customer: taxId => idOf(taxId.customer) },
  expandable: ['customer'],
})

const verifiedAfterMs = 5_000
const verifiable: ReadonlySet<string> = new Set(['au_abn', 'eu_vat', 'gb_vat'])
// The values that decide it in Stripe's test mode: https://docs.stripe.com/billing/customer/tax-ids#verification
const unverified = '111111111'
const neverAnswered = '222222222'

/** Gives a customer a tax id, which a register may verify a moment later. */
export function createTaxId(work: Work, customer: string, type: string, value: string): Stripe.TaxId {
  const status = verifiable.has(type) ? 'pending' : 'unavailable'
  const taxId: Stripe.TaxId = {
    id: work.id('txi'),
    object: 'tax_id',
    country: type === 'eu_vat' ? value.slice(0, 2).toUpperCase() : type.slice(0, 2).toUpperCase(),
    created: work.now,
    customer,
    customer_account: null,
    livemode: false,
    owner: { customer, customer_account: null, type: 'customer' },
    type,
    value,
    verification: { status, verified_address: null, verified_name: null },
  }
  if (status === 'pending') work.later(verifiedAfterMs, 'tax_id.verify', taxId.id)
  return work.create(taxIds, taxId, 'customer.tax_id.created')
}

/** What registers answer by themselves. */
export const taxIdJobs: JobHandlers = {
  'tax_id.verify': (work, id) => {
    const taxId = work.get(taxIds, id)
    if (!taxId || taxId.value.includes(neverAnswered)) return
    const verification = taxId.value.includes(unverified)
      ? { status: 'unverified' as const, verified_address: null, verified_name: null }
      : { status: 'verified' as const, verified_address: '123 Test Street', verified_name: 'Test Company' }
    work.update(taxIds, taxId, { verification }, 'customer.tax_id.updated')
  },
}
