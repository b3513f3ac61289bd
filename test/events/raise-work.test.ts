import { describe, expect, it, vi } from 'vitest'
import { workItems } from '#server/features/work/work-item.ts'
import { workRow } from '#shared/api/work.ts'
import { startEventDesk } from './event-desk.ts'

describe('work that events raise', () => {
  it('a refund that the bank sends back waits until it is refunded again', async () => {
    const desk = await startEventDesk()
    const { paymentIntent } = await desk.play('late-refund-failure')
    await vi.waitFor(
      async () =>
        expect(await desk.work()).toMatchObject([
          {
            kind: 'refunds_failed_later',
            count: 1,
            who: 'Robin Field',
            opens: { target: 'payment', id: paymentIntent },
          },
        ]),
      { timeout: 10_000 },
    )
    await desk.sandbox.stripe.refunds.create({ payment_intent: paymentIntent })
    await vi.waitFor(async () => expect(await desk.work()).toEqual([]), { timeout: 10_000 })
  })

  it('a declined payment waits until it is paid', async () => {
    const desk = await startEventDesk()
    const { paymentIntent } = await desk.play('decline')
    await vi.waitFor(async () =>
      expect(await desk.work()).toMatchObject([
        { kind: 'payments_failed', count: 1, sums: [{ amount: 4_200 }] },
      ]),
    )
    await desk.sandbox.stripe.paymentIntents.confirm(paymentIntent, {
      payment_method: 'pm_card_visa',
    })
    await vi.waitFor(async () => expect(await desk.work()).toEqual([]), { timeout: 10_000 })
  })

  it('a row that the first version kept, without its payment, is still told', async () => {
    const desk = await startEventDesk()
    await desk.store.transact(tx =>
      tx.put(workItems, {
        kind: 'refunds_failed_later',
        objectId: 're_fromTheFirstVersion',
        customerName: 'Robin Field',
        amount: 500,
        currency: 'eur',
        since: 1_795_000_000_000,
        eventId: 'evt_fromTheFirstVersion',
      }),
    )
    const rows = await desk.work()
    expect(rows).toMatchObject([{ kind: 'refunds_failed_later', count: 1, opens: null }])
    expect(rows.map(row => workRow.safeParse(row).success)).toEqual([true])
  })
})
