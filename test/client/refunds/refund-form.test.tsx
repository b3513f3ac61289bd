// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { amount, button, open, type } from './open-dialog.tsx'
import { ines, operationOf, preview } from './sample-refund.ts'

describe('the form', () => {
  test('shows the arithmetic, takes the rest for the amount and says what will come of it', async () => {
    const { user, sent } = open()
    expect((await amount()).value).toBe('42.00')
    for (const figure of ['€60.00', '€18.00', '€0.00']) expect(screen.getByText(figure)).toBeDefined()
    expect(screen.getByText('forty-two euros')).toBeDefined()
    expect(screen.getByText(/on Visa •••• 4242, usually in 5 to 10 business days/).textContent).toBe(
      'Elif Yıldırım gets €42.00 back on Visa •••• 4242, usually in 5 to 10 business days. The payment is then fully refunded. Stripe keeps its fee of €1.15.',
    )
    expect(screen.getByText('After this: €138.00 of your €200.00 in 24 h')).toBeDefined()
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(sent).toMatchObject([
      {
        paymentId: preview.paymentId,
        amount: 4_200,
        currency: 'eur',
        reason: 'requested_by_customer',
        expectedRefundable: 4_200,
      },
    ])
  })

  test('a half is one click, and the button says it', async () => {
    const { user } = open()
    await user.click(await button('50 %'))
    expect((await amount()).value).toBe('21.00')
    expect(await button('Refund €21.00')).toBeDefined()
    expect(screen.getByText(/€21.00 of it is then left/)).toBeDefined()
  })

  test.each([
    ['4200', 'Read as €4,200.00; only €42.00 is left'],
    ['0', 'Enter an amount above zero.'],
    ['-5', 'Enter an amount above zero.'],
    ['10.555', 'EUR has 2 decimals; 3 were entered.'],
    ['twelve', 'Enter digits only, such as 42.00.'],
  ])('%s is answered with a sentence and is not sent', async (text, sentence) => {
    const { user, sent } = open()
    await type(user, text)
    expect(await screen.findByText(sentence)).toBeDefined()
    await user.keyboard('{Enter}')
    expect(sent).toEqual([])
    expect((await amount()).value).toBe(text)
  })

  test('over the limit the same button asks for approval, and says who can give it', async () => {
    const { user, sent } = open({
      shown: { ...preview, used: { amount: 18_950, currency: 'eur' } },
      create: body => operationOf(body.operationId, { state: 'awaiting_approval' }),
    })
    const notice = await screen.findByText(/You refunded €189.50/)
    expect(notice.textContent).toMatch(
      /^You refunded €189.50 in the last 24 h; this makes €231.50, and your limit is €200.00. Tomasz Wieczorek or Amara Okafor can approve it. The request lapses on Thu 26 Nov at \d\d:06 \w+/,
    )
    expect(screen.getByText('Nothing is sent yet')).toBeDefined()
    await user.click(await button('Request approval (your limit is €200.00)'))
    expect(await screen.findByText('Approval asked for €42.00')).toBeDefined()
    expect(sent).toHaveLength(1)
  })

  test('a disputed payment has no form, and the arithmetic of paying twice', async () => {
    const figures = { ...preview.figures, refundable: 0, block: 'disputed' } as const
    open({ shown: { ...preview, figures } })
    expect(await screen.findByText('This payment is disputed')).toBeDefined()
    expect(screen.queryByLabelText('Amount')).toBeNull()
    expect(screen.queryByRole('button', { name: /^Refund/ })).toBeNull()
  })

  test('the same amount a moment ago has to be wanted again', async () => {
    const recent = [{ operationId: 'op_11111111', amount: 4_200, at: Date.now() - 5_000, by: ines }]
    const { user, sent } = open({ shown: { ...preview, recent } })
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Say that it is another refund, or change the amount.')).toBeDefined()
    expect(sent).toEqual([])
    await user.click(screen.getByRole('checkbox', { name: 'Refund €42.00 once more' }))
    await user.click(await button('Refund €42.00'))
    await waitFor(() => expect(sent).toHaveLength(1))
  })
})
