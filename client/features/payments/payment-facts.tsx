import { CardMark } from '#client/kit/card-mark.tsx'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { Explained } from '#client/kit/time.tsx'
import { clockTime, fullDate, zoneName } from '#client/lib/times.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Payment } from '#shared/domain/payment.ts'

const moment = (at: number): string => `${fullDate(at)}, ${clockTime(at)} ${zoneName(at)}`

export function PaymentFacts({ payment }: { payment: Payment }) {
  const { description, createdAt, method, statementDescriptor, chargeId, fee, captureBefore } = payment
  const isPaid = payment.figures.captured > 0
  return (
    <FactGrid
      facts={[
        { label: 'For', value: description },
        { label: isPaid ? 'Paid' : 'Created', value: <Explained at={createdAt} text={moment(createdAt)} /> },
        { label: 'Method', value: method ? <CardMark method={method} withExpiry /> : null },
        { label: 'Statement', value: isPaid ? statementDescriptor : null },
        { label: 'Charge', value: chargeId && chargeId !== payment.id ? <Id id={chargeId} /> : null },
        { label: 'Stripe’s fee', value: fee && formatMoney(fee) },
        {
          label: 'Capture before',
          value:
            captureBefore === null ? null : <Explained at={captureBefore} text={moment(captureBefore)} />,
        },
        { label: 'Risk and checks', value: checksInWords(payment) },
      ]}
    />
  )
}

/** "Risk 12 of 100, security code and postal code match, 3-D Secure passed" */
export function checksInWords({ riskScore, riskLevel, checks }: Payment): string | null {
  const risk =
    riskScore !== null
      ? `Risk ${riskScore} of 100`
      : riskLevel !== null && riskLevel !== 'not_assessed'
        ? `Risk ${riskLevel}`
        : null
  const passed = [
    checks.cvc === 'pass' ? 'security code' : null,
    checks.postalCode === 'pass' ? 'postal code' : null,
  ].filter(check => check !== null)
  const failed = [
    checks.cvc === 'fail' ? 'security code' : null,
    checks.postalCode === 'fail' ? 'postal code' : null,
  ].filter(check => check !== null)
  const parts = [
    risk,
    passed.length > 0 ? `${passed.join(' and ')} ${passed.length > 1 ? 'match' : 'matches'}` : null,
    failed.length > 0 ? `${failed.join(' and ')} wrong` : null,
    checks.threeDSecure === 'authenticated' ? '3-D Secure passed' : null,
  ].filter(part => part !== null)
  return parts.length > 0 ? parts.join(', ') : null
}
