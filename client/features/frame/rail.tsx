import { Link } from '@tanstack/react-router'
import { BrandMark } from '#client/kit/brand-mark.tsx'
import type { LiveState } from '#client/lib/live.ts'
import { cn } from '#client/ui/class-names.ts'
import { Kbd } from '#client/ui/kbd.tsx'
import { JobList } from './job-list.tsx'
import { useJobs } from './use-jobs.ts'

/** What to do, by job, and whether what is on screen is kept true. Icons alone where the window is narrow. */
export function Rail({ live, onKeys }: { live: LiveState; onKeys: () => void }) {
  const jobs = useJobs()
  return (
    <aside
      aria-label="Desk"
      className="row-span-2 flex flex-col border-r border-sidebar-border bg-sidebar max-sm:hidden"
    >
      <Link
        to="/"
        className="mb-1 flex h-topbar items-center gap-2.5 px-4.5 text-base font-semibold tracking-[-0.01em] max-desk:justify-center max-desk:px-0"
      >
        <BrandMark className="text-primary" />
        <span className="max-desk:sr-only">Counterfoil</span>
      </Link>
      <JobList {...jobs} labels="when-wide" />
      <div className="mt-auto flex h-10 items-center gap-2 border-t border-sidebar-border px-4 text-xs text-muted-foreground max-desk:flex-col max-desk:justify-center max-desk:px-0">
        <LiveMark live={live} />
        <button
          type="button"
          aria-label="Keyboard shortcuts"
          onClick={onKeys}
          className="-mr-[3px] ml-auto flex size-6 items-center justify-center rounded-sm max-desk:hidden"
        >
          <Kbd>?</Kbd>
        </button>
      </div>
    </aside>
  )
}

const liveLooks: Record<LiveState, { words: string; dot: string }> = {
  on: { words: 'Live updates on', dot: 'bg-success' },
  connecting: { words: 'Connecting', dot: 'bg-muted-foreground' },
  off: { words: 'Live updates paused', dot: 'bg-warning' },
}

export function LiveMark({ live }: { live: LiveState }) {
  const { words, dot } = liveLooks[live]
  return (
    <span role="status" className="flex items-center gap-2">
      <span aria-hidden className={cn('size-1.5 rounded-full', dot)} />
      <span className="max-desk:sm:sr-only">{words}</span>
    </span>
  )
}
