import PanelRight from 'lucide-react/icons/panel-right'
import { type ReactNode, useState } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Dialog, DialogContent, DialogCross, DialogHeader, DialogTitle } from '#client/ui/dialog.tsx'

export interface DetailPageProps {
  children: ReactNode
  /** Beside the page: 320 px, and a sheet behind a button where the window is narrow. */
  pane: ReactNode
  paneLabel: string
}

/** A page about one thing, with what belongs to it in the pane at its right. */
export function DetailPage({ children, pane, paneLabel }: DetailPageProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex min-h-full flex-col desk:grid desk:grid-cols-[minmax(0,1fr)_var(--spacing-pane)]">
      <div className="relative flex min-w-0 flex-1 flex-col sm:pb-6">
        <Button
          variant="link"
          className="absolute top-2.5 right-6 h-6 max-sm:right-4 desk:hidden"
          onClick={() => setOpen(true)}
        >
          <PanelRight aria-hidden />
          {paneLabel}
        </Button>
        {children}
      </div>
      <aside aria-label={paneLabel} className="divide-y border-l max-desk:hidden">
        {pane}
      </aside>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader className="pb-3">
            <DialogTitle>{paneLabel}</DialogTitle>
          </DialogHeader>
          <div className="divide-y overflow-y-auto border-t">{pane}</div>
          <DialogCross />
        </DialogContent>
      </Dialog>
    </div>
  )
}

/** A part of the pane: 20 px at the sides, its head and a link at the right. */
export function PaneSection({
  title,
  count,
  action,
  children,
}: {
  title: string
  count?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="px-5 py-4">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {count === undefined ? null : (
          <span data-num="" className="text-xs text-muted-foreground">
            {count}
          </span>
        )}
        {action ? <span className="ml-auto text-xs">{action}</span> : null}
      </div>
      {children}
    </section>
  )
}
