/** What the page's own markup says of its session. */
const facts = document.getElementById('session')?.dataset ?? {}

/** Tells the page that shows this one in a frame; nothing in it is a secret. */
function tellHost(
  message: { type: 'resize'; height: number } | { type: 'complete'; returnUrl: string | null },
): void {
  if (window.parent === window) return
  window.parent.postMessage({ source: 'stripe-sandbox', session: facts.session, ...message }, '*')
}

function groupDigits(input: HTMLInputElement): void {
  const digits = input.value.replaceAll(/\D/g, '').slice(0, 19)
  const amex = /^3[47]/.test(digits)
  const groups = amex ? /^(\d{0,4})(\d{0,6})(\d{0,5})/ : /(\d{1,4})/g
  const parts = amex ? (groups.exec(digits)?.slice(1) ?? []) : (digits.match(groups) ?? [])
  input.value = parts.filter(part => part !== '').join(' ')
}

function slashExpiry(input: HTMLInputElement): void {
  const digits = input.value.replaceAll(/\D/g, '').slice(0, 4)
  const padded = /^[2-9]/.test(digits) ? `0${digits}`.slice(0, 4) : digits
  input.value = padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2)}` : padded
}

/** Only while the caret is at the end: mending the middle of a number is left to who mends it. */
function formatted(name: string, format: (input: HTMLInputElement) => void): void {
  const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  input?.addEventListener('input', event => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete')
    if (!deleting && input.selectionStart === input.value.length) format(input)
  })
}

formatted('card[number]', groupDigits)
formatted('card[expiry]', slashExpiry)

for (const form of document.querySelectorAll<HTMLFormElement>('[data-submit-on-change]')) {
  const button = form.querySelector('button')
  if (button) button.hidden = true
  form.addEventListener('change', () => form.requestSubmit())
}

new ResizeObserver(() => tellHost({ type: 'resize', height: document.documentElement.offsetHeight })).observe(
  document.documentElement,
)
if (facts.status === 'complete') tellHost({ type: 'complete', returnUrl: facts.returnUrl || null })

export {}
