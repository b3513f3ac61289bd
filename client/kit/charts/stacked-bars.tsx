import { cn } from '#client/ui/class-names.ts'
import { ChartFrame, ChartTable } from './chart-frame.tsx'
import { Plot, plotWidth, xAt, yAt } from './plot.tsx'
import { labelStep, seriesFill, seriesSwatch, ticks } from './scale.ts'

export interface StackedBarsProps {
  title: string
  scope: string
  /** At most five, the first at the bottom. */
  series: readonly string[]
  /** A bar each: its label, and a value for each series. */
  bars: readonly { label: string; values: readonly number[] }[]
}

const labelsAtMost = 7
const barShare = 0.75

/** Numbers by kind over time, stacked with gaps of one pixel. */
export function StackedBars({ title, scope, series, bars }: StackedBarsProps) {
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const lines = ticks(Math.max(0, ...sums))
  const largest = lines.at(-1) ?? 1
  const step = labelStep(bars.length, labelsAtMost)
  const slot = 1 / Math.max(1, bars.length)
  const total = (index: number): number => bars.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)
  return (
    <ChartFrame
      title={title}
      scope={scope}
      legend={series.map((label, index) => ({
        label,
        value: total(index),
        swatch: seriesSwatch[index] ?? 'bg-chart-4',
      }))}
    >
      <Plot
        ticks={lines}
        labels={bars.flatMap(({ label }, index) =>
          index % step === 0 ? [{ at: (index + 0.5) * slot, text: label }] : [],
        )}
      >
        {bars.map(({ label, values }, index) => (
          <Bar
            key={label}
            left={xAt((index + (1 - barShare) / 2) * slot)}
            width={plotWidth * slot * barShare}
            shares={values.map(value => value / largest)}
          />
        ))}
      </Plot>
      <ChartTable
        caption={`${title}, ${scope}`}
        head={['Day', ...series]}
        rows={bars.map(({ label, values }) => [label, ...values.map(String)])}
      />
    </ChartFrame>
  )
}

function Bar({ left, width, shares }: { left: number; width: number; shares: readonly number[] }) {
  const parts = shares.map((share, index) => ({
    share,
    fill: seriesFill[index] ?? 'fill-chart-4',
    base: shares.slice(0, index).reduce((sum, below) => sum + below, 0),
  }))
  return parts
    .filter(({ share }) => share > 0)
    .map(({ share, fill, base }) => (
      <rect
        key={fill}
        x={left}
        width={width}
        y={yAt(base + share)}
        height={Math.max(0.5, yAt(base) - yAt(base + share) - (base > 0 ? 1 : 0))}
        className={cn(fill)}
      />
    ))
}
