import { useState } from 'react'
import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { useSession } from '#client/lib/session.ts'
import { showToast } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Textarea } from '#client/ui/textarea.tsx'
import type { Operation } from '#shared/domain/operation.ts'
import { amountOf } from './approval-words.ts'
import { type Decision, useDecide } from './approvals-queries.ts'
import type { ApprovalAct } from './approvals-search.ts'
import { DecisionProblem } from './decision-problem.tsx'

type Act = Exclude<ApprovalAct, 'resolve'>

interface ActWords {
  readonly verb: string
  readonly busy: string
  readonly done: (amount: string) => string
  readonly sentence: (operation: Operation) => string
  readonly noteHint: string | null
}

const whom = ({ customerName }: Operation): string => customerName ?? 'the customer'

const words: Record<Act, ActWords> = {
  approve: {
    verb: 'Approve',
    busy: 'Approving…',
    done: amount => `Approved ${amount}; it is being sent`,
    sentence: op =>
      `Stripe is asked at once to refund ${amountOf(op)} to ${whom(op)}. Everything is checked again first: what is no longer possible is not sent.`,
    noteHint: 'optional',
  },
  reject: {
    verb: 'Reject',
    busy: 'Rejecting…',
    done: amount => `Rejected ${amount}`,
    sentence: op => `Nothing is sent, and ${op.requestedBy.name} sees your note.`,
    noteHint: 'why',
  },
  withdraw: {
    verb: 'Withdraw',
    busy: 'Withdrawing…',
    done: amount => `Withdrew ${amount}`,
    sentence: () => 'Nothing is sent. It can be asked for again.',
    noteHint: null,
  },
}

interface DecideDialogProps {
  operation: Operation
  act: Act
  onClose: () => void
}

/** One decision on one request, with the amount in its button. */
export function DecideDialog({ operation, act, onClose }: DecideDialogProps) {
  const { mode } = useSession()
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const decide = useDecide(operation.id)
  const { verb, busy, done, sentence, noteHint } = words[act]
  const amount = amountOf(operation)
  const isMissing = act === 'reject' && note.trim() === ''
  const submit = (): void => {
    setTried(true)
    if (decide.isPending || isMissing) return
    const decision: Decision = act === 'withdraw' ? { act } : { act, note }
    decide.mutate(decision, {
      onSuccess: () => {
        showToast({ tone: 'success', title: done(amount) })
        onClose()
      },
    })
  }
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title={`${verb} ${amount}`}
      mode={mode}
      about={<bdi>{whom(operation)}</bdi>}
      onSubmit={submit}
      actions={
        <>
          <Button size="dialog" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="dialog" variant="primary" busy={decide.isPending}>
            {decide.isPending ? busy : `${verb} ${amount}`}
          </Button>
        </>
      }
    >
      <DecisionProblem error={decide.error} />
      <p>{sentence(operation)}</p>
      {noteHint === null ? null : (
        <Field
          label="Note"
          hint={noteHint}
          error={isTried && isMissing ? 'Say why, for whoever asked.' : null}
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
      )}
    </DeskDialog>
  )
}
