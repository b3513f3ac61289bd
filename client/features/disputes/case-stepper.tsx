import Check from 'lucide-react/icons/check'
import { cn } from '#client/ui/class-names.ts'

export const caseSteps = ['Understand', 'Gather', 'Write', 'Review', 'Submit'] as const
export type CaseStep = (typeof caseSteps)[number]

export interface CaseStepperProps {
  current: CaseStep
  done: ReadonlySet<CaseStep>
}

/** Where the case stands; the steps themselves are done on the page. */
export function CaseStepper({ current, done }: CaseStepperProps) {
  return (
    <ol aria-label="Steps" className="flex shrink-0 items-center gap-2 max-sm:hidden">
      {caseSteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className={cn(
            'flex items-center gap-2 not-first:before:mr-0 not-first:before:h-px not-first:before:w-6 not-first:before:bg-border-strong',
            step === current && 'font-medium',
            step !== current && !done.has(step) && 'text-muted-foreground',
          )}
        >
          <span
            data-num=""
            className={cn(
              'flex size-5 items-center justify-center rounded-full border border-border-strong text-xs',
              done.has(step) && 'border-transparent bg-success-subtle text-success',
              step === current && 'border-transparent bg-primary text-primary-foreground',
            )}
          >
            {done.has(step) && step !== current ? (
              <Check role="img" aria-label="Done" className="size-3.5" />
            ) : (
              index + 1
            )}
          </span>
          {step}
        </li>
      ))}
    </ol>
  )
}
