import { useNow } from '#client/lib/now.ts'
import { useSession } from '#client/lib/session.ts'
import { fullDate } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import { sizeInWords } from './file-size.ts'
import type { Letter } from './letter.ts'

/** The fields and files as one letter, in the order that a case is told. */
export function LetterPreview({ letter, className }: { letter: Letter; className?: string }) {
  const { accountName } = useSession()
  const { heading, paragraphs, exhibits } = letter
  return (
    <section aria-label="Preview" className={cn('flex min-h-0 flex-col bg-sidebar px-5 pt-4', className)}>
      <div className="mb-2 flex items-baseline justify-between">
        <h2 className="font-semibold">Preview</h2>
        <span className="text-xs text-muted-foreground">your answer, read as a letter</span>
      </div>
      <article className="min-h-64 flex-1 overflow-y-auto rounded-t-md border border-b-0 bg-background px-6 py-5 break-words">
        <p className="text-xs text-muted-foreground">
          {accountName} · {fullDate(useNow())}
        </p>
        <h3 className="mt-2 font-semibold">{heading}</h3>
        {paragraphs.length === 0 ? (
          <p className="mt-2 text-muted-foreground">Nothing is written yet.</p>
        ) : (
          paragraphs.map(text => (
            <p key={text} className="mt-2.5 text-xs/5 whitespace-pre-line">
              <bdi>{withExhibits(text)}</bdi>
            </p>
          ))
        )}
        {exhibits.length > 0 ? (
          <ul className="mt-4 divide-y border-y text-xs">
            {exhibits.map(({ letter: sign, label, file }) => (
              <li key={sign} className="flex gap-1.5 py-1.5">
                <b>{sign}</b>
                <span className="min-w-0 flex-1 truncate">{label}</span>
                <span data-num="" className="text-muted-foreground">
                  {sizeInWords(file.size)}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </article>
    </section>
  )
}

/** "exhibit A" with its letter in bold, as the list below has it. */
function withExhibits(text: string) {
  let at = 0
  return text.split(/(\bexhibits? [A-Z]\b)/i).map(part => {
    const key = at
    at += part.length
    const sign = /^exhibits? ([A-Z])$/i.exec(part)?.[1]
    if (sign === undefined) return part
    return (
      <span key={key}>
        {part.slice(0, -1)}
        <b>{sign}</b>
      </span>
    )
  })
}
