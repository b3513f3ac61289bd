import { Link } from '@tanstack/react-router'
import { cn } from '#client/ui/class-names.ts'
import { Tooltip } from '#client/ui/tooltip.tsx'
import type { Job } from './jobs.ts'
import type { JobsNow } from './use-jobs.ts'

export interface JobListProps extends JobsNow {
  /** Icons with tooltips where the window is narrow; `always` in the menu of a phone. */
  labels: 'when-wide' | 'always'
  onChoose?: () => void
}

export function JobList({ jobs, current, counts, labels, onChoose }: JobListProps) {
  const sections = (['desk', 'house'] as const)
    .map(section => jobs.filter(job => job.section === section))
    .filter(section => section.length > 0)
  return (
    <nav aria-label="Jobs" className="flex flex-col gap-[9px] px-2">
      {sections.map(section => (
        <ul
          key={section[0]?.section}
          className="flex flex-col gap-px not-first:before:mx-2 not-first:before:mb-2 not-first:before:h-px not-first:before:bg-sidebar-border"
        >
          {section.map(job => (
            <li key={job.to}>
              <JobLink
                job={job}
                isCurrent={job === current}
                count={job.count ? counts?.[job.count] : undefined}
                isNarrow={labels === 'when-wide'}
                {...(onChoose ? { onChoose } : {})}
              />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

interface JobLinkProps {
  job: Job
  isCurrent: boolean
  count: number | undefined
  isNarrow: boolean
  onChoose?: () => void
}

function JobLink({ job: { label, to, icon: Icon }, isCurrent, count, isNarrow, onChoose }: JobLinkProps) {
  const link = (
    <Link
      to={to}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onChoose}
      className={cn(
        'relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sidebar-foreground transition-colors duration-100 hover:bg-sidebar-accent max-sm:h-11',
        isCurrent && 'bg-sidebar-accent font-medium text-sidebar-accent-foreground',
        isNarrow && 'max-desk:justify-center',
      )}
    >
      <Icon aria-hidden className={cn('size-4 text-muted-foreground', isCurrent && 'text-link')} />
      <span className={cn(isNarrow && 'max-desk:sr-only')}>{label}</span>
      {count ? (
        <span
          data-num=""
          className={cn(
            'ml-auto text-xs font-normal text-muted-foreground',
            isCurrent && 'font-medium text-foreground',
            isNarrow && 'max-desk:sr-only',
          )}
        >
          {count.toLocaleString('en')}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
      {count && isNarrow ? (
        <span
          aria-hidden
          className="absolute top-1.5 right-2 size-1.5 rounded-full bg-muted-foreground desk:hidden"
        />
      ) : null}
    </Link>
  )
  return isNarrow ? (
    <Tooltip side="right" content={count ? `${label}, ${count} waiting` : label} className="desk:hidden">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
