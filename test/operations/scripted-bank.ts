import * as z from 'zod'
import type { OperationKind, Outcome } from '#server/operations/port.ts'
import { Problem } from '#server/problem.ts'
import { outcomeOfRefundStatus } from '#server/stripe/outcome.ts'

/** How the next call goes: where it breaks, and whether the money had moved by then. */
export type Turn =
  | 'done'
  | 'lost-before'
  | 'lost-after'
  | 'busy'
  | 'no'
  | 'no-key'
  | 'error'
  | 'hang'
  | 'pending'

const input = z.strictObject({ paymentId: z.string(), amount: z.int(), expected: z.int() })
export type BankInput = z.infer<typeof input>

interface Made {
  readonly operationId: string
  readonly key: string
  readonly amount: number
  status: 'succeeded' | 'pending' | 'failed'
}

const lost = { type: 'unknown', reason: 'Lost.', requestId: null, saved: false } as const

/** A counterpart with keys as Stripe's, whose every reply a test decides, for what no clock of the world can wait for. */
export class ScriptedBank {
  readonly captured: number
  readonly made: Made[] = []
  readonly calls: string[] = []
  readonly saved = new Map<string, Outcome>()
  turns: Turn[] = []
  isReadable = true
  isDisputed = false
  checks = 0

  constructor(captured = 10_000) {
    this.captured = captured
  }

  get refunded(): number {
    return this.made.filter(one => one.status !== 'failed').reduce((sum, { amount }) => sum + amount, 0)
  }

  readonly kind: OperationKind<BankInput> = {
    kind: 'refund',
    input,
    permission: 'refund:create',
    limited: true,
    check: async ({ paymentId, amount, expected }) => {
      this.checks += 1
      if (!this.isReadable) throw new Problem('stripe_unavailable', 'Not now.', { retryAfterMs: 1_000 })
      if (this.isDisputed) throw new Problem('charge_disputed', 'Disputed.', { disputeIds: ['du_1'] })
      return {
        title: 'Refund to Elif Yıldırım',
        targetId: paymentId,
        customerId: 'cus_1',
        customerName: 'Elif Yıldırım',
        exposure: { amount, currency: 'eur' },
        available: {
          amount: this.captured - this.refunded,
          expected,
          counted: this.made.map(({ operationId }) => operationId),
        },
      }
    },
    describe: () => ({ reason: 'duplicate', ourReason: null, note: null, ticket: null }),
    send: async ({ amount }, { operationId, idempotencyKey }) => {
      this.calls.push(idempotencyKey)
      return await this.#play(this.turns.shift() ?? 'done', { operationId, key: idempotencyKey, amount })
    },
    find: async (_input, { operationId }) => {
      if (!this.isReadable) return { type: 'unreadable' }
      const found = this.made.find(one => one.operationId === operationId)
      return found ? { type: 'found', outcome: outcomeOf(found) } : { type: 'absent' }
    },
  }

  async #play(turn: Turn, asked: Omit<Made, 'status'>): Promise<Outcome> {
    if (turn === 'lost-before') return lost
    if (turn === 'busy') return { type: 'retry', afterMs: 1_000, reason: 'Busy.' }
    if (turn === 'no-key') return refusal('api_key_expired', true)
    if (turn === 'hang') return await new Promise(() => {})
    const known = this.saved.get(asked.key)
    if (known !== undefined) return known.type === 'unknown' ? { ...known, saved: true } : known
    if (turn === 'no') return refusal('charge_already_refunded', false)
    if (turn === 'error') return this.#save(asked.key, { ...lost, requestId: 'req_1' })
    const made: Made = { ...asked, status: turn === 'pending' ? 'pending' : 'succeeded' }
    this.made.push(made)
    const outcome = this.#save(asked.key, outcomeOf(made))
    return turn === 'lost-after' ? lost : outcome
  }

  #save(key: string, outcome: Outcome): Outcome {
    this.saved.set(key, outcome)
    return outcome
  }
}

const outcomeOf = ({ operationId, status }: Made): Outcome =>
  outcomeOfRefundStatus({ id: `re_${operationId}`, status, failureReason: null }, 'req_1')

const refusal = (code: string, atDoor: boolean): Outcome => ({
  type: 'failed',
  code,
  message: 'No.',
  requestId: 'req_1',
  resultId: null,
  atDoor,
})
