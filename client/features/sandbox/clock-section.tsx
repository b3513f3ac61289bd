import { SectionHead } from '#client/kit/section-head.tsx'
import { useNow } from '#client/lib/now.ts'
import { duration, longDate } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { SandboxState } from '#shared/api/sandbox.ts'
import { useSteer } from './sandbox-queries.ts'
import { SteerProblem } from './steer-problem.tsx'

const hour = 60 * 60 * 1000
const strides = [
  ['1 hour', hour],
  ['1 day', 24 * hour],
  ['7 days', 7 * 24 * hour],
  ['30 days', 30 * 24 * hour],
] as const

/** What time it is at Stripe and here, and buttons that let it pass. */
export function ClockSection({ aheadMs }: Pick<SandboxState, 'aheadMs'>) {
  const now = useNow()
  const steer = useSteer()
  const going = steer.isPending && steer.variables.act === 'advance' ? steer.variables.advanceMs : undefined
  return (
    <section aria-labelledby="clock" className="border-b pb-4">
      <SectionHead id="clock" title="Let time pass" />
      <div className="flex flex-col gap-2.5 px-6 max-sm:px-4">
        <p>
          <span data-num="">{longDate(now)}</span>
          <span className="text-muted-foreground">
            {aheadMs === 0 ? ', as in real life' : `, ${duration(aheadMs)} ahead of real life`}
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          {strides.map(([label, advanceMs]) => (
            <Button
              key={label}
              className="max-sm:h-11 max-sm:px-4"
              busy={going === advanceMs}
              disabled={going !== undefined && going !== advanceMs}
              onClick={() => steer.mutate({ act: 'advance', advanceMs })}
            >
              {label} later
            </Button>
          ))}
        </div>
        <SteerProblem error={steer.error} />
        <p className="max-w-136 text-xs text-muted-foreground">
          Subscriptions renew, failed payments are tried again, deadlines pass, pending refunds settle, and
          the desk’s own clock goes along. It cannot go back, except by starting over.
        </p>
      </div>
    </section>
  )
}
