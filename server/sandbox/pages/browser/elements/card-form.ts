import { expiryProblem, formatExpiry, readExpiry } from '#server/sandbox/pages/browser/card-expiry.ts'
import { digitsOf, groupNumber, networkOf, numberProblem } from '#server/sandbox/pages/browser/card-number.ts'
import { asksPostalCode, countriesIn, countryOf } from '#server/sandbox/pages/browser/countries.ts'
import type { ElementOptions, FieldState } from '#server/sandbox/pages/browser/frame-protocol.ts'
import type { StripeError } from '#server/sandbox/pages/browser/stripe-js/failure.ts'
import { make } from './dom.ts'
import { Field } from './field.ts'
import { type ProblemCode, type Words, wordsFor } from './words.ts'

/** A card as it is sent, and only sent. */
interface TypedCard {
  readonly number: string
  readonly exp_month: number
  readonly exp_year: number
  readonly cvc: string
}

/** The fields of a card: they are read here, in the sandbox's own frame, and nowhere else. */
export class CardForm {
  readonly root: HTMLElement
  readonly #words: Words
  readonly #asksCountry: boolean
  readonly #number: Field
  readonly #expiry: Field
  readonly #cvc: Field
  readonly #postal: Field
  readonly #country: HTMLSelectElement
  readonly #brand = make('span', { class: 'Brand', 'aria-hidden': 'true' })

  constructor(options: ElementOptions, onChange: () => void) {
    const { labels } = wordsFor(options.locale)
    this.#words = wordsFor(options.locale)
    this.#asksCountry = options.asksAddress && options.kind === 'payment'
    this.#number = this.#field('number', 'cc-number', '1234 1234 1234 1234', groupNumber, numberProblem)
    this.#expiry = this.#field('expiry', 'cc-exp', labels.expiryHint, formatExpiry, text =>
      expiryProblem(text, new Date()),
    )
    this.#cvc = this.#field(
      'cvc',
      'cc-csc',
      labels.cvcHint,
      text => digitsOf(text).slice(0, this.#cvcLength),
      text => (digitsOf(text).length < this.#cvcLength ? 'incomplete_cvc' : null),
    )
    this.#postal = this.#field(
      'postal',
      'postal-code',
      options.kind === 'card' ? labels.postal : '',
      text => text,
      text => (text === '' ? 'incomplete_zip' : null),
    )
    this.#country = this.#countries(options)
    this.root = this.#layout(options)
    this.#postal.input.value = options.postalCode ?? ''
    this.root.addEventListener('input', event => {
      this.#follow(event.target)
      onChange()
    })
    this.#follow(null)
  }

  get state(): FieldState {
    const problem = this.#firstProblem()
    const typed = [this.#number, this.#expiry, this.#cvc].some(field => field.value !== '')
    const shown = this.#fields.find(field => field.input.getAttribute('aria-invalid') === 'true')?.problem
    return {
      empty: !typed,
      complete: problem === null,
      brand: networkOf(this.#number.value).brand,
      country: this.#asksCountry ? this.#country.value : '',
      postalCode: this.#postal.shown ? this.#postal.value : '',
      error: shown ? this.#errorOf(shown) : undefined,
    }
  }

  get card(): TypedCard {
    const { month, year } = readExpiry(this.#expiry.value)
    return {
      number: digitsOf(this.#number.value),
      exp_month: month,
      exp_year: year,
      cvc: digitsOf(this.#cvc.value),
    }
  }

  /** What is wrong, shown at its fields, the first of which is then under the caret; `null` when all is well. */
  validate(): StripeError | null {
    for (const field of this.#fields) field.tell()
    const first = this.#fields.find(field => field.problem !== null)
    if (!first?.problem) return null
    first.input.focus()
    return this.#errorOf(first.problem)
  }

  focus(): void {
    const next = this.#fields.find(field => field.problem !== null) ?? this.#number
    next.input.focus()
  }

  clear(): void {
    for (const field of this.#fields) field.clear()
    this.#follow(null)
  }

  set disabled(disabled: boolean) {
    for (const field of this.#fields) field.input.disabled = disabled
    this.#country.disabled = disabled
  }

  get #fields(): readonly Field[] {
    return [this.#number, this.#expiry, this.#cvc, this.#postal]
  }

  get #cvcLength(): number {
    return networkOf(this.#number.value).cvcLength
  }

  #firstProblem(): ProblemCode | null {
    return this.#fields.map(field => field.problem).find(problem => problem !== null) ?? null
  }

  #errorOf(code: ProblemCode): StripeError {
    return { type: 'validation_error', code, message: this.#words.problems[code] }
  }

  #field(
    name: 'number' | 'expiry' | 'cvc' | 'postal',
    autocomplete: string,
    placeholder: string,
    format: (text: string) => string,
    check: (text: string) => ProblemCode | null,
  ): Field {
    const inputmode = name === 'postal' ? 'text' : 'numeric'
    const label = this.#words.labels[name]
    return new Field({ name, label, autocomplete, inputmode, placeholder, format, check }, this.#words)
  }

  #countries({ country, locale }: ElementOptions): HTMLSelectElement {
    const options = countriesIn(locale).map(({ code, name }) => make('option', { value: code }, name))
    const facts = { class: 'Input', id: 'country', name: 'country', autocomplete: 'country' }
    const select = make('select', facts, ...options)
    select.value = country ?? countryOf(locale)
    return select
  }

  #layout({ kind, asksAddress }: ElementOptions): HTMLElement {
    const caption = make('label', { class: 'Label', for: 'country' }, this.#words.labels.country)
    const country = make('div', { class: 'Field Field-country' }, caption, this.#country)
    country.hidden = !this.#asksCountry
    this.#postal.root.hidden = !asksAddress
    this.#number.control.append(this.#brand)
    const { root: number } = this.#number
    const rest = [this.#expiry.root, this.#cvc.root, country, this.#postal.root]
    return make('div', { class: `Card ${kind}` }, number, ...rest)
  }

  /** What one field decides of another: the brand, the code's length, whether a postal code is asked for. */
  #follow(changed: EventTarget | null): void {
    this.#brand.textContent = networkOf(this.#number.value).label
    if (this.#asksCountry) this.#postal.root.hidden = !asksPostalCode(this.#country.value)
    if (changed === this.#number.input && this.#number.problem === null) this.#expiry.input.focus()
    else if (changed === this.#expiry.input && this.#expiry.problem === null) this.#cvc.input.focus()
  }
}
