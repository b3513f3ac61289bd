import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { SectionHead } from '#client/kit/section-head.tsx'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import type { DeliveryBehaviour } from '#shared/api/sandbox.ts'
import { useSteer } from './sandbox-queries.ts'
import { SteerProblem } from './steer-problem.tsx'

/** As a person says it: seconds and percent. */
interface Typed {
  delaySeconds: number
  dropPercent: number
  duplicatePercent: number
  reorder: boolean
  paused: boolean
}

const percent = { min: 0, max: 100, message: 'From 0 to 100.' }
const seconds = { min: 0, max: 3600, message: 'From 0 to 3600.' }

const within = ({ min, max, message }: typeof percent) => ({
  valueAsNumber: true,
  validate: (value: number) => (value >= min && value <= max) || message,
})

const typedOf = (now: DeliveryBehaviour): Typed => ({
  delaySeconds: now.delayMs / 1000,
  dropPercent: Math.round(now.dropRate * 100),
  duplicatePercent: Math.round(now.duplicateRate * 100),
  reorder: now.reorder,
  paused: now.paused,
})

const behaviourOf = ({ delaySeconds, dropPercent, duplicatePercent, ...rest }: Typed): DeliveryBehaviour => ({
  delayMs: Math.round(delaySeconds * 1000),
  dropRate: dropPercent / 100,
  duplicateRate: duplicatePercent / 100,
  ...rest,
})

/** How webhooks come: late, twice, out of order, or not at all. */
export function DeliverySection({ deliveries }: { deliveries: DeliveryBehaviour }) {
  const steer = useSteer()
  const { register, handleSubmit, formState, watch, setValue, reset } = useForm<Typed>({
    values: typedOf(deliveries),
    resetOptions: { keepDirtyValues: true },
  })
  const { errors, isDirty } = formState
  const send = handleSubmit(typed =>
    steer.mutate(
      { act: 'deliveries', behaviour: behaviourOf(typed) },
      { onSuccess: state => reset(typedOf(state.deliveries)) },
    ),
  )
  const box = (name: 'reorder' | 'paused') => ({
    checked: watch(name),
    onChange: (checked: boolean) => setValue(name, checked, { shouldDirty: true }),
  })
  return (
    <section aria-labelledby="deliveries">
      <SectionHead id="deliveries" title="How webhooks come" />
      <form className="flex flex-col gap-3 px-6 pb-4 max-sm:px-4" onSubmit={event => void send(event)}>
        <div className="grid grid-cols-3 gap-4 max-md:grid-cols-1">
          <Field label="Late by" error={errors.delaySeconds?.message}>
            {control => (
              <Input
                {...control}
                {...register('delaySeconds', within(seconds))}
                inputMode="decimal"
                after="seconds"
              />
            )}
          </Field>
          <Field label="Lost" hint="for good" error={errors.dropPercent?.message}>
            {control => (
              <Input
                {...control}
                {...register('dropPercent', within(percent))}
                inputMode="numeric"
                after="of 100"
              />
            )}
          </Field>
          <Field label="Sent twice" error={errors.duplicatePercent?.message}>
            {control => (
              <Input
                {...control}
                {...register('duplicatePercent', within(percent))}
                inputMode="numeric"
                after="of 100"
              />
            )}
          </Field>
        </div>
        <Choice label="Out of order" {...box('reorder')} />
        <Choice label="Held back: nothing is sent until this is taken away" {...box('paused')} />
        <SteerProblem error={steer.error} />
        <Button
          type="submit"
          variant="primary"
          busy={steer.isPending}
          disabled={!isDirty}
          className="self-start max-sm:h-11 max-sm:w-full"
        >
          {steer.isPending ? 'Changing…' : 'Deliver like this'}
        </Button>
      </form>
    </section>
  )
}

interface ChoiceProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

function Choice({ label, checked, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex min-h-6 items-center gap-2">
      <Checkbox id={id} aria-labelledby={`${id}-label`} checked={checked} onCheckedChange={onChange} />
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
    </div>
  )
}
