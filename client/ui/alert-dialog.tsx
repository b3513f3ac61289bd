import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog'
import { cn } from './class-names.ts'

export const AlertDialog = BaseAlertDialog.Root
export const AlertDialogClose = BaseAlertDialog.Close
export const AlertDialogTitle = BaseAlertDialog.Title
export const AlertDialogDescription = BaseAlertDialog.Description

export interface AlertDialogContentProps extends Omit<BaseAlertDialog.Popup.Props, 'className'> {
  className?: string
}

/** A dialog that a click outside does not close. */
export function AlertDialogContent({ className, ...props }: AlertDialogContentProps) {
  return (
    <BaseAlertDialog.Portal>
      <BaseAlertDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <BaseAlertDialog.Viewport className="fixed inset-0 z-40 flex items-center justify-center p-4 max-sm:items-end max-sm:p-0">
        <BaseAlertDialog.Popup
          data-slot="alert-dialog"
          className={cn(
            'overlay-motion flex max-h-full w-136 max-w-full flex-col overflow-y-auto rounded-md bg-popover p-4 text-popover-foreground shadow-overlay outline-none max-sm:w-full max-sm:rounded-b-none',
            className,
          )}
          {...props}
        />
      </BaseAlertDialog.Viewport>
    </BaseAlertDialog.Portal>
  )
}
