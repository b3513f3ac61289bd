/** Apart from the schemas, because an address is read before the parser is loaded. */
export const eventStates = [
  'received',
  'processing',
  'processed',
  'retrying',
  'dead',
  'no_handler',
  'ignored',
] as const
