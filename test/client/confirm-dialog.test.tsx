// @vitest-environment happy-dom
import './in-dom.ts'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { ConfirmDialog, type ConfirmDialogProps } from '#client/kit/confirm-dialog.tsx'

function show(props: Partial<ConfirmDialogProps> = {}) {
  const onConfirm = vi.fn()
  const onOpenChange = vi.fn()
  render(
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="Accept the dispute of $248.00?"
      mode="sandbox"
      consequences={['$248.00 and the $15.00 fee are lost, at once and for good.']}
      word="accept"
      action="Accept and lose $248.00"
      busyAction="Accepting…"
      onConfirm={onConfirm}
      {...props}
    />,
  )
  return { user: userEvent.setup(), onConfirm, onOpenChange }
}

test('the focus stands on Cancel, and the mode in the title', async () => {
  show()
  const dialog = await screen.findByRole('alertdialog', {
    name: /Accept the dispute of \$248\.00\?\s*Sandbox/,
  })
  expect(dialog).toHaveAccessibleDescription(/the \$15\.00 fee are lost/)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus())
})

test('nothing is confirmed before the word is typed, not by Enter either', async () => {
  const { user, onConfirm } = show()
  const field = await screen.findByRole('textbox', { name: 'Type accept to go on' })
  await user.type(field, 'accep{Enter}')
  expect(screen.getByRole('button', { name: 'Accept and lose $248.00' })).toBeDisabled()
  expect(onConfirm).not.toHaveBeenCalled()
})

test('the typed word and a click confirm once', async () => {
  const { user, onConfirm } = show()
  await user.type(await screen.findByRole('textbox'), ' Accept ')
  await user.click(screen.getByRole('button', { name: 'Accept and lose $248.00' }))
  expect(onConfirm).toHaveBeenCalledOnce()
})

test('at work it takes no second click and cannot be left', async () => {
  const { user, onConfirm, onOpenChange } = show({ busy: true })
  await user.type(await screen.findByRole('textbox'), 'accept{Enter}')
  await user.click(screen.getByRole('button', { name: 'Accepting…' }))
  await user.keyboard('{Escape}')
  expect(onConfirm).not.toHaveBeenCalled()
  expect(onOpenChange).not.toHaveBeenCalled()
})

test('Escape and Cancel leave without confirming', async () => {
  const { user, onConfirm, onOpenChange } = show()
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  await user.keyboard('{Escape}')
  expect(onOpenChange).toHaveBeenCalledWith(false)
  expect(onConfirm).not.toHaveBeenCalled()
})
