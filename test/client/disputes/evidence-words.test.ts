import { expect, test } from 'vitest'
import { cardNumbersIn } from '#client/features/disputes/card-numbers.ts'
import { takenInWords } from '#client/features/disputes/case-money.ts'
import { evidenceInWords } from '#client/features/disputes/evidence-words.ts'
import { exhibitsOf, letterOf } from '#client/features/disputes/letter.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { sampleCase } from './sample-case.ts'

const { draft: _, ...sample } = sampleCase()
const rowOf = (facts: Partial<DisputeSummary>) => ({ ...sample, draft: null, ...facts })
const draft = (fields: number, files: number) => ({ draft: { fields, files, savedAt: 1 } })
const warning = { kind: 'early_fraud_warning', state: 'early_fraud_warning', amount: 9_500 } as const

test.each([
  [{}, 'Nothing yet'],
  [{ state: 'past_due' }, 'Nothing sent'],
  [{ state: 'lost' }, 'Nothing sent'],
  [draft(0, 0), 'Begun'],
  [draft(0, 2), '2 files, no letter'],
  [draft(1, 0), 'Draft'],
  [draft(2, 3), 'Draft, 3 files'],
  [{ ...draft(2, 1), kind: 'inquiry' as const }, 'Answer drafted, 1 file'],
  [{ ...draft(2, 1), submissionCount: 1 }, 'Sent'],
  [{ ...warning, refundable: 9_500 }, 'Refundable in full'],
  [{ ...warning, refundable: 4_000, currency: 'eur' }, '€40.00 refundable'],
  [{ ...warning, refundable: 0 }, 'Nothing refundable'],
])('the evidence of a row is told: %j', (facts, words) => {
  expect(evidenceInWords(rowOf(facts))).toBe(words)
})

test.each([
  ['4242 4242 4242 4242', ['4242']],
  ['card 4242-4242-4242-4242, refunded', ['4242']],
  ['5555555555554444 and 378282246310005', ['4444', '0005']],
  ['4242 4242 4242 4241', []],
  ['JD01 4600 0113 9284 57', []],
  ['ch_4242424242424242', []],
  ['order 123456', []],
])('card numbers in %j: %j', (text, found) => {
  expect(cardNumbersIn(text)).toEqual(found)
})

const file = { fileId: 'file_1', name: 'a.pdf', size: 1, type: 'application/pdf' }
const values = {
  productType: 'physical' as const,
  fields: {
    refund_refusal_explanation: 'It arrived.',
    shipping_carrier: 'DHL',
    access_activity_log: 'not sent',
  },
  files: { customer_communication: file, shipping_documentation: file, service_documentation: file },
}

test('exhibits are lettered in the order of the case, without files of another kind of product', () => {
  expect(exhibitsOf('product_not_received', values).map(({ letter, field }) => [letter, field])).toEqual([
    ['A', 'shipping_documentation'],
    ['B', 'customer_communication'],
  ])
})

test('the letter holds every text that is sent and none that is not', () => {
  const { heading, paragraphs } = letterOf(sampleCase(), values)
  expect(heading).toBe('Answer to dispute of $248.00, Visa 13.1')
  expect(paragraphs).toEqual(['Shipped with DHL.', 'It arrived.'])
})

const movement = { id: 'txn_1', currency: 'usd', createdAt: 1, description: null }

test.each([
  [[], 'Nothing has been taken so far.'],
  [[{ ...movement, amount: -24_800, fee: 0 }], 'Taken so far: $248.00.'],
  [
    [{ ...movement, amount: -24_800, fee: 1_500 }],
    'Taken so far: $248.00 and a $15.00 fee that is not returned, even on a win.',
  ],
  [
    [
      { ...movement, amount: -24_800, fee: 1_500 },
      { ...movement, amount: 24_800, fee: 0 },
    ],
    'Taken: $248.00. Returned: $248.00. The fee of $15.00 was not.',
  ],
])('what was taken: %#', (movements, words) => {
  expect(takenInWords(movements)).toBe(words)
})
