import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '#client/ui/alert-dialog.tsx'
import { Button } from '#client/ui/button.tsx'
import type { Draft } from './use-draft.ts'

/** Leaving with text that could not be saved: it stays in this tab, and nowhere else. */
export function LeaveDialog({ blocker }: Pick<Draft, 'blocker'>) {
  if (blocker.status === 'idle') return null
  return (
    <AlertDialog open onOpenChange={next => (next ? undefined : blocker.reset())}>
      <AlertDialogContent>
        <AlertDialogTitle className="text-lg font-semibold tracking-[-0.01em]">
          The draft is not saved yet
        </AlertDialogTitle>
        <AlertDialogDescription className="mt-1">
          The desk does not answer, or somebody else saved meanwhile. Your text is kept in this browser tab
          and comes back when you open the case here again.
        </AlertDialogDescription>
        <div className="mt-4 flex justify-end gap-2">
          <Button size="dialog" onClick={blocker.proceed}>
            Leave
          </Button>
          <Button size="dialog" variant="primary" onClick={blocker.reset}>
            Stay and save
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
