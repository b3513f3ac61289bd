import { make } from './dom.ts'
import type { ProblemCode, Words } from './words.ts'

interface FieldParts {
  readonly name: string
  readonly label: string
  readonly autocomplete: string
  readonly inputmode: 'numeric' | 'text'
  readonly placeholder: string
  /** How what is typed is set, at the end of it. */
  readonly format: (text: string) => string
  readonly check: (text: string) => ProblemCode | null
}

/** One labelled input that says what is wrong with it, once whoever types has left it. */
export class Field {
  readonly root: HTMLElement
  readonly input: HTMLInputElement
  /** What stands around the input, for a mark inside it. */
  readonly control: HTMLElement
  readonly name: string
  readonly #problem: HTMLElement
  readonly #parts: FieldParts
  readonly #words: Words

  constructor(parts: FieldParts, words: Words) {
    const { name, label, autocomplete, inputmode, placeholder } = parts
    this.name = name
    this.#parts = parts
    this.#words = words
    const facts = {
      id: name,
      name,
      autocomplete,
      inputmode,
      placeholder,
      'aria-describedby': `${name}-problem`,
    }
    this.input = make('input', { class: 'Input', type: 'text', spellcheck: 'false', ...facts })
    this.#problem = make('p', { class: 'Error', id: `${name}-problem`, 'aria-live': 'polite' })
    this.control = make('div', { class: 'Control' }, this.input)
    const caption = make('label', { class: 'Label', for: name }, label)
    this.root = make('div', { class: `Field Field-${name}` }, caption, this.control, this.#problem)
    this.input.addEventListener('input', event => this.#typed(event))
    this.input.addEventListener('blur', () => this.value !== '' && this.tell())
  }

  get value(): string {
    return this.input.value.trim()
  }

  /** Whether the field is part of the form; a hidden one is neither asked nor checked. */
  get shown(): boolean {
    return !this.root.hidden
  }

  get problem(): ProblemCode | null {
    return this.shown ? this.#parts.check(this.value) : null
  }

  /** Shows what is wrong with it, if anything is. */
  tell(): void {
    const { problem } = this
    this.input.setAttribute('aria-invalid', String(problem !== null))
    this.input.classList.toggle('Input--invalid', problem !== null)
    this.#problem.textContent = problem === null ? '' : this.#words.problems[problem]
  }

  rename(label: string): void {
    const caption = this.root.querySelector('label')
    if (caption) caption.textContent = label
  }

  clear(): void {
    this.input.value = ''
    this.#quiet()
  }

  #quiet(): void {
    this.input.removeAttribute('aria-invalid')
    this.input.classList.remove('Input--invalid')
    this.#problem.textContent = ''
  }

  /** Mending the middle of a number is left to who mends it. */
  #typed(event: Event): void {
    const { input } = this
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete')
    if (!deleting && input.selectionStart === input.value.length)
      input.value = this.#parts.format(input.value)
    this.#quiet()
  }
}
