// Before the first paint: an external classic script, because the content security policy allows no inline one.
;(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  let chosen = 'system'
  try {
    chosen = localStorage.getItem('theme') ?? 'system'
  } catch {
    // Storage is closed to us: the system's setting holds.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && system.matches)
  document.documentElement.classList.toggle('dark', dark)
})()
