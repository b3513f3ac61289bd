import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'

export interface LegendEntry {
  label: string
  value?: ReactNode
  /** The class of its square; without one the entry is a sentence. */
  swatch?: string
}

export interface ChartFrameProps {
  title: string
  /** Range and unit: "14 days, number by reason". */
  scope: string
  legend: readonly LegendEntry[]
  children: ReactNode
}

/** A chart on the page, not on a card: title, scope, legend with totals, and the drawing. */
export function ChartFrame({ title, scope, legend, children }: ChartFrameProps) {
  return (
    <figure className="flex min-w-0 flex-col px-6 pt-3 pb-2 max-sm:px-4">
      <figcaption>
        <div className="flex items-baseline gap-2">
          <h3 className="text-sm font-semibold">{title}</h3>
          <span className="text-xs text-muted-foreground">{scope}</span>
        </div>
        <div className="mt-1.5 mb-4 flex min-h-4 flex-wrap gap-x-3 gap-y-1 text-xs">
          {legend.map(({ label, value, swatch }) => (
            <span key={label} className="inline-flex items-center gap-1.5">
              {swatch ? <span aria-hidden className={cn('size-2 rounded-[1px]', swatch)} /> : null}
              {label}
              {value === undefined ? null : (
                <span data-num="" className="text-muted-foreground">
                  {value}
                </span>
              )}
            </span>
          ))}
        </div>
      </figcaption>
      {children}
    </figure>
  )
}

/** The same figures for those who cannot see the drawing. */
export function ChartTable({ caption, head, rows }: { caption: string; head: string[]; rows: string[][] }) {
  return (
    <table className="sr-only">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map(cell => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((cell, index) => (
              <td key={head[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
