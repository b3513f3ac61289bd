import type Stripe from 'stripe'
import { accountId } from '#server/sandbox/core/authenticate.ts'

/** The company that the sandbox belongs to. */
export const account: Stripe.Account = {
  id: accountId,
  object: 'account',
  business_profile: {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: '5499',
    minority_owned_business_designation: null,
    name: 'Northpost Coffee',
    product_description: 'Coffee, roasted in small batches and sent by post',
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: 'help@northpost.example',
    support_phone: '+15550100',
    support_url: null,
    url: 'https://northpost.example',
  },
  business_type: 'company',
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  controller: { type: 'account' },
  country: 'US',
  default_currency: 'usd',
  details_submitted: true,
  email: 'owner@northpost.example',
  metadata: {},
  payouts_enabled: true,
  type: 'standard',
}
