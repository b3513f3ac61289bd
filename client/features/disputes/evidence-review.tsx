import { Notice } from '#client/kit/notice.tsx'
import { DisputeKindMark } from '#client/kit/status/dispute-status.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { evidenceFields, evidenceIssues, evidenceToSend } from '#shared/domain/evidence.ts'
import { cardNumbersIn } from './card-numbers.ts'
import type { CheckItem } from './checklist.ts'
import type { DraftValues } from './draft-values.ts'
import { sizeInWords } from './file-size.ts'
import { exhibitsOf } from './letter.ts'

export interface EvidenceReviewProps {
  open: DisputeCase
  values: DraftValues
  checklist: readonly CheckItem[]
}

/** Everything that goes to the bank, field by field, and what still speaks against sending it. */
export function EvidenceReview({ open, values, checklist }: EvidenceReviewProps) {
  const { fields } = evidenceToSend(open.reason, values)
  const written = Object.entries(fields).filter(([, text]) => text.trim() !== '')
  return (
    <section aria-labelledby="review" className="flex flex-col gap-3">
      <h2 id="review" className="flex items-baseline justify-between gap-3 font-semibold">
        What goes to the bank
        <span className="text-xs font-normal text-muted-foreground">
          <DisputeKindMark kind={open.kind} />
        </span>
      </h2>
      <ReviewNotices open={open} values={values} checklist={checklist} />
      <dl className="divide-y border-y">
        {written.map(([name, text]) => (
          <div key={name} className="py-2">
            <dt className="text-xs text-muted-foreground">{evidenceFields.get(name)?.label ?? name}</dt>
            <dd className="break-words whitespace-pre-line normal-nums">{text.trim()}</dd>
          </div>
        ))}
        {exhibitsOf(open.reason, values).map(({ letter, label, file }) => (
          <div key={letter} className="py-2">
            <dt className="text-xs text-muted-foreground">
              Exhibit {letter}, {label}
            </dt>
            <dd className="break-words">
              <bdi>{file.name}</bdi>, {sizeInWords(file.size)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function ReviewNotices({ open, values, checklist }: EvidenceReviewProps) {
  const { fields } = evidenceToSend(open.reason, values)
  const issues = reviewIssues(open.reason, values)
  const missing = checklist.filter(({ state }) => state === 'missing' || state === 'started')
  const numbers = Object.entries(fields).flatMap(([name, text]) =>
    cardNumbersIn(text).map(last4 => `${evidenceFields.get(name)?.label ?? name} (ends ${last4})`),
  )
  return (
    <>
      {issues.length > 0 ? (
        <Notice tone="destructive" title="Stripe would refuse this evidence">
          <ul>
            {issues.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {field ? `${evidenceFields.get(field)?.label ?? field}: ` : ''}
                {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {numbers.length > 0 ? (
        <Notice tone="warning" title="This looks like a whole card number">
          {numbers.join(', ')}. Keep only the last four digits.
        </Notice>
      ) : null}
      {missing.length > 0 ? (
        <Notice tone="warning" title="The bank looks for more than this">
          {missing.map(({ label }) => label).join(', ')}.
        </Notice>
      ) : null}
    </>
  )
}

export function reviewIssues(reason: string, values: DraftValues) {
  const { fields, files } = evidenceToSend(reason, values)
  const sizes = Object.fromEntries(Object.entries(files).map(([field, { size }]) => [field, size]))
  const isEmpty = Object.values(fields).every(text => text.trim() === '') && Object.keys(files).length === 0
  const issues = evidenceIssues(fields, sizes)
  return isEmpty ? [...issues, { field: '', message: 'Nothing is written and no file is attached.' }] : issues
}
