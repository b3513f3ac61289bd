import type { ReactNode } from 'react'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogCross,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#client/ui/dialog.tsx'
import type { Mode } from '#shared/api/session.ts'
import { ModeBadge } from './mode-badge.tsx'

export interface DeskDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Stands in the title, and frames the dialog when it is live: for each dialog that moves money. */
  mode: Mode
  /** Whom it concerns and by which card. */
  about?: ReactNode
  children: ReactNode
  /** At the left of the foot: the limit, or progress. */
  footNote?: ReactNode
  /** At the right of the foot: Cancel, then verb and amount. */
  actions?: ReactNode
  /** Submits the form that the dialog then is. */
  onSubmit?: () => void
}

/** Title with mode, below it whom and by which card; the body; the foot. */
export function DeskDialog(props: DeskDialogProps) {
  const { open, onOpenChange, title, mode, about, children, footNote, actions, onSubmit } = props
  const content = (
    <>
      <DialogHeader>
        <DialogTitle>
          {title}
          <ModeBadge mode={mode} />
        </DialogTitle>
        {about ? <DialogDescription>{about}</DialogDescription> : null}
      </DialogHeader>
      <DialogBody>{children}</DialogBody>
      {footNote || actions ? (
        <DialogFooter className="max-sm:[&>button]:h-11 max-sm:[&>button]:flex-1">
          <span aria-live="polite" className="mr-auto text-xs text-muted-foreground max-sm:w-full">
            {footNote}
          </span>
          {actions}
        </DialogFooter>
      ) : null}
    </>
  )
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className={mode === 'live' ? 'border-2 border-live' : ''}>
        {onSubmit ? (
          <form
            noValidate
            className="contents"
            onSubmit={event => {
              event.preventDefault()
              onSubmit()
            }}
          >
            {content}
          </form>
        ) : (
          content
        )}
        <DialogCross />
      </DialogContent>
    </Dialog>
  )
}
