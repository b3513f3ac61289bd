import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { Figures } from '#client/kit/figures.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { ApiError } from '#client/lib/api.ts'
import { useSession } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'

const cells = ['Charged', 'Refunded', 'Pending', 'Refundable']

/** The dialog in its shape, until the figures have come from Stripe. */
export function RefundLoading(props: { error: Error | null; onRetry: () => void; onClose: () => void }) {
  const { error, onRetry, onClose } = props
  const { mode } = useSession()
  const isForbidden = error instanceof ApiError && error.code === 'forbidden'
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title="Refund"
      mode={mode}
      actions={
        <Button size="dialog" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      {error ? (
        <Notice
          tone="destructive"
          title={isForbidden ? 'You cannot refund' : 'The figures could not be read from Stripe'}
          actions={
            isForbidden ? null : (
              <Button size="bar" onClick={onRetry}>
                Try again
              </Button>
            )
          }
        >
          {error.message} Nothing was sent.
          {error instanceof ApiError ? <RequestId id={error.problem.requestId} /> : null}
        </Notice>
      ) : (
        <>
          <span role="status" className="sr-only">
            Reading the figures from Stripe
          </span>
          <Figures figures={cells.map(label => ({ label, value: <Skeleton className="my-1.25 w-14" /> }))} />
          <Skeleton className="h-9 w-full rounded-md" />
        </>
      )}
    </DeskDialog>
  )
}

const RequestId = ({ id }: { id: string }) => (
  <code className="mt-1 block font-mono text-xs text-muted-foreground">{id}</code>
)
