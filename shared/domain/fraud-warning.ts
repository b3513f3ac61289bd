import type { DisputeSummary } from './dispute.ts'
import { reasonWords } from './dispute-words.ts'

/** The fraud that an issuer reports: https://docs.stripe.com/api/radar/early_fraud_warnings/object */
const fraudTypes: Readonly<Record<string, string>> = {
  card_never_received: 'Card never arrived',
  fraudulent_card_application: 'Card opened by a fraudster',
  made_with_counterfeit_card: 'Card was counterfeit',
  made_with_lost_card: 'Card reported as lost',
  made_with_stolen_card: 'Card reported as stolen',
  misc: 'Fraud of another kind',
  unauthorized_use_of_card: 'Stolen card details',
}

/** What is claimed, for a row: "Never arrived", "Card reported as stolen". */
export const claimOf = ({ kind, reason }: Pick<DisputeSummary, 'kind' | 'reason'>): string =>
  kind === 'early_fraud_warning'
    ? (fraudTypes[reason] ?? reason.replaceAll('_', ' '))
    : reasonWords(reason).claim
