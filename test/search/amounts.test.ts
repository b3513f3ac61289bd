import { describe, expect, test } from 'vitest'
import { amountsIn } from '#server/features/search/amounts.ts'

const inCurrency = (text: string, currency: string): number[] =>
  amountsIn(text)
    .filter(money => money.currency === currency)
    .map(({ amount }) => amount)

describe('an amount as a ticket gives it', () => {
  test.each([
    ['42.00', 'eur', [4_200]],
    ['42.00', 'jpy', []],
    ['42', 'jpy', [42]],
    ['€42', 'eur', [4_200]],
    ['€42', 'usd', []],
    ['$42', 'usd', [4_200]],
    ['$42', 'cad', [4_200]],
    ['¥500', 'jpy', [500]],
    ['5.120 KWD', 'kwd', [5_120, 5_120_000]],
    ['kwd 5.124', 'kwd', [5_124_000]],
    ['1,250.00', 'usd', [125_000]],
    ['1.250,00', 'eur', [125_000]],
    ['15 ISK', 'isk', [1_500]],
    ['1 250,00 EUR', 'eur', [125_000]],
  ])('%s in %s is %j minor units', (text, currency, amounts) => {
    expect(inCurrency(text, currency)).toEqual(amounts)
  })

  test.each(['Elif', 'elif@example.com', 'pi_123', '42 beans', '-', '', '0.00', '1.2.3'])(
    '%s is no amount',
    text => {
      expect(amountsIn(text)).toEqual([])
    },
  )
})
