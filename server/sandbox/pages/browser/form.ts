/** One press, one post: while a form is on its way its buttons rest. Coming back by the browser's history wakes them. */
function rest(form: HTMLFormElement, resting: boolean): void {
  for (const button of form.querySelectorAll('button')) button.disabled = resting
}

for (const form of document.forms) {
  // Later than the browser reads the form, or the pressed button's own value would be left out.
  form.addEventListener('submit', () => setTimeout(() => rest(form, true)))
}
window.addEventListener('pageshow', () => {
  for (const form of document.forms) rest(form, false)
})

document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
