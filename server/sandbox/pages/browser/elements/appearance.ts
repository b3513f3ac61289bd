import type { Appearance } from '#server/sandbox/pages/browser/frame-protocol.ts'

type Variables = Readonly<Record<string, string>>

const light: Variables = {
  colorPrimary: '#2b4d9c',
  colorBackground: '#ffffff',
  colorText: '#1f2430',
  colorTextSecondary: '#60646f',
  colorTextPlaceholder: '#696d78',
  colorDanger: '#b3261e',
  fontFamily: 'system-ui, sans-serif',
  fontSizeBase: '16px',
  spacingUnit: '4px',
  borderRadius: '6px',
}

const themes: Readonly<Record<string, Variables>> = {
  stripe: light,
  flat: { ...light, colorBackground: '#f0f0ee', borderRadius: '4px' },
  night: {
    ...light,
    colorPrimary: '#93abec',
    colorBackground: '#1d2027',
    colorText: '#e8e9ec',
    colorTextSecondary: '#a6a9b2',
    colorTextPlaceholder: '#9a9da6',
    colorDanger: '#ff9d8f',
  },
  none: light,
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

const sheet = new CSSStyleSheet()

/** Rules such as `{'.Input:focus': {borderColor: …}}`; a selector that cannot be read styles nothing. */
function rulesOf(rules: Appearance['rules'] = {}): void {
  sheet.replaceSync('')
  for (const [selector, properties] of Object.entries(rules)) {
    const probe = new CSSStyleSheet()
    probe.replaceSync(`${selector.replaceAll(/[{}]/g, '')} {}`)
    const rule = probe.cssRules[0]
    if (!(rule instanceof CSSStyleRule)) continue
    for (const [name, value] of Object.entries(properties)) rule.style.setProperty(kebab(name), value)
    sheet.insertRule(rule.cssText, sheet.cssRules.length)
  }
}

/** Dresses the frame as its host asks. */
export function dress({ theme = 'stripe', variables = {}, rules, labels }: Appearance): void {
  const { style, classList } = document.documentElement
  for (const [name, value] of Object.entries({ ...themes[theme], ...variables })) {
    style.setProperty(`--${name}`, value)
  }
  classList.toggle('flat', theme === 'flat')
  classList.toggle('night', theme === 'night')
  classList.toggle('floating', labels === 'floating')
  rulesOf(rules)
  document.adoptedStyleSheets = [sheet]
}
