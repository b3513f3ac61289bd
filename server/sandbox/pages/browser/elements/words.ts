export type ProblemCode =
  | 'incomplete_number'
  | 'invalid_number'
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_month_past'
  | 'invalid_expiry_year_past'
  | 'incomplete_cvc'
  | 'incomplete_zip'

type Label = 'number' | 'expiry' | 'cvc' | 'country' | 'postal' | 'expiryHint' | 'cvcHint'

/** Everything an element says, in one language. */
export interface Words {
  readonly labels: Readonly<Record<Label, string>>
  readonly problems: Readonly<Record<ProblemCode, string>>
}

const english: Words = {
  labels: {
    number: 'Card number',
    expiry: 'Expiration date',
    cvc: 'Security code',
    country: 'Country',
    postal: 'Postal code',
    expiryHint: 'MM / YY',
    cvcHint: 'CVC',
  },
  problems: {
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: "Your card's expiration date is incomplete.",
    invalid_expiry_month: "Your card's expiration date is invalid.",
    invalid_expiry_month_past: "Your card's expiration date is in the past.",
    invalid_expiry_year_past: "Your card's expiration year is in the past.",
    incomplete_cvc: "Your card's security code is incomplete.",
    incomplete_zip: 'Your postal code is incomplete.',
  },
}

const german: Words = {
  labels: {
    number: 'Kartennummer',
    expiry: 'Gültig bis',
    cvc: 'Prüfziffer',
    country: 'Land',
    postal: 'Postleitzahl',
    expiryHint: 'MM / JJ',
    cvcHint: 'CVC',
  },
  problems: {
    incomplete_number: 'Die Kartennummer ist unvollständig.',
    invalid_number: 'Die Kartennummer ist ungültig.',
    incomplete_expiry: 'Das Ablaufdatum der Karte ist unvollständig.',
    invalid_expiry_month: 'Das Ablaufdatum der Karte ist ungültig.',
    invalid_expiry_month_past: 'Das Ablaufdatum der Karte liegt in der Vergangenheit.',
    invalid_expiry_year_past: 'Das Ablaufjahr der Karte liegt in der Vergangenheit.',
    incomplete_cvc: 'Die Prüfziffer der Karte ist unvollständig.',
    incomplete_zip: 'Die Postleitzahl ist unvollständig.',
  },
}

const french: Words = {
  labels: {
    number: 'Numéro de carte',
    expiry: 'Date d’expiration',
    cvc: 'Code de sécurité',
    country: 'Pays',
    postal: 'Code postal',
    expiryHint: 'MM / AA',
    cvcHint: 'CVC',
  },
  problems: {
    incomplete_number: 'Le numéro de votre carte est incomplet.',
    invalid_number: 'Le numéro de votre carte est invalide.',
    incomplete_expiry: 'La date d’expiration de votre carte est incomplète.',
    invalid_expiry_month: 'La date d’expiration de votre carte est invalide.',
    invalid_expiry_month_past: 'La date d’expiration de votre carte est passée.',
    invalid_expiry_year_past: 'L’année d’expiration de votre carte est passée.',
    incomplete_cvc: 'Le code de sécurité de votre carte est incomplet.',
    incomplete_zip: 'Votre code postal est incomplet.',
  },
}

const languages: Readonly<Record<string, Words>> = { en: english, de: german, fr: french }

/** The words of a locale such as `de-AT`; English for a language that the sandbox does not speak. */
export const wordsFor = (locale: string): Words => languages[locale.slice(0, 2)] ?? english
