import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AmountError, parseAmount, separatorsOf } from '#shared/domain/amount-entry.ts'
import { amountInWords, numberInWords } from '#shared/domain/amount-in-words.ts'
import {
  allowedAround,
  formatMoney,
  formatNumber,
  formatSums,
  smallestStep,
  stripeDecimals,
  sumByCurrency,
} from '#shared/domain/money.ts'

const english = separatorsOf('en')
const german = separatorsOf('de')
const currencies = ['eur', 'usd', 'jpy', 'krw', 'kwd', 'bhd', 'isk', 'ugx', 'huf', 'twd', 'vnd', 'brl', 'chf']

describe('what a person reads is what Stripe gets', () => {
  test('every amount a currency has reads back as itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.integer({ min: 1, max: 99_999_999 }),
        (currency, count) => {
          const amount = count * smallestStep(currency)
          fc.pre(amount <= 99_999_999_999)
          expect(parseAmount(formatNumber({ amount, currency }), currency, english)).toBe(amount)
        },
      ),
    )
  })

  test('every cent from 0.01 to 100.00 is exact', () => {
    for (let cents = 1; cents <= 10_000; cents++) {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      expect(parseAmount(text, 'eur', english)).toBe(cents)
    }
  })

  test.each([
    ['42', 'eur', english, 4200],
    ['42.5', 'eur', english, 4250],
    ['42,5', 'eur', english, 4250],
    ['1,000.50', 'eur', english, 100_050],
    ['1.000,50', 'eur', english, 100_050],
    ['1.000,50', 'eur', german, 100_050],
    ['1.000', 'eur', german, 100_000],
    ['1,000', 'eur', english, 100_000],
    ['1 000 000', 'eur', english, 100_000_000],
    ["1'000.50", 'chf', english, 100_050],
    ['٤٢٫٥', 'eur', english, 4250],
    ['４２', 'eur', english, 4200],
    ['500', 'jpy', english, 500],
    ['1,234', 'jpy', english, 1234],
    ['15', 'isk', english, 1500],
    ['5.12', 'kwd', english, 5120],
    ['5.120', 'kwd', english, 5120],
  ])('%s %s is read as %o', (text, currency, separators, amount) => {
    expect(parseAmount(text, currency, separators)).toBe(amount)
  })

  test.each([
    ['', 'eur', 'Enter an amount.'],
    ['0', 'eur', 'Enter an amount above zero.'],
    ['-5', 'eur', 'Enter an amount above zero.'],
    ['1.000', 'eur', 'EUR has 2 decimals; 3 were entered.'],
    ['5.124', 'kwd', 'The last decimal of KWD must be 0: use 5.120 KWD or 5.130 KWD.'],
    ['15.50', 'isk', 'ISK has no decimals: use 15 ISK or 16 ISK.'],
    ['5.5', 'jpy', 'JPY has no decimals.'],
    ['1e3', 'eur', 'Enter digits only, such as 42.00.'],
    ['1,00,00', 'eur', '1,00,00 can be read in more than one way. Write it without thousands marks.'],
    ['999999999999', 'eur', 'This amount is too large.'],
  ])('%j in %s is refused: %s', (text, currency, message) => {
    expect(() => parseAmount(text, currency, english)).toThrow(new AmountError(message))
  })

  test('anything at all gives an amount the currency has, or the error that says why not', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...currencies), (text, currency) => {
        try {
          const amount = parseAmount(text, currency, english)
          expect(Number.isSafeInteger(amount) && amount > 0 && allowedAround(amount, currency) === null).toBe(
            true,
          )
        } catch (error) {
          expect(error).toBeInstanceOf(AmountError)
        }
      }),
    )
  })
})

describe('scale', () => {
  test('is Stripe’s own and not that of Intl', () => {
    expect(['jpy', 'isk', 'ugx', 'huf', 'kwd', 'eur'].map(stripeDecimals)).toEqual([0, 2, 2, 2, 3, 2])
  })

  test('an amount that the currency does not have is shown with its neighbours, and never rounded', () => {
    expect(allowedAround(5124, 'kwd')).toEqual([5120, 5130])
    expect(allowedAround(1550, 'isk')).toEqual([1500, 1600])
    expect(allowedAround(1500, 'isk')).toBeNull()
    expect(formatMoney({ amount: 1550, currency: 'isk' })).toBe('15.50 ISK')
  })
})

describe('words', () => {
  test.each([
    [{ amount: 6000, currency: 'eur' }, '€60.00', '€60.00'],
    [{ amount: 18_400, currency: 'jpy' }, '¥18,400', '¥18,400'],
    [{ amount: 31_500, currency: 'kwd' }, '31.500 KWD', '31.500'],
    [{ amount: -1800, currency: 'eur' }, '−€18.00', '−€18.00'],
    [{ amount: 1500, currency: 'isk' }, '15 ISK', '15'],
    [{ amount: 21_900, currency: 'aud' }, 'A$219.00', 'A$219.00'],
    [{ amount: 5, currency: 'eur' }, '€0.05', '€0.05'],
  ])('%o is %s in a sentence and %s in a table', (value, sentence, table) => {
    expect(formatMoney(value, 'sentence')).toBe(sentence)
    expect(formatMoney(value, 'table')).toBe(table)
  })

  test('sums of several currencies stand beside each other', () => {
    const sums = sumByCurrency([
      { amount: 100, currency: 'usd' },
      { amount: 200, currency: 'eur' },
      { amount: 300, currency: 'eur' },
    ])
    expect(formatSums(sums)).toBe('€5.00 + $1.00')
    expect(formatSums([...sums, { amount: 1, currency: 'jpy' }])).toBe('€5.00 + 2 more')
  })

  test.each([
    [{ amount: 4200, currency: 'eur' }, 'forty-two euros'],
    [{ amount: 100, currency: 'eur' }, 'one euro'],
    [{ amount: 4205, currency: 'eur' }, 'forty-two euros and five cents'],
    [{ amount: 101, currency: 'gbp' }, 'one British pound and one penny'],
    [{ amount: 500, currency: 'jpy' }, 'five hundred Japanese yen'],
    [{ amount: 31_500, currency: 'kwd' }, 'thirty-one Kuwaiti dinars and five hundred fils'],
    [{ amount: 1500, currency: 'isk' }, 'fifteen Icelandic krónur'],
  ])('%o is said as "%s"', (value, words) => {
    expect(amountInWords(value)).toBe(words)
  })

  test('large numbers are said in full', () => {
    expect(numberInWords(1_250_117)).toBe('one million two hundred fifty thousand one hundred seventeen')
  })
})
