import { Link, useRouterState } from '@tanstack/react-router'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import Menu from 'lucide-react/icons/menu'
import { useJobs } from './use-jobs.ts'

/** On a phone: the menu of jobs, and the job that is open, as a way back from what stands below it. */
export function PhoneStart({ onMenu }: { onMenu: () => void }) {
  const { current } = useJobs()
  const pathname = useRouterState({ select: state => state.location.pathname })
  const isBelow = current !== undefined && pathname !== current.to
  return (
    <div className="flex min-w-0 items-center gap-1.5 text-base font-medium sm:hidden">
      <button
        type="button"
        aria-label="Menu"
        onClick={onMenu}
        className="-ml-3 flex size-11 items-center justify-center rounded-md"
      >
        <Menu aria-hidden className="size-5" />
      </button>
      {current && isBelow ? (
        <Link to={current.to} className="flex h-11 items-center gap-1">
          <ChevronLeft aria-hidden className="size-4 text-muted-foreground" />
          {current.label}
        </Link>
      ) : (
        <span className="truncate">{current?.label ?? 'Counterfoil'}</span>
      )}
    </div>
  )
}
