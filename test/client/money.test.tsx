// @vitest-environment happy-dom
import './in-dom.ts'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Money, MoneyHeadline, MoneyText } from '#client/kit/money.tsx'

const textOf = (element: React.ReactElement): string => render(element).container.textContent

test.each([
  [128_400, 'usd', '$1,284.00USD'],
  [18_400, 'jpy', '¥18,400JPY'],
  [31_500, 'kwd', '31.500KWD'],
  [-1_800, 'eur', '−€18.00EUR'],
  [21_900, 'chf', '219.00CHF'],
  [1_500, 'isk', '15ISK'],
])('in a table %i %s stands as %s, the code in its own slot', (amount, currency, text) => {
  expect(textOf(<Money value={{ amount, currency }} />)).toBe(text)
})

test('in a sentence the code stands only where there is no symbol', () => {
  expect(textOf(<MoneyText value={{ amount: 4_200, currency: 'eur' }} />)).toBe('€42.00')
  expect(textOf(<MoneyText value={{ amount: 31_500, currency: 'kwd' }} />)).toBe('31.500 KWD')
})

test('a plus sign stands only where it was asked for, and never before nothing or a loss', () => {
  expect(textOf(<MoneyText signed value={{ amount: 6_000, currency: 'eur' }} />)).toBe('+€60.00')
  expect(textOf(<MoneyText signed value={{ amount: 0, currency: 'eur' }} />)).toBe('€0.00')
  expect(textOf(<MoneyText signed value={{ amount: -500, currency: 'eur' }} />)).toBe('−€5.00')
})

test('the headline of a page is its amount', () => {
  const { getByRole } = render(<MoneyHeadline value={{ amount: 6_000, currency: 'eur' }} />)
  expect(getByRole('heading', { level: 1 })).toHaveTextContent('€60.00EUR')
})
