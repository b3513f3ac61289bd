import History from 'lucide-react/icons/history'
import { useState } from 'react'
import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { ForbiddenButton } from '#client/kit/forbidden-button.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { useMay, useSession } from '#client/lib/session.ts'
import { absoluteTime } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { DialogClose } from '#client/ui/dialog.tsx'
import type { EventStats } from '#shared/api/events.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import { useBackfill } from './events-queries.ts'

/** Asks Stripe what it has sent, and takes what never came. */
export function BackfillButton({ coverage }: Pick<EventStats, 'coverage'>) {
  const [isOpen, setOpen] = useState(false)
  const words = (
    <>
      <History aria-hidden />
      Backfill…
    </>
  )
  if (!useMay('event:replay'))
    return <ForbiddenButton why={whyForbidden('event:replay')}>Backfill…</ForbiddenButton>
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words}</Button>
      <BackfillDialog open={isOpen} onOpenChange={setOpen} coverage={coverage} />
    </>
  )
}

interface DialogProps extends Pick<EventStats, 'coverage'> {
  open: boolean
  onOpenChange: (open: boolean) => void
}

function BackfillDialog({ open, onOpenChange, coverage }: DialogProps) {
  const { mode } = useSession()
  const backfill = useBackfill()
  const { data: found } = backfill
  const close = (next: boolean): void => {
    backfill.reset()
    onOpenChange(next)
  }
  return (
    <DeskDialog
      open={open}
      onOpenChange={close}
      title="Backfill events"
      mode={mode}
      actions={
        <>
          <DialogClose render={<Button size="dialog">{found ? 'Close' : 'Cancel'}</Button>} />
          {found ? null : (
            <Button type="submit" size="dialog" variant="primary" busy={backfill.isPending}>
              {backfill.isPending ? 'Listing…' : 'List and add'}
            </Button>
          )}
        </>
      }
      onSubmit={() => {
        if (!backfill.isPending && !found) backfill.mutate()
      }}
    >
      <p>
        Stripe keeps events for 30 days. The desk lists them every five minutes and at each start; this does
        it now, and takes those that no webhook brought.
      </p>
      <p className="rounded-md bg-muted px-3 py-2 text-muted-foreground">
        {coverage
          ? `Every event since ${absoluteTime(coverage.since)} is here${coverage.gaps > 0 ? `, but for ${coverage.gaps} gaps` : ''}.`
          : 'Stripe’s list was not read yet.'}
      </p>
      {found ? (
        <Notice
          tone="success"
          title={found.added === 0 ? 'Nothing was missing' : `${found.added} were missing and are here now`}
        >
          {found.listed.toLocaleString('en')} events were listed.
        </Notice>
      ) : null}
      {backfill.error ? (
        <Notice tone="destructive" title="The list could not be read">
          {backfill.error.message} Nothing was added.
        </Notice>
      ) : null}
    </DeskDialog>
  )
}
