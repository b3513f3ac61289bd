import type { DisputeCase } from '#shared/domain/dispute.ts'
import { evidenceFields } from '#shared/domain/evidence.ts'
import { sizeInWords } from './file-size.ts'

/** The evidence as it stands at Stripe, or the draft where nothing was sent; only to be read. */
export function SentEvidence({ open }: { open: DisputeCase }) {
  const wasSent = open.submissionCount > 0
  const texts = wasSent ? open.evidence : open.draft.fields
  const shown = [...evidenceFields.values()].flatMap(({ name, label, kind }) => {
    const file = open.draft.files[name]
    if (kind === 'file') {
      const isThere = wasSent ? open.evidence[name] !== undefined : file !== undefined
      if (!isThere) return []
      const inWords = file ? `${file.name}, ${sizeInWords(file.size)}` : (open.evidence[name] ?? '')
      return [{ name, label, text: inWords }]
    }
    const text = texts[name]?.trim()
    return text ? [{ name, label, text }] : []
  })
  return (
    <section aria-labelledby="sent">
      <h2 id="sent" className="font-semibold">
        {wasSent ? 'What the bank got' : 'The draft, not sent'}
      </h2>
      {shown.length === 0 ? (
        <p className="mt-2 text-muted-foreground">Nothing is written.</p>
      ) : (
        <dl className="mt-2 divide-y border-y">
          {shown.map(({ name, label, text }) => (
            <div key={name} className="py-2">
              <dt className="text-xs text-muted-foreground">{label}</dt>
              <dd className="break-words whitespace-pre-line">
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
