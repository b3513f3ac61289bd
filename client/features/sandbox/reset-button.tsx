import { useState } from 'react'
import { ConfirmDialog } from '#client/kit/confirm-dialog.tsx'
import { useSession } from '#client/lib/session.ts'
import { showToast } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import { useSteer } from './sandbox-queries.ts'
import { SteerProblem } from './steer-problem.tsx'

const consequences = [
  'Every customer, payment, refund and dispute made since is gone from the sandbox.',
  'Its clock is back at real time, no fault waits, and the made-up company is as it was.',
  'What this desk recorded stays: operations, events and the audit log, also about what is gone.',
]

/** Takes the sandbox back to its made-up world, after a typed word. */
export function ResetButton() {
  const { mode } = useSession()
  const [isOpen, setOpen] = useState(false)
  const steer = useSteer()
  const done = (): void => {
    setOpen(false)
    showToast({ tone: 'success', title: 'The sandbox is as it was made up' })
  }
  return (
    <>
      <Button variant="destructive-outline" onClick={() => setOpen(true)}>
        Start over…
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Start the sandbox over?"
        mode={mode}
        consequences={consequences}
        word="start over"
        action="Start over"
        busyAction="Starting over…"
        busy={steer.isPending}
        onConfirm={() => steer.mutate({ act: 'reset' }, { onSuccess: done })}
      >
        <SteerProblem error={steer.error} />
      </ConfirmDialog>
    </>
  )
}
