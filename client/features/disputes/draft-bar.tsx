import CircleAlert from 'lucide-react/icons/circle-alert'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import SquarePen from 'lucide-react/icons/square-pen'
import type { ReactNode } from 'react'
import { clockTime } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import { Progress } from '#client/ui/progress.tsx'
import { countCharacters, evidenceLimits, evidenceToSend } from '#shared/domain/evidence.ts'
import type { SaveState } from './draft-saver.ts'
import type { DraftValues } from './draft-values.ts'
import { megabytes } from './file-size.ts'

export interface DraftBarProps {
  state: SaveState
  reason: string
  values: DraftValues
  /** The page's actions, the primary last. */
  children: ReactNode
}

/** At the foot of the case: is it saved, does it fit, what next. */
export function DraftBar({ state, reason, values, children }: DraftBarProps) {
  const { fields, files } = evidenceToSend(reason, values)
  const characters = Object.values(fields).reduce((sum, text) => sum + countCharacters(text), 0)
  const bytes = Object.values(files).reduce((sum, { size }) => sum + size, 0)
  const { allTextCharacters, allFilesBytes } = evidenceLimits
  return (
    <footer className="flex min-h-14 flex-wrap items-center gap-x-6 gap-y-2 border-t bg-background px-6 py-2 max-sm:px-4">
      <SaveWords state={state} />
      <Budget
        label="Text"
        text={`${characters.toLocaleString('en')} of ${allTextCharacters.toLocaleString('en')}`}
        share={characters / allTextCharacters}
      />
      <Budget
        label="Files"
        text={`${megabytes(bytes)} of ${megabytes(allFilesBytes)} MB`}
        share={bytes / allFilesBytes}
      />
      <div className="ml-auto flex flex-wrap items-center gap-2">{children}</div>
    </footer>
  )
}

function Budget({ label, text, share }: { label: string; text: string; share: number }) {
  const over = share > 1
  return (
    <div className="w-44 max-lg:w-36 max-sm:hidden">
      <div className="flex justify-between text-xs">
        <span className="text-muted-foreground">{label}</span>
        <span data-num="" className={cn(over && 'font-medium text-destructive')}>
          {text}
        </span>
      </div>
      <Progress label={`${label}: ${text}`} share={share} over={over} className="mt-1" />
    </div>
  )
}

function SaveWords({ state }: { state: SaveState }) {
  const failed = state.status === 'offline' || state.status === 'refused' || state.status === 'conflict'
  const Mark = failed ? CircleAlert : state.status === 'saving' ? LoaderCircle : SquarePen
  return (
    <p role="status" className={cn('flex min-w-0 items-center gap-1.5', failed && 'text-destructive')}>
      <Mark aria-hidden className={cn('size-4', state.status === 'saving' && 'animate-spin')} />
      <span data-num="">{saveInWords(state)}</span>
    </p>
  )
}

export function saveInWords(state: SaveState): string {
  switch (state.status) {
    case 'saved':
      return state.savedAt === null
        ? 'Nothing saved yet, nothing sent'
        : `Draft saved ${clockTime(state.savedAt)}, not sent`
    case 'waiting':
      return 'Not saved yet'
    case 'saving':
      return 'Saving the draft…'
    case 'offline':
      return 'Not saved: no answer. Trying again; your text is kept in this tab.'
    case 'conflict':
      return 'Not saved: somebody else saved meanwhile'
    case 'refused':
      return `Not saved: ${state.message}`
  }
}
