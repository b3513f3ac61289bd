import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { IdChip } from './id-chip.tsx'

/** The list that the page belongs to, as a link, and the page's own id. */
export function Breadcrumb({ parent, id }: { parent: ReactNode; id: string }) {
  return (
    <nav aria-label="Breadcrumb" className="flex h-6 items-center gap-2 text-xs text-muted-foreground">
      {/* On a phone the bar above leads back to the list. */}
      <span className="max-sm:hidden [&_a]:hover:text-foreground">{parent}</span>
      <ChevronRight aria-hidden className="size-3.5 max-sm:hidden" />
      <IdChip id={id} />
    </nav>
  )
}
