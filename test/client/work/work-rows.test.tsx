// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { WorkRows } from '#client/features/work/work-rows.tsx'
import type { WorkRow } from '#shared/api/work.ts'
import { showInDesk } from '#test/client/in-desk.tsx'

const row = (facts: Partial<WorkRow>): WorkRow => ({
  ...{ kind: 'refunds_to_approve', count: 1, who: '', sums: [], oldestAt: null, dueBy: null, opens: null },
  ...facts,
})

test('a line says how many, what, who, the sums by currency and for how long', async () => {
  await showInDesk(() => (
    <WorkRows
      rows={[
        row({
          ...{ count: 3, who: 'Asked for by Ines Carvalho (2) and Jonas Lindqvist' },
          sums: [
            { amount: 61_240, currency: 'eur' },
            { amount: 24_900, currency: 'usd' },
          ],
          oldestAt: Date.now() - 80 * 60_000 - 5_000,
        }),
      ]}
    />
  ))
  const said = screen.getByRole('link').textContent
  expect(said).toContain('3refunds to approve')
  expect(said).toContain('€612.40 + $249.00')
  expect(said).toContain('oldest 1 h 20 m')
})

test('one is said as one, and leads to where it is done', async () => {
  const { user } = await showInDesk(() => <WorkRows rows={[row({})]} />)
  await user.click(screen.getByRole('link', { name: /refund to approve/ }))
  expect(await screen.findByRole('heading', { name: 'approvals' })).toBeInTheDocument()
})

test('work without a list opens what waits longest', async () => {
  const { user } = await showInDesk(() => (
    <WorkRows rows={[row({ kind: 'refunds_failed_later', opens: { target: 'payment', id: 'pi_1' } })]} />
  ))
  await user.click(screen.getByRole('link', { name: /refund failed after success/ }))
  expect(await screen.findByRole('heading', { name: 'payments/pi_1' })).toBeInTheDocument()
})

test('with nothing left one line says so', async () => {
  await showInDesk(() => <WorkRows rows={[]} />)
  expect(screen.getByText(/Nothing waits/)).toBeInTheDocument()
})
