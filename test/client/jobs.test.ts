import { expect, test } from 'vitest'
import { isAt, jobsOf } from '#client/features/frame/jobs.ts'
import { permissionsOf, type Role } from '#shared/domain/permissions.ts'

const labels = (role: Role, hasPage: (to: string) => boolean = () => true): string[] =>
  jobsOf(permissionsOf(role), hasPage).map(job => job.label)

test('who may not read the audit log does not find it in the rail', () => {
  expect(labels('support')).not.toContain('Audit')
  expect(labels('engineer')).toContain('Audit')
})

test('the rail leads nowhere that has no page', () => {
  expect(labels('finance', to => to === '/' || to === '/disputes')).toEqual(['Home', 'Disputes'])
})

test('a job is open also below its list, and Home only at the root', () => {
  const [home, , payments] = jobsOf(permissionsOf('finance'), () => true)
  expect(isAt(home!, '/payments/pi_1')).toBe(false)
  expect(isAt(payments!, '/payments/pi_1')).toBe(true)
  expect(isAt(payments!, '/payments-old')).toBe(false)
})

test('every key after g leads to one job', () => {
  const keys = jobsOf(permissionsOf('engineer'), () => true).map(job => job.key)
  expect(new Set(keys).size).toBe(keys.length)
})
