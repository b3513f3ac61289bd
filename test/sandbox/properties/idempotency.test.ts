import fc from 'fast-check'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type FaultKind, faultKinds } from '#server/sandbox/core/faults.ts'
import type { Sandbox } from '#server/sandbox/sandbox.ts'
import { pay } from '#test/sandbox/pay.ts'
import { temporaryDirectory } from '#test/sandbox/temporary-directory.ts'
import { inFrozenTime } from './frozen-sandbox.ts'

const keys = ['op:1:g1', 'op:2:g1', 'op:3:g1'] as const

/** A round: what goes wrong with it, and which keys are sent in it at once. */
interface Round {
  readonly fault: FaultKind | null
  readonly sent: readonly string[]
}
const quick = faultKinds.filter(kind => kind !== 'hang' && kind !== 'drip')
const round: fc.Arbitrary<Round> = fc.record({
  fault: fc.option(fc.constantFrom(...quick), { nil: null }),
  sent: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 6 }),
})
/** What happens between two restarts. */
const life = fc.array(round, { minLength: 1, maxLength: 3 })

type Answers = Map<string, Set<string>>

/** A refund of 10 under each key, and the ids that were answered to it. */
async function send(
  stripe: Stripe,
  sandbox: Sandbox,
  intent: string,
  { fault, sent }: Round,
  answers: Answers,
) {
  if (fault) sandbox.faults.add({ method: 'POST', path: '/v1/refunds', kind: fault, times: 1 })
  await Promise.allSettled(
    sent.map(async idempotencyKey => {
      const refund = await stripe.refunds.create(
        { payment_intent: intent, amount: 10, metadata: { idempotencyKey } },
        { idempotencyKey },
      )
      // A page of HTML comes with status 200 too, and is no refund.
      if (refund.id) answers.set(idempotencyKey, (answers.get(idempotencyKey) ?? new Set()).add(refund.id))
    }),
  )
  sandbox.faults.clear()
}

async function effectsOf(stripe: Stripe, intent: string): Promise<Map<string, string>> {
  const refunds = await stripe.refunds.list({ payment_intent: intent, limit: 100 })
  const made = refunds.data.map(({ id, metadata }) => [metadata?.idempotencyKey ?? '', id] as const)
  const effects = new Map(made)
  expect(made, 'no key has two effects').toHaveLength(effects.size)
  return effects
}

test('a key never has two effects, whatever goes wrong and however often it is started anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), async lives => {
      const dataDir = temporaryDirectory()
      const answers: Answers = new Map()
      const intent = await inFrozenTime({ dataDir }, async ({ stripe }) => (await pay(stripe)).id)
      for (const rounds of lives) {
        await inFrozenTime({ dataDir }, async ({ stripe, sandbox }) => {
          for (const one of rounds) await send(stripe, sandbox, intent, one, answers)
          const effects = await effectsOf(stripe, intent)
          for (const [key, ids] of answers) expect([...ids], key).toEqual([effects.get(key)])
        })
      }
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('each event is told once to each key that brought it about', async () => {
  await fc.assert(
    fc.asyncProperty(life, rounds =>
      inFrozenTime({}, async ({ stripe, sandbox }) => {
        const intent = (await pay(stripe)).id
        for (const one of rounds) await send(stripe, sandbox, intent, one, new Map())
        const told = (await stripe.events.list({ type: 'refund.created', limit: 100 })).data
        const by = told.map(event => event.request?.idempotency_key)
        expect(new Set(by).size).toBe(by.length)
        expect(new Set(by)).toEqual(new Set((await effectsOf(stripe, intent)).keys()))
      }),
    ),
    { numRuns: 8 },
  )
}, 60_000)
