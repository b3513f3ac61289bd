import { attribute, type Html, html } from './html.ts'
import type { Problem } from './page-route.ts'

interface Field {
  readonly name: string
  readonly label: string
  readonly value?: string | null | undefined
  readonly type?: 'text' | 'email' | 'tel' | 'number'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'tel' | 'email' | 'text'
  readonly placeholder?: string
  readonly hint?: string
  readonly required?: boolean
  readonly maxlength?: number
}

interface Choice {
  readonly value: string
  readonly label: string
}

const problemOf = (name: string, problems: readonly Problem[]): string | undefined =>
  problems.find(problem => problem.field === name)?.message

/** What a control says of its hint and of its problem, and both below it. */
function told(
  name: string,
  hint: string | undefined,
  problem: string | undefined,
): { on: Html; below: Html } {
  const ids = [problem && `${name}-problem`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return {
    on: html`${attribute('aria-invalid', problem && 'true')}${attribute('aria-describedby', ids || null)}`,
    below: html`${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}`,
  }
}

/** A labelled text field, with what is wrong with it. */
export function textField(field: Field, problems: readonly Problem[] = []): Html {
  const { name, label, value, type = 'text', autocomplete, inputmode, placeholder, hint } = field
  const { on, below } = told(name, hint, problemOf(name, problems))
  const facts = [
    attribute('autocomplete', autocomplete),
    attribute('inputmode', inputmode),
    attribute('placeholder', placeholder),
    attribute('maxlength', field.maxlength),
    attribute('required', field.required),
  ]
  return html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value ?? ''}" dir="auto"${facts}${on}>${below}</div>`
}

/** A labelled choice of one. */
export function choiceField(
  { name, label, value, hint, autocomplete }: Field,
  choices: readonly Choice[],
  problems: readonly Problem[] = [],
): Html {
  const { on, below } = told(name, hint, problemOf(name, problems))
  const options = choices.map(
    choice =>
      html`<option value="${choice.value}"${attribute('selected', choice.value === value)}>${choice.label}</option>`,
  )
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"${attribute('autocomplete', autocomplete)}${on}>${options}</select>${below}</div>`
}

/** What is wrong with the whole form; nothing when all problems stand at their fields. */
export function problemNotice(problems: readonly Problem[]): Html | null {
  const whole = problems.filter(problem => problem.field === undefined)
  if (whole.length === 0) return null
  return html`<div class="notice" role="alert">${whole.map(({ message }) => html`<p>${message}</p>`)}</div>`
}
