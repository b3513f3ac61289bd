/** `de` as `Deutsch`: in its own language, as its speakers look for it. A code that nobody knows stays as it came. */
export function languageName(locale: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
    return name.replace(/^\p{Ll}/u, letter => letter.toLocaleUpperCase(locale))
  } catch (error) {
    if (error instanceof RangeError) return locale
    throw error
  }
}
