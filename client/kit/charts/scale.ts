/** Whole steps of 1, 2 or 5 times a power of ten that cover the largest value with three to five lines. */
export function ticks(largest: number, wanted = 3): number[] {
  if (largest <= 0) return [0, 1]
  const rough = largest / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10) * power
  const count = Math.ceil(largest / step)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

/** Every how many labels one is written, so that at most `most` are. */
export const labelStep = (count: number, most: number): number => Math.max(1, Math.ceil(count / most))

export const seriesFill = [
  'fill-chart-1',
  'fill-chart-2',
  'fill-chart-3',
  'fill-chart-5',
  'fill-chart-4',
] as const
export const seriesSwatch = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-5', 'bg-chart-4'] as const
