export const rounds = 3

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** One line: the ratio, the goal for it, and the figures behind it. */
export function print(label: string, ratio: number, goal: string, figures: string): void {
  console.log(`${label.padEnd(52)} ${ratio.toFixed(2).padStart(7)}  goal ${goal.padEnd(8)} ${figures}`)
}
