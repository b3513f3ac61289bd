// @vitest-environment happy-dom
import './in-dom.ts'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { IdChip } from '#client/kit/id-chip.tsx'
import { cutId } from '#client/lib/cut-id.ts'

test('a click copies the whole id and says so', async () => {
  const user = userEvent.setup()
  render(<IdChip id="pi_3SWfN2kLaaaaaaaaaaaa0kQ2" />)
  await user.click(screen.getByRole('button', { name: 'Copy pi_3SWfN2kLaaaaaaaaaaaa0kQ2' }))
  expect(await navigator.clipboard.readText()).toBe('pi_3SWfN2kLaaaaaaaaaaaa0kQ2')
  expect(await screen.findByText('Copied')).toBeVisible()
})

test.each([
  ['pi_3SWfN2kLaaaaaaaaaaaa0kQ2', 'pi_3SWf…0kQ2'],
  ['evt_3SWfN2kLaaaaaaaaaaaa8Lq0', 'evt_3SWf…8Lq0'],
  ['op_01KAVCXXXXXXXXXXXXXXXXX7QXM', 'op_01KA…7QXM'],
  ['cs_test_a1MvXXXXXXXXXXXXhT5x', 'cs_test…hT5x'],
  ['cus_1', 'cus_1'],
  ['', ''],
])('%s is shown as %s', (id, shown) => {
  expect(cutId(id)).toBe(shown)
})
