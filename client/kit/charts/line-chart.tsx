import { ChartFrame, ChartTable, type LegendEntry } from './chart-frame.tsx'
import { type AxisLabel, Plot, plot, xAt, yAt } from './plot.tsx'
import { labelStep, ticks } from './scale.ts'

export interface LinePoint {
  label: string
  /** `null`: nothing was measured; the line is broken there. */
  value: number | null
  /** Marks a failure under the line. */
  failed?: boolean
}

export interface LineChartProps {
  title: string
  scope: string
  legend: readonly LegendEntry[]
  points: readonly LinePoint[]
}

const labelsAtMost = 5

/** One measure over time; red marks stand for failures only. */
export function LineChart({ title, scope, legend, points }: LineChartProps) {
  const lines = ticks(Math.max(0, ...points.map(({ value }) => value ?? 0)))
  const largest = lines.at(-1) ?? 1
  const last = Math.max(1, points.length - 1)
  const end = points.at(-1)
  return (
    <ChartFrame title={title} scope={scope} legend={legend}>
      <Plot ticks={lines} labels={axisLabels(points)}>
        <path
          d={linePath(points, largest)}
          fill="none"
          strokeWidth="1.5"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
          className="stroke-chart-1"
        />
        {end?.value == null ? null : (
          <circle cx={xAt(1)} cy={yAt(end.value / largest)} r="2.5" className="fill-chart-1" />
        )}
        {points.map(({ label, failed }, index) =>
          failed ? (
            <rect
              key={label}
              x={xAt(index / last) - 2}
              y={plot.height - plot.bottom - 4}
              width="4"
              height="4"
              className="fill-destructive"
            />
          ) : null,
        )}
      </Plot>
      <ChartTable
        caption={`${title}, ${scope}`}
        head={['Time', 'Value', 'Failures']}
        rows={points.map(({ label, value, failed }) => [
          label,
          value === null ? '' : String(value),
          failed ? 'yes' : '',
        ])}
      />
    </ChartFrame>
  )
}

/** The first, the last, and what stands between them without touching. */
function axisLabels(points: readonly LinePoint[]): AxisLabel[] {
  const last = Math.max(1, points.length - 1)
  const step = labelStep(points.length, labelsAtMost)
  const labels: AxisLabel[] = points
    .map(
      ({ label }, index): AxisLabel => ({
        at: index / last,
        text: label,
        anchor: index ? 'middle' : 'start',
      }),
    )
    .filter((_, index) => index % step === 0 && last - index >= step * 0.75)
  const end = points.at(-1)
  return end ? [...labels, { at: 1, text: end.label, anchor: 'end' }] : labels
}

/** Begins anew after each gap. */
function linePath(points: readonly LinePoint[], largest: number): string {
  const last = Math.max(1, points.length - 1)
  return points
    .map(({ value }, index) => {
      if (value === null) return ''
      const isStart = index === 0 || points[index - 1]?.value === null
      return `${isStart ? 'M' : 'L'}${xAt(index / last).toFixed(1)} ${yAt(value / largest).toFixed(1)}`
    })
    .join('')
}
