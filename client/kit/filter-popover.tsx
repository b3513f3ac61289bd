import ListFilter from 'lucide-react/icons/list-filter'
import { type ReactNode, useState } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#client/ui/popover.tsx'

/** The Filter button of a list, and its form; the form closes it when it has an answer. */
export function FilterPopover({ children }: { children: (close: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger
        render={
          <Button size="bar">
            <ListFilter aria-hidden />
            Filter
          </Button>
        }
      />
      <PopoverContent className="w-80">{children(() => setOpen(false))}</PopoverContent>
    </Popover>
  )
}
