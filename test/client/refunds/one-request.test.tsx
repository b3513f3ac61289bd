// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Refusal, silence } from '#test/client/answer.ts'
import { button, open } from './open-dialog.tsx'
import { operationOf } from './sample-refund.ts'

describe('one request', () => {
  test('for a double click, and for Enter with a click', async () => {
    const { user, sent } = open({
      create: body => new Promise(resolve => setTimeout(resolve, 50, operationOf(body.operationId))),
    })
    await user.dblClick(await button('Refund €42.00'))
    await user.keyboard('{Enter}{Enter}')
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(sent).toHaveLength(1)
  })

  test('a reload before the answer comes back to the same operation, and sends nothing more', async () => {
    const first = open({ create: () => new Promise(() => {}) })
    await first.user.click(await button('Refund €42.00'))
    expect(await button('Refunding…')).toBeDefined()
    await waitFor(() => expect(first.sent).toHaveLength(1))
    cleanup()
    const asked: string[] = []
    const second = open({
      get: id => {
        asked.push(id)
        return operationOf(id)
      },
    })
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(asked).toContain(first.sent[0]?.operationId)
    expect(second.sent).toEqual([])
  })

  test('that got no answer is asked after, not sent again', async () => {
    const { user, sent } = open({ create: () => silence })
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(sent).toHaveLength(1)
  })

  test('that never reached the desk may be sent again, under the same id', async () => {
    let isDown = true
    const { user, sent } = open({
      create: body => (isDown ? silence : operationOf(body.operationId)),
      get: () => new Refusal('not_found', 'There is no such operation.', {}),
    })
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Your request did not reach the desk')).toBeDefined()
    isDown = false
    await user.click(await button('Refund €42.00'))
    expect(await screen.findByText('Refunded €42.00')).toBeDefined()
    expect(new Set(sent.map(({ operationId }) => operationId)).size).toBe(1)
  })

  test('the next dialog is another operation', async () => {
    const { user, sent, show, onClose } = open()
    await user.click(await button('Refund €42.00'))
    await user.click(await button('Done'))
    expect(onClose).toHaveBeenCalled()
    cleanup()
    show()
    await user.click(await button('Refund €42.00'))
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[0]?.operationId).not.toBe(sent[1]?.operationId)
  })
})
