// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Operation } from '#shared/domain/operation.ts'
import { Refusal } from '#test/client/answer.ts'
import { ines, operationOf } from '#test/client/refunds/sample-refund.ts'
import { openApprovals } from './open-approvals.tsx'

const waiting = (id: string, facts: Partial<Operation> = {}): Operation =>
  operationOf(id, {
    state: 'awaiting_approval',
    resultId: null,
    resultStatus: null,
    note: 'Charged twice at checkout.',
    ticket: 'ZD-48207',
    reason: 'duplicate',
    approval: {
      lapsesAt: Date.UTC(2026, 10, 26, 9, 45),
      refundableThen: 4_200,
      limit: { amount: 20_000, currency: 'eur' },
      used: { amount: 19_990, currency: 'eur' },
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
    },
    ...facts,
  })

const review = operationOf('op_22222222', { state: 'needs_review', resultId: null })
const link = (name: RegExp) => screen.findByRole('link', { name })

describe('a request', () => {
  test('shows who asked and why, what it saw and what is true now', async () => {
    openApprovals({ role: 'finance', operations: [waiting('op_11111111')] })
    const article = await screen.findByRole('article')
    await within(article).findByText('None')
    const said = article.textContent
    expect(said).toContain('Elif Yıldırım, duplicate')
    expect(said).toContain('Ines Carvalho: €241.90 of €200.00 in 24 h')
    expect(said).toContain('“Charged twice at checkout.” ZD-48207')
    expect(said).toContain('Refundable when asked€42.00')
    expect(within(article).getByLabelText('Enough')).toBeDefined()
    expect(said).toContain('Fee that Stripe keeps€1.15')
  })

  test('is approved after a look at the amount, once', async () => {
    const { decided, user } = openApprovals({ role: 'finance', operations: [waiting('op_11111111')] })
    await user.click(await link(/^Approve €42.00/))
    const dialog = await screen.findByRole('dialog')
    expect(decided).toEqual([])
    await user.type(within(dialog).getByLabelText('Note'), 'Seen')
    await user.dblClick(within(dialog).getByRole('button', { name: 'Approve €42.00' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(decided).toEqual([{ act: 'approve', id: 'op_11111111', body: { note: 'Seen' } }])
  })

  test('is not rejected without a word to whoever asked', async () => {
    const { decided, user } = openApprovals({ role: 'finance', operations: [waiting('op_11111111')] })
    await user.click(await link(/^Reject/))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Reject €42.00' }))
    expect(await within(dialog).findByText('Say why, for whoever asked.')).toBeDefined()
    expect(decided).toEqual([])
    await user.type(within(dialog).getByLabelText('Note'), 'Not a duplicate')
    await user.click(within(dialog).getByRole('button', { name: 'Reject €42.00' }))
    await waitFor(() => expect(decided).toHaveLength(1))
  })

  test('that somebody else decided meanwhile says so, and keeps the note', async () => {
    const { user } = openApprovals({
      role: 'finance',
      operations: [waiting('op_11111111')],
      decide: () => new Refusal('wrong_state', 'This was decided meanwhile.', { state: 'rejected' }),
    })
    await user.click(await link(/^Approve €42.00/))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Note'), 'Seen')
    await user.click(within(dialog).getByRole('button', { name: 'Approve €42.00' }))
    expect(await within(dialog).findByText(/This was decided meanwhile/)).toBeDefined()
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Seen')
  })

  test('of one’s own cannot be approved, only withdrawn', async () => {
    const own = waiting('op_11111111', {
      requestedBy: { id: 'usr_finance', name: 'Tomasz Wieczorek', role: 'finance' },
    })
    const { decided, user } = openApprovals({ role: 'finance', operations: [own] })
    expect(await screen.findByText('You asked for it; another person must decide.')).toBeDefined()
    expect(screen.queryByRole('link', { name: /^Approve/ })).toBeNull()
    await user.click(await link(/^Withdraw/))
    await user.click(await screen.findByRole('button', { name: 'Withdraw €42.00' }))
    await waitFor(() => expect(decided).toMatchObject([{ act: 'withdraw' }]))
  })

  test('is shown to support with the reason why they cannot decide', async () => {
    openApprovals({
      role: 'support',
      operations: [waiting('op_11111111', { requestedBy: { ...ines, id: 'usr_x' } })],
    })
    expect(await screen.findByText('Only Finance can approve refunds.')).toBeDefined()
    expect(screen.queryByRole('link', { name: /^Approve/ })).toBeNull()
  })
})

describe('what nobody could find out', () => {
  test('is decided with a choice and what was seen', async () => {
    const { decided, user } = openApprovals(
      { role: 'finance', operations: [review] },
      '/approvals?open=op_22222222',
    )
    await user.click(await link(/^Decide…/))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Decide' }))
    expect(await within(dialog).findByText('Choose what became of it.')).toBeDefined()
    expect(decided).toEqual([])
    await user.click(within(dialog).getByRole('radio', { name: /^It did not happen Stripe does not/ }))
    await user.type(within(dialog).getByLabelText('Note'), 'Not on the payment')
    await user.click(within(dialog).getByRole('button', { name: 'Decide' }))
    await waitFor(() =>
      expect(decided).toEqual([
        {
          act: 'resolve',
          id: 'op_22222222',
          body: { decision: 'did_not_happen', note: 'Not on the payment' },
        },
      ]),
    )
  })
})

test('with nothing to decide one line says so', async () => {
  openApprovals({ role: 'finance', operations: [] })
  expect(await screen.findByText('Nothing waits for a decision')).toBeDefined()
})

test('the dialog is part of the address', async () => {
  const { router, user } = openApprovals({ role: 'finance', operations: [waiting('op_11111111')] })
  await user.click(await link(/^Approve €42.00/))
  await screen.findByRole('dialog')
  expect(router.state.location.search).toEqual({ open: 'op_11111111', act: 'approve' })
})
