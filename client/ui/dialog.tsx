import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import X from 'lucide-react/icons/x'
import type { ComponentProps } from 'react'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'

export const Dialog = BaseDialog.Root
export const DialogClose = BaseDialog.Close

export interface DialogContentProps extends Omit<BaseDialog.Popup.Props, 'className'> {
  className?: string
}

/** 544 px wide, in the upper half of the window; its body scrolls and its foot stays. */
export function DialogContent({ className, children, ...props }: DialogContentProps) {
  return (
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <BaseDialog.Viewport className="fixed inset-0 z-40 flex items-center justify-center p-4 max-sm:items-end max-sm:p-0">
        <BaseDialog.Popup
          data-slot="dialog"
          className={cn(
            'overlay-motion relative flex max-h-full w-136 max-w-full flex-col rounded-md bg-popover text-popover-foreground shadow-overlay outline-none max-sm:w-full max-sm:rounded-b-none',
            className,
          )}
          {...props}
        >
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Viewport>
    </BaseDialog.Portal>
  )
}

export function DialogHeader({ className, ...props }: ComponentProps<'header'>) {
  return <header data-slot="dialog-header" className={cn('px-5 pt-4 pr-14', className)} {...props} />
}

export function DialogTitle({
  className,
  ...props
}: Omit<BaseDialog.Title.Props, 'className'> & { className?: string }) {
  return (
    <BaseDialog.Title
      data-slot="dialog-title"
      className={cn('flex flex-wrap items-center gap-2 text-lg font-semibold tracking-[-0.01em]', className)}
      {...props}
    />
  )
}

export function DialogDescription({
  className,
  ...props
}: Omit<BaseDialog.Description.Props, 'className'> & { className?: string }) {
  return (
    <BaseDialog.Description
      data-slot="dialog-description"
      render={<div />}
      className={cn('mt-px flex flex-wrap items-center gap-1 text-muted-foreground', className)}
      {...props}
    />
  )
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="dialog-body"
      className={cn('flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pt-3 pb-4', className)}
      {...props}
    />
  )
}

export function DialogFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      data-slot="dialog-footer"
      className={cn('flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3', className)}
      {...props}
    />
  )
}

/** The cross at the upper right. Give `disabled` while an answer is awaited. */
export function DialogCross({ disabled }: { disabled?: boolean }) {
  return (
    <BaseDialog.Close
      disabled={disabled}
      render={
        <Button variant="ghost" size="bar" icon aria-label="Close" className="absolute top-3.5 right-3.5">
          <X aria-hidden />
        </Button>
      }
    />
  )
}
