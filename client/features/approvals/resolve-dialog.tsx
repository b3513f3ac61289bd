import { type UseFormRegisterReturn, useForm } from 'react-hook-form'
import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { OperationSteps } from '#client/kit/operation-steps.tsx'
import { bodyResolver } from '#client/lib/form-resolver.ts'
import { useSession } from '#client/lib/session.ts'
import { showToast } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Textarea } from '#client/ui/textarea.tsx'
import type { BodyOf } from '#shared/api/endpoint.ts'
import { resolveOperation } from '#shared/api/operations.ts'
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

type ResolveValues = BodyOf<typeof resolveOperation>

/** A person decides what became of an operation that Stripe never told of. */
export function ResolveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const { mode } = useSession()
  const { register, handleSubmit, formState } = useForm<ResolveValues>({
    resolver: bodyResolver(resolveOperation),
    defaultValues: { note: '' },
  })
  const { errors } = formState
  const decide = useDecide(operation.id)
  const submit = handleSubmit(values => {
    if (decide.isPending) return
    decide.mutate(
      { act: 'resolve', ...values },
      {
        onSuccess: () => {
          showToast({ tone: 'success', title: 'Decided' })
          onClose()
        },
      },
    )
  })
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title={`What became of ${amountOf(operation)}?`}
      mode={mode}
      about={<bdi>{operation.customerName ?? operation.targetId}</bdi>}
      onSubmit={() => void submit()}
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
      <Choices field={register('decision')} error={errors.decision?.message} />
      <Field label="Note" hint="what you saw at Stripe" error={errors.note?.message}>
        {control => <Textarea {...control} {...register('note')} maxLength={1000} />}
      </Field>
    </DeskDialog>
  )
}

interface ChoicesProps {
  field: UseFormRegisterReturn
  error: string | undefined
}

function Choices({ field, error }: ChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Look at the payment in Stripe first</legend>
      {resolutions.map(resolution => (
        <label key={resolution} className="flex items-start gap-2.5">
          <input {...field} type="radio" value={resolution} className="mt-0.5 size-4 accent-primary" />
          <span>
            {choices[resolution].label}
            <span className="block text-xs text-muted-foreground">{choices[resolution].hint}</span>
          </span>
        </label>
      ))}
      <p role="alert" className="text-xs text-destructive">
        {error}
      </p>
    </fieldset>
  )
}
