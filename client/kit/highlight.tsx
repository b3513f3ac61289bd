/** Without case and accents, one character for one: `Yıldırım` as `yildirim`. */
const fold = (text: string): string =>
  [...text]
    .map(letter => (letter === 'ı' ? 'i' : ([...letter.normalize('NFD').toLowerCase()][0] ?? letter)))
    .join('')

/** Sets the part that was asked for in a heavier weight. */
export function Highlight({ text, part }: { text: string; part: string }) {
  const letters = [...text]
  const wanted = fold(part.trim())
  const at = wanted === '' ? -1 : fold(text).indexOf(wanted)
  // `indexOf` counts UTF-16 units and the fold keeps one letter for one, so both are counted in letters here.
  const start = at < 0 ? -1 : [...fold(text).slice(0, at)].length
  if (start < 0) return <bdi>{text}</bdi>
  const end = start + [...wanted].length
  return (
    <bdi>
      {letters.slice(0, start).join('')}
      <span className="font-semibold">{letters.slice(start, end).join('')}</span>
      {letters.slice(end).join('')}
    </bdi>
  )
}
