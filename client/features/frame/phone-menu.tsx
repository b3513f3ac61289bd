import { BrandMark } from '#client/kit/brand-mark.tsx'
import type { LiveState } from '#client/lib/live.ts'
import { Dialog, DialogContent, DialogCross, DialogHeader, DialogTitle } from '#client/ui/dialog.tsx'
import { JobList } from './job-list.tsx'
import { LiveMark } from './rail.tsx'
import { useJobs } from './use-jobs.ts'

/** The rail of a phone. */
export function PhoneMenu({ live, onClose }: { live: LiveState; onClose: () => void }) {
  const jobs = useJobs()
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="bg-sidebar">
        <DialogHeader className="pb-3">
          <DialogTitle>
            <BrandMark className="text-primary" />
            Counterfoil
          </DialogTitle>
        </DialogHeader>
        <div className="overflow-y-auto px-1 text-base">
          <JobList {...jobs} labels="always" onChoose={onClose} />
        </div>
        <div className="mt-3 border-t border-sidebar-border px-5 py-3 text-xs text-muted-foreground">
          <LiveMark live={live} />
        </div>
        <DialogCross />
      </DialogContent>
    </Dialog>
  )
}
