import { useState } from 'react'
import { Notice } from '#client/kit/notice.tsx'
import { clockTime } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { evidenceFields } from '#shared/domain/evidence.ts'
import { type DraftValues, valuesOf } from './draft-values.ts'
import type { Draft } from './use-draft.ts'

/** Two people wrote: both texts side by side, and either can be kept. Nothing is thrown away before that. */
export function DraftConflict({ draft }: { draft: Draft }) {
  const { state, form, saver, show } = draft
  const [setAside, setSetAside] = useState<DraftValues>()
  if (state.status === 'conflict') {
    const { theirs } = state
    const mine = form.getValues()
    const who = theirs.savedBy?.name ?? 'Somebody else'
    const when = theirs.savedAt === null ? '' : ` at ${clockTime(theirs.savedAt)}`
    return (
      <Notice
        tone="warning"
        title={`${who} saved this draft${when} while you were writing.`}
        actions={
          <>
            <Button size="bar" onClick={() => void saver.keepMine()}>
              Keep mine
            </Button>
            <Button
              size="bar"
              onClick={() => {
                setSetAside(structuredClone(mine))
                saver.takeTheirs()
                show(theirs)
              }}
            >
              Take theirs
            </Button>
          </>
        }
      >
        <p>Both texts are kept until you choose.</p>
        <Differences mine={mine} theirs={valuesOf(theirs, { evidence: {}, fromPayment: {} })} who={who} />
      </Notice>
    )
  }
  if (setAside === undefined) return null
  const bringBack = () => {
    for (const [name, text] of Object.entries(setAside.fields))
      form.setValue(`fields.${name}`, text, { shouldDirty: true })
    form.setValue('files', setAside.files, { shouldDirty: true })
    form.setValue('productType', setAside.productType, { shouldDirty: true })
    setSetAside(undefined)
  }
  return (
    <Notice
      tone="info"
      title="Their text is in the form. Yours is set aside."
      actions={
        <>
          <Button size="bar" onClick={bringBack}>
            Bring mine back
          </Button>
          <Button size="bar" variant="ghost" onClick={() => setSetAside(undefined)}>
            Discard mine
          </Button>
        </>
      }
    />
  )
}

function Differences({ mine, theirs, who }: { mine: DraftValues; theirs: DraftValues; who: string }) {
  const differing = Object.keys(mine.fields).filter(
    name => (mine.fields[name] ?? '') !== (theirs.fields[name] ?? ''),
  )
  return (
    <dl className="mt-2 flex flex-col gap-2">
      {differing.map(name => (
        <div key={name}>
          <dt className="text-xs font-medium">{evidenceFields.get(name)?.label ?? name}</dt>
          <dd className="mt-0.5 grid grid-cols-2 gap-3 text-xs">
            <Version who="You" text={mine.fields[name] ?? ''} />
            <Version who={who} text={theirs.fields[name] ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Version({ who, text }: { who: string; text: string }) {
  return (
    <span className="min-w-0 break-words whitespace-pre-line">
      <span className="text-muted-foreground">{who}: </span>
      {text || 'nothing'}
    </span>
  )
}
