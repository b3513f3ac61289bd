import { formatExpiry } from './card-expiry.ts'
import { groupNumber } from './card-number.ts'
import { followHeight, tellHost } from './host-messages.ts'

/** Only while the caret is at the end: mending the middle of a number is left to who mends it. */
function formatted(name: string, format: (text: string) => string): void {
  const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  input?.addEventListener('input', event => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete')
    if (!deleting && input.selectionStart === input.value.length) input.value = format(input.value)
  })
}

formatted('card[number]', groupNumber)
formatted('card[expiry]', formatExpiry)

for (const form of document.querySelectorAll<HTMLFormElement>('[data-submit-on-change]')) {
  const button = form.querySelector('button')
  if (button) button.hidden = true
  form.addEventListener('change', () => form.requestSubmit())
}

followHeight()
const { status, returnUrl } = document.getElementById('session')?.dataset ?? {}
if (status === 'complete') tellHost({ type: 'complete', returnUrl: returnUrl || null })
