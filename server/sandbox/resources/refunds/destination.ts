import type Stripe from 'stripe'
import { hashText } from '#server/sandbox/core/ids.ts'

type Destination = Stripe.Refund.DestinationDetails

const arn = 'acquirer_reference_number'

/** Where the money goes, as far as is known when it leaves: a hold that is let go never was on a statement. */
export function destinationOf(
  { payment_method_details: details }: Stripe.Charge,
  released: boolean,
): Destination {
  const type = details?.type ?? 'card'
  if (type === 'card') {
    if (released) return { type, card: { type: 'reversal' } }
    return { type, card: { reference_status: 'pending', reference_type: arn, type: 'refund' } }
  }
  if (type === 'customer_balance') {
    return { type: 'us_bank_transfer', us_bank_transfer: { reference: null, reference_status: 'pending' } }
  }
  return { type }
}

/** The bank's reference, by which the customer's bank finds the refund; `undefined` where there is none to come. */
export function withReference({ id, destination_details: details }: Stripe.Refund): Destination | undefined {
  const digits = String(hashText(id)).padStart(11, '0')
  if (details?.card?.type === 'refund') {
    const reference = `244450053160${digits}`
    const card = { ...details.card, reference, reference_status: 'available', reference_type: arn }
    return { ...details, card }
  }
  if (!details?.us_bank_transfer) return undefined
  return { ...details, us_bank_transfer: { reference: digits, reference_status: 'available' } }
}
