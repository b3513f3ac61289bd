// @vitest-environment happy-dom
import '#test/client/in-dom.ts'
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { deskOf, openCase } from './open-case.tsx'
import { emptyDraft, tomasz } from './sample-case.ts'

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const saved = {
  draft: {
    ...emptyDraft,
    ...{ version: 3, fields: { product_description: 'A grinder' }, savedAt: Date.now(), savedBy: tomasz },
  },
}

describe('submitting', () => {
  test('needs the typed word, goes once, and leaves the case to be read', async () => {
    const desk = deskOf(saved)
    const { user } = await openCase()
    await user.click(await button('Review before sending'))
    await user.click(await button('Submit evidence…'))
    const send = await button('Submit evidence')
    expect(send).toBeDisabled()
    await user.type(await screen.findByRole('textbox', { name: /Type submit/ }), 'submit')
    await user.dblClick(send)
    expect(await screen.findByText('The evidence is with the bank')).toBeDefined()
    expect(desk.submits).toMatchObject([{ version: 3, confirmLate: false }])
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByText('What the bank got')).toBeDefined()
  })

  test('keeps what was only filled in before it is reviewed', async () => {
    const desk = deskOf()
    const { user } = await openCase()
    await user.click(await button('Review before sending'))
    expect(await screen.findByText('What goes to the bank')).toBeDefined()
    expect(desk.saves).toMatchObject([{ version: 0, fields: { customer_name: 'Kwame Mensah' } }])
  })

  test('past the deadline asks for a word of its own and says so to the desk', async () => {
    const desk = deskOf({ ...saved, state: 'past_due', dueBy: Date.now() - 60_000 })
    const { user } = await openCase('finance', 'review')
    await user.click(await button('Submit evidence…'))
    await user.type(await screen.findByRole('textbox', { name: /Type late/ }), 'late')
    await user.click(await button('Submit late'))
    await waitFor(() => expect(desk.submits).toMatchObject([{ confirmLate: true }]))
  })

  test('is not offered while Stripe would refuse it', async () => {
    deskOf({ draft: { ...saved.draft, fields: { uncategorized_text: 'x'.repeat(20_001) } } })
    await openCase('finance', 'review')
    expect(await screen.findByText(/20,001 characters; at most 20,000 fit/)).toBeDefined()
    expect(await button('Submit evidence…')).toBeDisabled()
  })

  test('warns of a whole card number, and not of a tracking number in groups', async () => {
    deskOf({
      draft: {
        ...saved.draft,
        fields: {
          uncategorized_text: 'paid with 4242 4242 4242 4242',
          shipping_tracking_number: 'JD01 4600 0113 9284 57',
        },
      },
    })
    await openCase('finance', 'review')
    expect(await screen.findByText(/ends 4242/)).toBeDefined()
    expect(screen.queryByText(/ends 8457/)).toBeNull()
  })
})

describe('accepting', () => {
  test('says what is lost, needs the typed word, and ends the case', async () => {
    const desk = deskOf(saved)
    const { user } = await openCase()
    await user.click(await button('Accept the loss…'))
    expect(
      await screen.findByText('$248.00 and the fee of $15.00 are lost and do not come back.'),
    ).toBeDefined()
    await user.type(await screen.findByRole('textbox', { name: /Type accept/ }), 'accept')
    await user.click(await button('Accept and lose $248.00'))
    expect(await screen.findByText('The loss of $248.00 was a decision.')).toBeDefined()
    expect(desk.accepts).toHaveLength(1)
  })
})

describe('who may', () => {
  test('support writes, and sees who can send', async () => {
    deskOf(saved)
    const { user } = await openCase('support')
    expect(await button('Accept the loss…')).toHaveAttribute('aria-disabled', 'true')
    await user.click(await button('Review before sending'))
    const send = await button('Submit evidence…')
    expect(send).toHaveAttribute('aria-disabled', 'true')
    await user.hover(send)
    expect(await screen.findByText('Only Finance can submit evidence.')).toBeDefined()
  })

  test('a viewer reads', async () => {
    deskOf(saved)
    await openCase('viewer')
    expect(await screen.findByText('Only Support and Finance can write evidence.')).toBeDefined()
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})
