// @vitest-environment happy-dom
import '#test/client/in-dom.ts'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#test/client/answer.ts'
import { deskOf, openCase } from './open-case.tsx'
import { amara, emptyDraft } from './sample-case.ts'

const field = (name: string) => screen.findByLabelText<HTMLInputElement>(name)
const button = (name: string | RegExp) => screen.findByRole('button', { name })
const carrier = 'Carrier'

describe('writing', () => {
  test('is filled in from the payment, and says so', async () => {
    deskOf()
    await openCase()
    expect((await field('Delivered to')).value).toBe('14 Cantonments Rd, Accra, GH')
    expect(await field('Delivered to')).toHaveAccessibleDescription('from the payment')
  })

  test('is saved by itself, and nothing is sent', async () => {
    const desk = deskOf()
    const { user } = await openCase()
    await user.type(await field(carrier), 'DHL')
    expect(await screen.findByText(/Draft saved \d\d:\d\d, not sent/)).toBeDefined()
    expect(desk.saves.at(-1)).toMatchObject({ version: 0, fields: { shipping_carrier: 'DHL' } })
    expect(desk.submits).toEqual([])
    await user.type(await field(carrier), ' Express')
    await waitFor(() => expect(desk.saves.at(-1)).toMatchObject({ version: 1 }))
  })

  test('shows its budget and says what is too much, without cutting it', async () => {
    deskOf({ draft: { ...emptyDraft, fields: { refund_refusal_explanation: 'x'.repeat(20_001) } } })
    await openCase()
    const text = await screen.findByLabelText<HTMLTextAreaElement>('Why you did not refund')
    expect(text.value).toHaveLength(20_001)
    expect(text).toHaveAccessibleDescription(/20,001 of 20,000.*1 characters too many/)
  })

  test('for another kind of product has other fields and loses nothing', async () => {
    const desk = deskOf()
    const { user } = await openCase()
    await user.type(await field(carrier), 'DHL')
    await user.click(await screen.findByRole('combobox', { name: /Kind of product/ }))
    await user.click(await screen.findByRole('option', { name: /Digital goods/ }))
    expect(await screen.findByLabelText('Log of access or use')).toBeDefined()
    expect(screen.queryByLabelText(carrier)).toBeNull()
    await waitFor(() =>
      expect(desk.saves.at(-1)).toMatchObject({
        productType: 'digital',
        fields: { shipping_carrier: 'DHL' },
      }),
    )
  })

  test('survives a reload before it could be saved', async () => {
    const desk = deskOf()
    desk.isSilent = true
    const { user } = await openCase()
    await user.type(await field(carrier), 'DHL')
    expect(await screen.findByText(/Not saved: no answer/)).toBeDefined()
    cleanup()
    desk.isSilent = false
    await openCase()
    expect((await field(carrier)).value).toBe('DHL')
    expect(await screen.findByText(/Draft saved/)).toBeDefined()
    expect(desk.saves.at(-1)).toMatchObject({ version: 0, fields: { shipping_carrier: 'DHL' } })
  })

  test('saves before it lets the page go, and holds it when it cannot', async () => {
    const desk = deskOf()
    desk.isSilent = true
    const { user } = await openCase()
    await user.type(await field(carrier), 'DHL')
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
    expect(await screen.findByRole('alertdialog', { name: 'The draft is not saved yet' })).toBeDefined()
    await user.click(await button('Stay and save'))
    desk.isSilent = false
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
    expect(await screen.findByText('Another page')).toBeDefined()
    expect(desk.saves.at(-1)).toMatchObject({ fields: { shipping_carrier: 'DHL' } })
  })
})

describe('two people who write', () => {
  const conflicted = async () => {
    const desk = deskOf()
    const { user } = await openCase()
    desk.shown = {
      ...desk.shown,
      draft: {
        ...emptyDraft,
        ...{ version: 4, fields: { shipping_carrier: 'UPS' }, savedAt: Date.now(), savedBy: amara },
      },
    }
    await user.type(await field(carrier), 'DHL')
    expect(await screen.findByText(/Amara Okafor saved this draft/)).toBeDefined()
    return { desk, user }
  }

  test('see both texts, and either can be kept', async () => {
    const { desk, user } = await conflicted()
    expect(screen.getByText('UPS')).toBeDefined()
    expect((await field(carrier)).value).toBe('DHL')
    await user.click(await button('Keep mine'))
    await waitFor(() =>
      expect(desk.shown.draft).toMatchObject({ version: 5, fields: { shipping_carrier: 'DHL' } }),
    )
  })

  test('who took the other text can bring their own back', async () => {
    const { desk, user } = await conflicted()
    await user.click(await button('Take theirs'))
    await waitFor(async () => expect((await field(carrier)).value).toBe('UPS'))
    await user.click(await button('Bring mine back'))
    expect((await field(carrier)).value).toBe('DHL')
    await waitFor(() => expect(desk.shown.draft.fields.shipping_carrier).toBe('DHL'))
  })
})

describe('files', () => {
  const pdf = () => new File(['%PDF-1.7 %%EOF'], 'Delivery.pdf', { type: 'application/pdf' })

  test('are lettered, attached by a save, and can be taken off', async () => {
    const desk = deskOf()
    const { user } = await openCase()
    await user.upload(screen.getByLabelText('Files to attach'), pdf())
    expect(await button('Remove exhibit A, Proof of delivery')).toBeDefined()
    await waitFor(() =>
      expect(desk.saves.at(-1)).toMatchObject({ files: { shipping_documentation: 'file_1' } }),
    )
    await user.click(await button('Remove exhibit A, Proof of delivery'))
    await waitFor(() => expect(desk.saves.at(-1)?.files).toEqual({}))
  })

  test('that are refused say why, and are not attached', async () => {
    const desk = deskOf()
    desk.upload = () =>
      new Refusal('file_refused', 'The file is named as PDF and is something else inside.', {})
    const { user } = await openCase()
    await user.upload(screen.getByLabelText('Files to attach'), pdf())
    expect(await screen.findByRole('alert')).toHaveTextContent('Delivery.pdf')
    expect(screen.getByRole('alert')).toHaveTextContent('something else inside')
    expect(desk.saves).toEqual([])
  })
})
