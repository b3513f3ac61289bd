const most = 3

/** The first three, and how many more there are. */
export function listInWords(items: readonly string[], separator: string): string {
  const rest = items.length - most
  const shown = items.slice(0, most).join(separator)
  return rest > 0 ? `${shown}${separator}and ${rest} more` : shown
}

/** `Ines Carvalho (2) and Jonas Lindqvist`: the most frequent first. */
export function countedInWords(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const said = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => (count > 1 ? `${name} (${count})` : name))
  return said.length === 2 ? said.join(' and ') : listInWords(said, ', ')
}
