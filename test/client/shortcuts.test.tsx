// @vitest-environment happy-dom
import './in-dom.ts'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { usePageActions } from '#client/lib/page-actions.ts'
import { useShortcuts } from '#client/lib/shortcuts.ts'

function Part({ actions }: { actions: Record<string, () => void> }) {
  useShortcuts(actions)
  return <input aria-label="Search" />
}

test('g and then a letter goes; the letter alone does not', async () => {
  const user = userEvent.setup()
  const go = vi.fn()
  render(<Part actions={{ 'g d': go }} />)
  await user.keyboard('d')
  expect(go).not.toHaveBeenCalled()
  await user.keyboard('gd')
  expect(go).toHaveBeenCalledOnce()
  await user.keyboard('d')
  expect(go).toHaveBeenCalledOnce()
})

test('after g a letter is not also a shortcut by itself', async () => {
  const user = userEvent.setup()
  const refund = vi.fn()
  render(<Part actions={{ r: refund }} />)
  await user.keyboard('gr')
  expect(refund).not.toHaveBeenCalled()
})

test('bare keys rest in fields, and the palette opens from everywhere', async () => {
  const user = userEvent.setup()
  const bare = vi.fn()
  const palette = vi.fn()
  render(<Part actions={{ r: bare, 'Mod+k': palette }} />)
  await user.click(screen.getByRole('textbox'))
  await user.keyboard('r{Control>}k{/Control}{Meta>}k{/Meta}')
  expect(bare).not.toHaveBeenCalled()
  expect(palette).toHaveBeenCalledTimes(2)
})

test('bare keys rest under a dialog', async () => {
  const user = userEvent.setup()
  const bare = vi.fn()
  render(
    <>
      <Part actions={{ r: bare }} />
      <div role="dialog" aria-label="Refund" />
    </>,
  )
  await user.keyboard('r')
  expect(bare).not.toHaveBeenCalled()
})

test('what is gone from the page hears nothing', async () => {
  const user = userEvent.setup()
  const bare = vi.fn()
  const { unmount } = render(<Part actions={{ r: bare }} />)
  unmount()
  await user.keyboard('r')
  expect(bare).not.toHaveBeenCalled()
})

function Page({ refund, why }: { refund: () => void; why?: string }) {
  usePageActions({
    title: 'This payment',
    subject: '€60.00',
    actions: [{ label: 'Refund…', key: 'r', why, run: refund }],
  })
  return null
}

test('a forbidden action has no key', async () => {
  const user = userEvent.setup()
  const refund = vi.fn()
  const { rerender } = render(<Page refund={refund} why="Only Finance can refund." />)
  await user.keyboard('r')
  expect(refund).not.toHaveBeenCalled()
  rerender(<Page refund={refund} />)
  await user.keyboard('r')
  expect(refund).toHaveBeenCalledOnce()
})
