// @vitest-environment happy-dom
import './in-dom.ts'
import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { DisputeStatus, DraftStatus, disputeLooks } from '#client/kit/status/dispute-status.tsx'
import { EventStatus, eventLooks, HandlerStatus, handlerLooks } from '#client/kit/status/event-status.tsx'
import { InvoiceStatus, invoiceLooks } from '#client/kit/status/invoice-status.tsx'
import { OperationStatus, operationLooks } from '#client/kit/status/operation-status.tsx'
import { PaymentStatus, paymentLooks } from '#client/kit/status/payment-status.tsx'
import { RefundStatus, refundLooks } from '#client/kit/status/refund-status.tsx'
import type { StatusLook } from '#client/kit/status/status-look.ts'
import { SubscriptionStatus, subscriptionLooks } from '#client/kit/status/subscription-status.tsx'
import { disputeStates } from '#shared/domain/dispute.ts'
import { handlerStates } from '#shared/domain/event.ts'
import { eventStates } from '#shared/domain/event-states.ts'
import { invoiceStates } from '#shared/domain/invoice.ts'
import { operationStates } from '#shared/domain/operation.ts'
import { paymentStates } from '#shared/domain/payment.ts'
import { refundStates } from '#shared/domain/refund.ts'
import { subscriptionStates } from '#shared/domain/subscription.ts'

type Table = Readonly<Record<string, StatusLook>>

const objects: [string, readonly string[], Table, (props: { state: string }) => React.ReactNode][] = [
  ['payment', paymentStates, paymentLooks, PaymentStatus],
  ['refund', refundStates, refundLooks, RefundStatus],
  ['dispute', disputeStates, disputeLooks, DisputeStatus],
  ['subscription', subscriptionStates, subscriptionLooks, SubscriptionStatus],
  ['invoice', invoiceStates, invoiceLooks, InvoiceStatus],
  ['event', eventStates, eventLooks, EventStatus],
  ['handler', handlerStates, handlerLooks, HandlerStatus],
  ['operation', operationStates, operationLooks, OperationStatus],
]

describe.each(objects)('%s', (_, states, looks, Status) => {
  test('every state has a word, and no two the same', () => {
    expect(Object.keys(looks).sort()).toEqual([...states].sort())
    const words = Object.values(looks).map(look => look.word)
    expect(new Set(words).size).toBe(words.length)
  })

  test('every word is shown beside an icon that says nothing by itself', () => {
    for (const state of states) {
      const { container, unmount } = render(<Status state={state} />)
      expect(container.textContent).toBe(looks[state]!.word)
      expect(container.querySelector('svg')).toHaveAttribute('aria-hidden')
      unmount()
    }
  })

  test.each(['on_hold', '__proto__', 'constructor', ''])(
    'a state that is not known (%j) is shown as it came, and never green',
    state => {
      const { container } = render(<Status state={state} />)
      expect(container.textContent).toBe(state)
      expect(container.innerHTML).not.toContain('success')
    },
  )

  test('only a state in which someone must act is filled, in amber or red', () => {
    for (const look of Object.values(looks)) {
      if (look.filled) expect(['warning', 'destructive']).toContain(look.tone)
    }
  })
})

test('nothing that is unsure or under way is green', () => {
  const green = objects.flatMap(([, , looks]) => Object.values(looks).filter(look => look.tone === 'success'))
  expect([...new Set(green.map(look => look.word))].sort()).toEqual(
    ['Active', 'Done', 'Paid', 'Prevented', 'Processed', 'Refunded', 'Won'].sort(),
  )
})

test('a subscription that ends says when', () => {
  const year = new Date().getFullYear()
  render(<SubscriptionStatus state="canceling" cancelAt={new Date(year, 0, 3, 12).getTime()} />)
  expect(screen.getByText('Cancels 3 Jan')).toBeVisible()
})

test('a draft says that it was not sent', () => {
  render(<DraftStatus />)
  expect(screen.getByText('Draft, not sent')).toBeVisible()
})
