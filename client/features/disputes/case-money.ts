import type { DisputeCase } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'

type Movements = DisputeCase['movements']

const total = (movements: Movements, of: (one: Movements[number]) => number): number =>
  movements.reduce((sum, one) => sum + of(one), 0)

/** What the bank took and gave back, and the fees, in the settlement currency; null when nothing moved. */
export function moneyMoved(movements: Movements) {
  const currency = movements[0]?.currency
  if (currency === undefined) return null
  return {
    taken: { amount: total(movements, ({ amount }) => Math.max(0, -amount)), currency },
    returned: { amount: total(movements, ({ amount }) => Math.max(0, amount)), currency },
    fee: { amount: total(movements, ({ fee }) => fee), currency },
  }
}

/** "Taken so far: $248.00 and a $15.00 fee that is not returned, even on a win."; after a win what came back. */
export function takenInWords(movements: Movements): string {
  const moved = moneyMoved(movements)
  if (moved === null) return 'Nothing has been taken so far.'
  const { taken, returned, fee } = moved
  if (returned.amount > 0) {
    const kept = fee.amount > 0 ? ` The fee of ${formatMoney(fee)} was not.` : ''
    return `Taken: ${formatMoney(taken)}. Returned: ${formatMoney(returned)}.${kept}`
  }
  const withFee = fee.amount > 0 ? ` and a ${formatMoney(fee)} fee that is not returned, even on a win` : ''
  return `Taken so far: ${formatMoney(taken)}${withFee}.`
}
