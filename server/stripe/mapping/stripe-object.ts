/** Stripe gives an object's id, or the object where it was expanded. */
export const idOf = (value: string | { readonly id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/** The object where it was expanded; `null` where there is only its id. */
export const expanded = <T extends object>(value: string | T | null | undefined): T | null =>
  typeof value === 'object' ? value : null

/** Stripe counts whole seconds. */
export const msOf = (seconds: number): number => seconds * 1000
export const msOrNull = (seconds: number | null | undefined): number | null =>
  typeof seconds === 'number' ? seconds * 1000 : null
