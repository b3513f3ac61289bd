/** A card of https://docs.stripe.com/testing that the welcome page names, and what a payment with it comes to. */
interface TryCard {
  readonly number: string
  readonly does: string
  /** The intent's status, or the code that the refusal has. */
  readonly comesTo: 'succeeded' | 'requires_action' | 'card_declined' | 'expired_card' | 'incorrect_cvc'
}

export const tryCards: readonly TryCard[] = [
  { number: '4242 4242 4242 4242', does: 'Pays', comesTo: 'succeeded' },
  { number: '4000 0027 6000 3184', does: 'Asks for 3D Secure, always', comesTo: 'requires_action' },
  {
    number: '4000 0025 0000 3155',
    does: 'Asks for 3D Secure, unless it is saved',
    comesTo: 'requires_action',
  },
  { number: '4000 0000 0000 0002', does: 'Is declined', comesTo: 'card_declined' },
  { number: '4000 0000 0000 9995', does: 'Has insufficient funds', comesTo: 'card_declined' },
  { number: '4000 0000 0000 0069', does: 'Has expired', comesTo: 'expired_card' },
  { number: '4000 0000 0000 0127', does: 'Has another security code', comesTo: 'incorrect_cvc' },
  { number: '4100 0000 0000 0019', does: 'Is blocked as fraud', comesTo: 'card_declined' },
  { number: '4000 0000 0000 0259', does: 'Pays, and is disputed as fraudulent', comesTo: 'succeeded' },
  { number: '4000 0000 0000 2685', does: 'Pays, and is disputed as not received', comesTo: 'succeeded' },
  { number: '4000 0000 0000 1976', does: 'Pays, and the bank inquires', comesTo: 'succeeded' },
  { number: '4000 0000 0000 5423', does: 'Pays, and the bank warns of fraud', comesTo: 'succeeded' },
  { number: '4000 0000 0000 7726', does: 'Pays; its refund is pending first', comesTo: 'succeeded' },
  { number: '4000 0000 0000 5126', does: 'Pays; its refund fails later', comesTo: 'succeeded' },
]
