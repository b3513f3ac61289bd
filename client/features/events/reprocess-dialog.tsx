import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { useSession } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import { DialogClose } from '#client/ui/dialog.tsx'
import type { EventDetail } from '#shared/domain/event.ts'
import { useReplay } from './events-queries.ts'

export interface ReprocessDialogProps {
  event: EventDetail
  /** One handler alone; without it all of them. */
  handler?: string | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says what will run again and that money is safe, then does it. */
export function ReprocessDialog({ event, handler, open, onOpenChange }: ReprocessDialogProps) {
  const { mode } = useSession()
  const replay = useReplay(event.id)
  const runs = event.handlers.filter(run => handler === undefined || run.handler === handler)
  const done = runs.filter(({ state }) => state === 'processed').length
  const close = (next: boolean): void => {
    replay.reset()
    onOpenChange(next)
  }
  return (
    <DeskDialog
      open={open}
      onOpenChange={close}
      title={handler === undefined ? 'Reprocess the event' : `Run ${runs[0]?.label.toLowerCase()} again`}
      mode={mode}
      about={event.type}
      actions={
        <>
          <DialogClose render={<Button size="dialog">Cancel</Button>} />
          <Button type="submit" size="dialog" variant="primary" busy={replay.isPending}>
            {replay.isPending ? 'Reprocessing…' : actionOf(runs.length, handler)}
          </Button>
        </>
      }
      onSubmit={() => {
        if (!replay.isPending) replay.mutate(handler, { onSuccess: () => close(false) })
      }}
    >
      {replay.error ? (
        <Notice tone="destructive" title="It was not reprocessed">
          {replay.error.message}
        </Notice>
      ) : null}
      {runs.length === 0 ? (
        <p>Every handler is asked again whether it wants this event.</p>
      ) : (
        <ul className="list-disc pl-4 marker:text-muted-foreground">
          {runs.map(({ handler: name, label, state }) => (
            <li key={name}>
              {label}
              {state === 'processed' ? ', which was done' : ''}
            </li>
          ))}
        </ul>
      )}
      <p className="rounded-md bg-muted px-3 py-2 text-muted-foreground">
        Handlers read Stripe and act on what is true now.{' '}
        {done > 0 ? 'What was done is not done twice, and no' : 'No'} money moves. The audit log tells that
        you did it.
      </p>
    </DeskDialog>
  )
}

function actionOf(count: number, handler: string | undefined): string {
  if (handler !== undefined) return 'Run it again'
  return count === 0 ? 'Reprocess' : count === 1 ? 'Run 1 handler' : `Run ${count} handlers`
}
