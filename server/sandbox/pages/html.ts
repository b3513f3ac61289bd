/** Markup that is safe to send: what stood in it was escaped when it was made. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Absent values are left out, so that `condition && html…` reads well. */
type Part = string | number | Html | null | undefined | false | readonly Part[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return part.replace(/[&<>"']/g, mark => entities[mark] ?? mark)
  if (typeof part === 'number') return String(part)
  return part.map(write).join('')
}

/** Markup with every value escaped, in text and in quoted attributes; `Html` stays as it is, a list is joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + write(parts[at])).join(''))
}

/** An attribute with its value, or nothing at all when the value is absent; `true` writes the name alone. */
export function attribute(name: string, value: string | number | boolean | null | undefined): Html {
  if (value === null || value === undefined || value === false) return new Html('')
  return value === true ? new Html(` ${name}`) : html` ${new Html(name)}="${value}"`
}
