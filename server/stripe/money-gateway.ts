import type Stripe from 'stripe'
import { type Outcome, operationMetadataKey } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { UploadedFile } from '#shared/api/endpoint.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { DeadlineError, outcomeOfDispute, outcomeOfError, outcomeOfRefund } from './outcome.ts'

/** By which operation, and under which key, a change is asked for. */
export interface WriteKey {
  readonly operationId: string
  /** `op:<operation id>:g<generation>`: the same for every repeat. */
  readonly idempotencyKey: string
}

export interface RefundWrite extends WriteKey {
  /** A payment intent's or a bare charge's id. */
  readonly paymentId: string
  /** Minor units; said also for a full refund, because Stripe refunds everything when it is left out. */
  readonly amount: number
  readonly currency: string
  readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent'
}

export interface EvidenceWrite extends WriteKey {
  readonly disputeId: string
  readonly evidence: Stripe.DisputeUpdateParams.Evidence
  /** Whether it goes to the bank, for good. Always said, because Stripe takes silence for yes. */
  readonly submit: boolean
}

/**
 * The only code that changes anything at Stripe. Its writes never throw for what Stripe or the network did: that is an
 * outcome. @throws {TypeError} before anything is sent, when a call is not one that may be made.
 */
export interface MoneyGateway {
  createRefund(write: RefundWrite): Promise<Outcome>
  updateDisputeEvidence(write: EvidenceWrite): Promise<Outcome>
  /** Accepts the loss, for good. */
  closeDispute(write: WriteKey & { disputeId: string }): Promise<Outcome>
  /**
   * Uploads a file for evidence; gives Stripe's id of it, and the size in bytes and the type that Stripe found.
   * @throws {Problem} `file_refused`, `stripe_unavailable`.
   */
  uploadEvidenceFile(
    write: WriteKey & { file: UploadedFile },
  ): Promise<{ fileId: string; size: number; type: string }>
}

/** All the time that one write may take, until its outcome is unknown. */
const writeDeadlineMs = 20_000

export function createMoneyGateway(deps: {
  /** Made for writes: it sends each call once. */
  stripe: Stripe
  clock: Clock
  deadlineMs?: number
}): MoneyGateway {
  const { stripe, clock, deadlineMs = writeDeadlineMs } = deps
  const options = ({ idempotencyKey }: WriteKey) => ({
    idempotencyKey,
    maxNetworkRetries: 0,
    timeout: deadlineMs,
  })
  const send = <T>(call: () => Promise<T>) => within(clock, deadlineMs, call)
  const settle = async <T>(call: () => Promise<Stripe.Response<T>>, read: Read<T>): Promise<Outcome> => {
    try {
      const reply = await send(call)
      return read(reply, reply.lastResponse.requestId ?? null)
    } catch (error) {
      return outcomeOfError(error)
    }
  }
  return {
    async createRefund(write) {
      assertRefund(write)
      return await settle(
        () => stripe.refunds.create(refundParams(write), options(write)),
        (refund, requestId) => outcomeOfRefund(refund, write, requestId),
      )
    },
    async updateDisputeEvidence(write) {
      assertKey(write)
      assertDispute(write.disputeId)
      if (typeof write.submit !== 'boolean') throw new TypeError('Whether evidence is submitted must be said')
      const { disputeId, evidence, submit, operationId } = write
      const params = { evidence, submit, metadata: { [operationMetadataKey]: operationId } }
      const isDone = (dispute: Stripe.Dispute) =>
        submit ? dispute.evidence_details.submission_count > 0 : dispute.evidence_details.has_evidence
      return await settle(
        () => stripe.disputes.update(disputeId, params, options(write)),
        (dispute, requestId) => outcomeOfDispute(dispute, { disputeId, isDone }, requestId),
      )
    },
    async closeDispute(write) {
      assertKey(write)
      assertDispute(write.disputeId)
      const { disputeId } = write
      const isDone = ({ status }: Stripe.Dispute) => status === 'lost' || status === 'warning_closed'
      return await settle(
        () => stripe.disputes.close(disputeId, {}, options(write)),
        (dispute, requestId) => outcomeOfDispute(dispute, { disputeId, isDone }, requestId),
      )
    },
    async uploadEvidenceFile(write) {
      assertKey(write)
      const { name, declaredType, bytes } = write.file
      const file = { data: bytes, name, type: declaredType }
      try {
        const made = await send(() =>
          stripe.files.create({ purpose: 'dispute_evidence', file }, options(write)),
        )
        return { fileId: made.id, size: made.size, type: made.type ?? '' }
      } catch (error) {
        throw uploadProblem(error)
      }
    },
  }
}

type Read<T> = (reply: T, requestId: string | null) => Outcome

function refundParams(write: RefundWrite): Stripe.RefundCreateParams {
  const { paymentId, amount, reason, operationId } = write
  const target = paymentId.startsWith('pi_') ? { payment_intent: paymentId } : { charge: paymentId }
  return { ...target, amount, reason, metadata: { [operationMetadataKey]: operationId } }
}

function assertRefund(write: RefundWrite): void {
  assertKey(write)
  if (!stripeId('paymentIntent', 'charge').safeParse(write.paymentId).success)
    throw new TypeError('A refund needs the id of a payment intent or a charge')
  if (!Number.isSafeInteger(write.amount) || write.amount < 1)
    throw new TypeError('A refund needs a whole amount above zero')
  if (!/^[a-z]{3}$/.test(write.currency)) throw new TypeError('A refund needs a currency')
}

function assertDispute(id: string): void {
  if (!/^[A-Za-z0-9]+_[A-Za-z0-9_]{1,250}$/.test(id)) throw new TypeError('Not the id of a dispute')
}

function assertKey({ idempotencyKey, operationId }: WriteKey): void {
  const belongs = operationId.length > 0 && idempotencyKey.startsWith(`op:${operationId}:`)
  if (!belongs || idempotencyKey.length > 255) throw new TypeError('A write needs its operation’s key')
}

/** Rejects with {@link DeadlineError} when the call takes longer in all: the SDK's own timeout only counts silence. */
function within<T>(clock: Clock, deadlineMs: number, call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(deadlineMs, () => reject(new DeadlineError(deadlineMs)))
    call().then(resolve, reject).finally(cancel)
  })
}

function uploadProblem(error: unknown): Problem {
  const outcome = outcomeOfError(error)
  return outcome.type === 'failed' && !outcome.atDoor
    ? new Problem('file_refused', outcome.message, {})
    : new Problem('stripe_unavailable', 'Stripe did not take the file. Try again in a moment.', {
        retryAfterMs: 5_000,
      })
}
