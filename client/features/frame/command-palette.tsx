import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Command } from 'cmdk'
import SearchIcon from 'lucide-react/icons/search'
import { useDeferredValue, useState } from 'react'
import { KeyHint } from '#client/kit/table-foot.tsx'
import { useOfferedActions } from '#client/lib/page-actions.ts'
import { endpointQuery } from '#client/lib/queries.ts'
import { Dialog, DialogContent, DialogTitle } from '#client/ui/dialog.tsx'
import { search } from '#shared/api/search.ts'
import type { Job } from './jobs.ts'
import { ActionGroup, JobGroup } from './palette-commands.tsx'
import { FoundGroups, firstFound } from './palette-found.tsx'

export interface CommandPaletteProps {
  jobs: readonly Job[]
  onClose: () => void
}

const shortestSearch = 2

/** Asks while one types; the rows of the text before stay until the next ones come. */
function useFound(text: string) {
  const asked = useDeferredValue(text.trim())
  const enabled = asked.length >= shortestSearch
  const { data, isFetching } = useQuery({
    ...endpointQuery(search, { query: { q: asked } }),
    enabled,
    placeholderData: before => before,
  })
  return { found: enabled ? data : undefined, isFetching }
}

/** Jump to anything by what the ticket says of it, act on what is on screen, go anywhere. */
export function CommandPalette({ jobs, onClose }: CommandPaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const { found, isFetching } = useFound(text)
  const [chosen, setChosen] = useState<{ value: string; among: unknown }>()
  const go = (href: string): void => {
    onClose()
    void router.navigate({ href })
  }
  // New results take the choice to their first, so that Enter opens what was looked for.
  const first = found ? { value: firstFound(found, text.trim()) } : {}
  const value = chosen?.among === found ? { value: chosen?.value ?? '' } : first
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="mt-24 w-160 self-start overflow-hidden max-sm:mt-0 max-sm:self-stretch">
        <DialogTitle className="sr-only">Commands</DialogTitle>
        <Command
          label="Commands"
          loop
          shouldFilter={false}
          {...value}
          onValueChange={next => setChosen({ value: next, among: found })}
          className="flex min-h-0 flex-col"
        >
          <PaletteInput text={text} onText={setText} />
          <Command.List
            aria-busy={isFetching}
            className="max-h-[min(34rem,60dvh)] overflow-y-auto p-1.5 outline-none max-sm:max-h-none"
          >
            <Command.Empty className="px-2.5 py-6 text-center text-muted-foreground">
              {isFetching ? 'Searching…' : 'No command is called that.'}
            </Command.Empty>
            {found ? <FoundGroups found={found} text={text.trim()} onGo={go} /> : null}
            <ActionGroup text={text} onClose={onClose} />
            <JobGroup text={text} jobs={jobs} onGo={go} />
          </Command.List>
        </Command>
        <PaletteFoot />
      </DialogContent>
    </Dialog>
  )
}

function PaletteInput({ text, onText }: { text: string; onText: (text: string) => void }) {
  const page = useOfferedActions()
  return (
    <div className="flex h-12 shrink-0 items-center gap-2.5 border-b px-4">
      <SearchIcon aria-hidden className="size-4 text-muted-foreground" />
      <Command.Input
        value={text}
        onValueChange={onText}
        maxLength={500}
        placeholder="Email, name, last 4, amount, any Stripe id or a command"
        className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      {page ? (
        <span className="max-w-56 truncate rounded-sm bg-muted px-1.5 text-xs/5 text-muted-foreground">
          {page.subject}
        </span>
      ) : null}
    </div>
  )
}

function PaletteFoot() {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t px-4 text-xs text-muted-foreground max-sm:hidden">
      <KeyHint keys={['↑', '↓']}>move</KeyHint>
      <KeyHint keys={['↵']}>open</KeyHint>
      <KeyHint keys={['Esc']}>close</KeyHint>
      <span className="ml-auto">Paste any Stripe id to jump to it</span>
    </footer>
  )
}
