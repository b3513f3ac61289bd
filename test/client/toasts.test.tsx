// @vitest-environment happy-dom
import './in-dom.ts'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Toaster } from '#client/kit/toaster.tsx'
import { showToast } from '#client/lib/toasts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  act(() => {
    vi.runAllTimers()
  })
  vi.useRealTimers()
})

test('a message goes by itself, but not while it is pointed at', () => {
  render(<Toaster />)
  act(() => showToast({ tone: 'success', title: 'Refunded €42.00' }))
  const message = screen.getByText('Refunded €42.00').closest('li')!
  fireEvent.pointerEnter(message)
  act(() => {
    vi.advanceTimersByTime(60_000)
  })
  expect(screen.getByText('Refunded €42.00')).toBeVisible()
  fireEvent.pointerLeave(message)
  act(() => {
    vi.advanceTimersByTime(6_000)
  })
  expect(screen.queryByText('Refunded €42.00')).toBeNull()
})

test('at most three stand at a time, the newest last', () => {
  render(<Toaster />)
  for (const title of ['one', 'two', 'three', 'four']) act(() => showToast({ tone: 'info', title }))
  expect(screen.getAllByRole('listitem').map(item => item.textContent)).toEqual(['two', 'three', 'four'])
})
