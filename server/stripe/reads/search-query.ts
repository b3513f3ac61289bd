/** Text for Stripe's search language, quoted so that nothing a person types is read as a query. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
