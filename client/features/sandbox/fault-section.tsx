import { useState } from 'react'
import { SectionHead } from '#client/kit/section-head.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import { Select } from '#client/ui/select.tsx'
import { type FaultKind, fault, faultKinds } from '#shared/api/sandbox.ts'
import { faultWords, type TargetName, targetNames, targets } from './fault-words.ts'
import { useSteer } from './sandbox-queries.ts'
import { SteerProblem } from './steer-problem.tsx'

const kindOptions = faultKinds.map(value => ({ value, ...faultWords[value] }))
const targetOptions = targetNames.map(value => ({ value, label: targets[value].label }))

/** Spoils the next requests to Stripe, so that people see what the desk says then. */
export function FaultSection() {
  const steer = useSteer()
  const [kind, setKind] = useState<FaultKind>('cut-after')
  const [target, setTarget] = useState<TargetName>('refunds')
  const [times, setTimes] = useState('1')
  const { method, path } = targets[target]
  const wanted = fault.safeParse({ method, path, kind, times: Number(times) })
  return (
    <section aria-labelledby="break">
      <SectionHead id="break" title="Break Stripe" />
      <form
        className="flex flex-col gap-3 px-6 pb-4 max-sm:px-4"
        onSubmit={event => {
          event.preventDefault()
          if (wanted.success && !steer.isPending) steer.mutate({ act: 'fault', fault: wanted.data })
        }}
      >
        <div className="grid grid-cols-[3fr_3fr_1fr] gap-4 max-md:grid-cols-1">
          <Field label="What goes wrong" hint={faultWords[kind].hint}>
            {control => <Select {...control} options={kindOptions} value={kind} onValueChange={setKind} />}
          </Field>
          <Field label="With what" hint={`${method === '*' ? 'any' : method} ${path}`}>
            {control => (
              <Select {...control} options={targetOptions} value={target} onValueChange={setTarget} />
            )}
          </Field>
          <Field label="How often" error={wanted.success ? null : 'From 1 to 1000.'}>
            {control => (
              <Input
                {...control}
                value={times}
                inputMode="numeric"
                onChange={event => setTimes(event.target.value)}
              />
            )}
          </Field>
        </div>
        <SteerProblem error={steer.error} />
        <Button
          type="submit"
          variant="primary"
          busy={steer.isPending}
          disabled={!wanted.success}
          className="self-start max-sm:h-11 max-sm:w-full"
        >
          {steer.isPending ? 'Arming…' : 'Spoil the next requests'}
        </Button>
      </form>
    </section>
  )
}
