import type { ReactNode } from 'react'

/** The drawing's own units: it scales with its place, its lines and letters do not. */
export const plot = { width: 360, height: 128, left: 22, right: 4, top: 6, bottom: 20 } as const

export const plotWidth = plot.width - plot.left - plot.right
export const plotHeight = plot.height - plot.top - plot.bottom

export const xAt = (share: number): number => plot.left + share * plotWidth
export const yAt = (share: number): number => plot.top + (1 - share) * plotHeight

export interface AxisLabel {
  /** Share of the width. */
  at: number
  text: string
  anchor?: 'start' | 'middle' | 'end'
}

export interface PlotProps {
  ticks: readonly number[]
  labels: readonly AxisLabel[]
  children: ReactNode
}

/** Hairline grid, figures at its left, labels below. */
export function Plot({ ticks, labels, children }: PlotProps) {
  const largest = ticks.at(-1) ?? 1
  return (
    <svg
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      aria-hidden="true"
      className="w-full overflow-visible text-2xs"
    >
      {ticks.map(tick => (
        <g key={tick}>
          <line
            x1={plot.left}
            x2={plot.width - plot.right}
            y1={yAt(tick / largest)}
            y2={yAt(tick / largest)}
            className="stroke-border"
            vectorEffect="non-scaling-stroke"
          />
          <text
            x={plot.left - 6}
            y={yAt(tick / largest)}
            dy="0.35em"
            textAnchor="end"
            className="fill-muted-foreground tabular-nums"
          >
            {tick}
          </text>
        </g>
      ))}
      {children}
      {labels.map(({ at, text, anchor = 'middle' }) => (
        <text
          key={`${at} ${text}`}
          x={xAt(at)}
          y={plot.height - 5}
          textAnchor={anchor}
          className="fill-muted-foreground tabular-nums"
        >
          {text}
        </text>
      ))}
    </svg>
  )
}
