// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Operation } from '#shared/domain/operation.ts'
import { Refusal } from '#test/client/answer.ts'
import { amount, button, open } from './open-dialog.tsx'
import { jonas, operationOf, preview } from './sample-refund.ts'

describe('refused', () => {
  test('a stale form shows the new figure and takes it on a click; the input is kept', async () => {
    const rig = open({
      create: ({ operationId, expectedRefundable }) => {
        if (expectedRefundable === 2_200)
          return operationOf(operationId, { money: { amount: 2_200, currency: 'eur' } })
        const recent = [{ operationId: 'op_22222222', amount: 2_000, at: Date.now(), by: jonas }]
        rig.state.shown = {
          ...preview,
          recent,
          figures: { ...preview.figures, refunded: 3_800, refundable: 2_200 },
        }
        return new Refusal('stale', 'Refundable is now €22.00.', { current: 2_200, currency: 'eur' })
      },
    })
    await rig.user.type(await screen.findByLabelText('Note'), 'Cracked lid')
    await rig.user.click(await button('Refund €42.00'))
    const notice = await screen.findByRole('alert')
    await waitFor(() =>
      expect(notice.textContent).toMatch(
        /Jonas Lindqvist refunded €20.00 at \d\d:\d\d. Refundable is now €22.00. Nothing was sent./,
      ),
    )
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('Cracked lid')
    await rig.user.click(within(notice).getByRole('button', { name: 'Use €22.00' }))
    await rig.user.click(await button('Refund €22.00'))
    expect(await screen.findByText('Refunded €22.00')).toBeDefined()
    expect(rig.sent.at(-1)).toMatchObject({ amount: 2_200, expectedRefundable: 2_200, note: 'Cracked lid' })
  })

  test('figures that changed while it was written stop the sending until they were seen', async () => {
    const { user, sent, state, client } = open()
    await amount()
    state.shown = { ...preview, figures: { ...preview.figures, refundable: 4_100 } }
    await client.invalidateQueries({ queryKey: ['previewRefund'] })
    expect(await screen.findByText('This payment changed while you were writing')).toBeDefined()
    await user.type(await amount(), '{Enter}')
    expect(sent).toEqual([])
  })

  test('an error keeps the input, and names the request', async () => {
    const { user } = open({
      create: () => new Refusal('stripe_unavailable', 'Stripe cannot be read now.', { retryAfterMs: 1 }),
    })
    await user.type(await screen.findByLabelText('Note'), 'Cracked lid')
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText(/Stripe cannot be read now/)).toBeDefined()
    expect(screen.getByText('req_1')).toBeDefined()
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('Cracked lid')
    expect(await button('Refund €42.00')).toBeDefined()
  })

  test('a sign-in that is too old keeps the form and the operation', async () => {
    const { user, sent } = open({
      create: body =>
        sent.length < 2
          ? new Refusal('reauth_required', 'Sign in again.', {})
          : operationOf(body.operationId),
    })
    await user.type(await screen.findByLabelText('Note'), 'Cracked lid')
    await user.click(await button('Refund €42.00'))
    expect(await button('Sign in again')).toBeDefined()
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('Cracked lid')
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(sent[0]?.operationId).toBe(sent[1]?.operationId)
  })

  test('by Stripe: its words, its request id, and another try with what was written', async () => {
    const failure = {
      code: 'charge_already_refunded',
      message: 'It has been refunded.',
      requestId: 'req_stripe',
    }
    const { user } = open({ create: body => operationOf(body.operationId, { state: 'failed', failure }) })
    await user.type(await screen.findByLabelText('Ticket'), 'ZD-1')
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('It has been refunded. No money went back.')).toBeDefined()
    expect(screen.getByText('req_stripe')).toBeDefined()
    await user.click(await button('Edit and try again'))
    expect((await screen.findByLabelText<HTMLInputElement>('Ticket')).value).toBe('ZD-1')
  })
})

describe('what is not known is told so', () => {
  const at = Date.UTC(2026, 10, 24, 11, 6, 22)
  const noAnswer = {
    at,
    what: 'no_answer',
    text: 'Sent to Stripe, no answer',
    requestId: null,
    eventId: null,
    by: null,
  }
  const unknown = {
    state: 'unknown',
    resultId: null,
    failure: { code: null, message: 'Stripe did not answer within 20 s.', requestId: null },
    steps: [noAnswer],
  } as const

  test('an unknown outcome shows its steps, invites no second click, and can be left', async () => {
    let state: Partial<Operation> = { ...unknown, steps: [noAnswer] }
    const { user, onClose, sent } = open({
      create: body => operationOf(body.operationId, state),
      get: id => operationOf(id, state),
    })
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Outcome unknown, checking')).toBeDefined()
    expect(screen.getByText(/^Stripe did not answer within 20 s\. The refund may or may not/)).toBeDefined()
    expect(screen.getByText('Sent to Stripe, no answer')).toBeDefined()
    expect(screen.getByText(/do not promise the customer anything yet/)).toBeDefined()
    expect((await button('Refunding…')).getAttribute('aria-busy')).toBe('true')
    await user.click(await button('Refunding…'))
    state = {}
    expect(await screen.findByText('Refunded €42.00', undefined, { timeout: 5_000 })).toBeDefined()
    expect(sent).toHaveLength(1)
    expect(onClose).not.toHaveBeenCalled()
  })

  test('pending is not called refunded', async () => {
    const { user } = open({
      create: body => operationOf(body.operationId, { state: 'pending', resultStatus: 'pending' }),
      get: id => operationOf(id, { state: 'pending', resultStatus: 'pending' }),
    })
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Refund of €42.00 is on its way')).toBeDefined()
    expect(screen.queryByText('Copy sentence for customer')).toBeNull()
    expect(screen.queryByText(/^Refunded/)).toBeNull()
  })
})
