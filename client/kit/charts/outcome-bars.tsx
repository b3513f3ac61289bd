import { cn } from '#client/ui/class-names.ts'
import { ChartFrame } from './chart-frame.tsx'

export interface OutcomeBarsProps {
  title: string
  scope: string
  /** What the figures come to: "Won 12 of the 21 answered (57 %)". */
  sentence: string
  /** `wanted`: what we hoped for, in the first colour; the rest in grey. */
  outcomes: readonly { label: string; value: number; wanted?: boolean }[]
}

/** Outcomes side by side: lengths to compare, with their numbers. */
export function OutcomeBars({ title, scope, sentence, outcomes }: OutcomeBarsProps) {
  const largest = Math.max(1, ...outcomes.map(({ value }) => value))
  return (
    <ChartFrame title={title} scope={scope} legend={[{ label: sentence }]}>
      <dl className="mt-2 grid grid-cols-[5.75rem_1fr] items-center gap-x-3 gap-y-3">
        {outcomes.map(({ label, value, wanted = false }) => (
          <div key={label} className="contents">
            <dt className="text-right text-xs/5 text-muted-foreground">{label}</dt>
            <dd className="flex items-center gap-3 text-xs/5">
              <span
                aria-hidden
                className={cn(
                  'h-3 rounded-[1px]',
                  value > 0 && 'min-w-0.5',
                  wanted ? 'bg-chart-1' : 'bg-chart-4',
                )}
                style={{ width: `${(value / largest) * 75}%` }}
              />
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </ChartFrame>
  )
}
