import { useState } from 'react'
import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { OperationSteps } from '#client/kit/operation-steps.tsx'
import { useSession } from '#client/lib/session.ts'
import { showToast } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Textarea } from '#client/ui/textarea.tsx'
import type { Operation } from '#shared/domain/operation.ts'
import { amountOf } from './approval-words.ts'
import { type Resolution, useDecide } from './approvals-queries.ts'
import { DecisionProblem } from './decision-problem.tsx'

const choices: Record<Resolution, { label: string; hint: string }> = {
  happened: { label: 'It happened', hint: 'Stripe shows it. The operation ends as done.' },
  did_not_happen: { label: 'It did not happen', hint: 'Stripe does not show it. Its amount is free again.' },
  try_again: {
    label: 'It did not happen: send it again',
    hint: 'Under a new key, after everything is checked once more.',
  },
}
const resolutions = Object.keys(choices) as Resolution[]

/** A person decides what became of an operation that Stripe never told of. */
export function ResolveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const { mode } = useSession()
  const [decision, setDecision] = useState<Resolution | null>(null)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const decide = useDecide(operation.id)
  const isMissing = note.trim() === ''
  const submit = (): void => {
    setTried(true)
    if (decide.isPending || decision === null || isMissing) return
    decide.mutate(
      { act: 'resolve', decision, note },
      {
        onSuccess: () => {
          showToast({ tone: 'success', title: 'Decided' })
          onClose()
        },
      },
    )
  }
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title={`What became of ${amountOf(operation)}?`}
      mode={mode}
      about={<bdi>{operation.customerName ?? operation.targetId}</bdi>}
      onSubmit={submit}
      footNote="Stripe is looked at once more before it counts"
      actions={
        <>
          <Button size="dialog" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="dialog" variant="primary" busy={decide.isPending}>
            {decide.isPending ? 'Deciding…' : 'Decide'}
          </Button>
        </>
      }
    >
      <DecisionProblem error={decide.error} />
      <OperationSteps operation={operation} />
      <Choices chosen={decision} onChoose={setDecision} isMissing={isTried && decision === null} />
      <Field
        label="Note"
        hint="what you saw at Stripe"
        error={isTried && isMissing ? 'Say what you saw; the audit log keeps who decided.' : null}
      >
        {control => (
          <Textarea
            {...control}
            value={note}
            maxLength={1000}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </Field>
    </DeskDialog>
  )
}

interface ChoicesProps {
  chosen: Resolution | null
  onChoose: (resolution: Resolution) => void
  isMissing: boolean
}

function Choices({ chosen, onChoose, isMissing }: ChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Look at the payment in Stripe first</legend>
      {resolutions.map(resolution => (
        <label key={resolution} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="resolution"
            checked={chosen === resolution}
            onChange={() => onChoose(resolution)}
            className="mt-0.5 size-4 accent-primary"
          />
          <span>
            {choices[resolution].label}
            <span className="block text-xs text-muted-foreground">{choices[resolution].hint}</span>
          </span>
        </label>
      ))}
      <p role="alert" className="text-xs text-destructive">
        {isMissing ? 'Choose what became of it.' : ''}
      </p>
    </fieldset>
  )
}
