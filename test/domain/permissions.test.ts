import { describe, expect, test } from 'vitest'
import { checkLimit, refundLimit } from '#shared/domain/limits.ts'
import {
  may,
  permissions,
  permissionsOf,
  roles,
  rolesThatMay,
  whyForbidden,
} from '#shared/domain/permissions.ts'
import { kindOfId } from '#shared/domain/stripe-ids.ts'

describe('permissions', () => {
  test('only finance decides about money, and only engineers read payloads', () => {
    expect(rolesThatMay('refund:approve')).toEqual(['finance'])
    expect(rolesThatMay('dispute:submit')).toEqual(['finance'])
    expect(rolesThatMay('event:payload')).toEqual(['engineer'])
  })

  test('nobody who keeps the keys moves money', () => {
    for (const role of ['viewer', 'engineer', 'admin'] as const) {
      expect(permissionsOf(role).filter(name => /refund|submit|accept|resolve/.test(name))).toEqual([])
    }
  })

  test('every permission is somebody’s, and its refusal names who', () => {
    for (const name of permissions) {
      expect(roles.some(role => may(role, name))).toBe(true)
      expect(whyForbidden(name)).toMatch(/^Only .+ can .+\.$/)
    }
  })
})

describe('limits', () => {
  test('what was refunded before counts', () => {
    expect(checkLimit('support', { amount: 18_950, currency: 'eur' }, 1050).needsApproval).toBe(false)
    expect(checkLimit('support', { amount: 18_950, currency: 'eur' }, 1051).needsApproval).toBe(true)
  })

  test('a currency without a limit needs approval for any amount', () => {
    expect(refundLimit('finance', 'xts')).toBeNull()
    expect(checkLimit('finance', { amount: 0, currency: 'xts' }, 1).needsApproval).toBe(true)
  })
})

test.each([
  ['cus_TRb4abcdYq7k', 'customer'],
  ['pi_3SWfQ2eZvKYlo2C0kQ2', 'paymentIntent'],
  ['ch_3SWf', 'charge'],
  ['du_1SVkm4Zt', 'dispute'],
  ['dp_1SVkm4Zt', 'dispute'],
  ['evt_1SX1c9Wk', 'event'],
  ['', undefined],
  ['ch_1/refund', undefined],
  ['..', undefined],
  ['ch_', undefined],
  ['xx_123', undefined],
])('%j is the id of %s', (text, kind) => {
  expect(kindOfId(text)).toBe(kind)
})
