import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import { clockTimeWithSeconds } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { Operation, OperationStep } from '#shared/domain/operation.ts'
import type { Icon } from './status/status-look.ts'

interface StepLook {
  readonly icon: Icon
  readonly className: string
}

const done: StepLook = { icon: CircleCheck, className: 'text-success' }
const unsure: StepLook = { icon: CircleQuestionMark, className: 'text-warning' }

/** What is done is green; what was not answered never is. */
const looks: Readonly<Record<string, StepLook>> = {
  recorded: done,
  answered: done,
  event: done,
  approved: done,
  no_answer: unsure,
  looked: unsure,
  needs_review: unsure,
  waiting: { icon: Clock, className: 'text-muted-foreground' },
  awaiting_approval: { icon: Clock, className: 'text-muted-foreground' },
  sending: { icon: LoaderCircle, className: 'animate-spin text-warning' },
  refused: { icon: CircleX, className: 'text-destructive' },
  rejected: { icon: CircleX, className: 'text-muted-foreground' },
}
const other: StepLook = { icon: CircleDashed, className: 'text-muted-foreground' }

const foundOut = (step: OperationStep): StepLook =>
  step.what === 'looked' && step.text.includes(': found') ? done : (looks[step.what] ?? other)

/** What was done so far with its times, and what comes next. */
export function OperationSteps({ operation }: { operation: Operation }) {
  const { steps, state, nextAttemptAt } = operation
  const isAsking = steps.at(-1)?.what === 'sending'
  return (
    <ol aria-live="polite" className="border-y py-1.5">
      {steps.map(step => (
        <Step
          key={`${step.at}${step.text}`}
          look={foundOut(step)}
          text={step.text}
          time={clockTimeWithSeconds(step.at)}
        />
      ))}
      {state === 'unknown' ? (
        <Step
          look={other}
          text={
            isAsking ? 'Looking through this payment’s refunds and events' : 'Asking again with the same key'
          }
          time={isAsking || nextAttemptAt === null ? 'next' : clockTimeWithSeconds(nextAttemptAt)}
          muted
        />
      ) : null}
    </ol>
  )
}

function Step({
  look,
  text,
  time,
  muted = false,
}: {
  look: StepLook
  text: string
  time: string
  muted?: boolean
}) {
  const { icon: Icon, className } = look
  return (
    <li className={cn('flex min-h-8 items-center gap-2.5 py-1', muted && 'text-muted-foreground')}>
      <Icon aria-hidden className={cn('size-4', className)} />
      <span className="min-w-0 flex-1">{text}</span>
      <span data-num="" className="text-xs text-muted-foreground">
        {time}
      </span>
    </li>
  )
}
