import { useOfferedActions } from '#client/lib/page-actions.ts'
import { modKey } from '#client/lib/platform.ts'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogCross,
  DialogHeader,
  DialogTitle,
} from '#client/ui/dialog.tsx'
import { Kbd } from '#client/ui/kbd.tsx'
import type { Job } from './jobs.ts'

type Line = readonly [keys: readonly string[], words: string]

const everywhere: readonly Line[] = [
  [[modKey, 'K'], 'Commands'],
  [['/'], 'Search'],
  [['.'], 'Actions of this page'],
  [['?'], 'This sheet'],
  [['Esc'], 'Close'],
]

const lists: readonly Line[] = [
  [['J'], 'Next row'],
  [['K'], 'Row before'],
  [['↵'], 'Open the row'],
]

/** Every key that works now. None of them moves money without its dialog. */
export function ShortcutSheet({ jobs, onClose }: { jobs: readonly Job[]; onClose: () => void }) {
  const page = useOfferedActions()
  const here = page?.actions.flatMap(({ key, label }): Line[] => (key ? [[[key.toUpperCase()], label]] : []))
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard</DialogTitle>
        </DialogHeader>
        <DialogBody className="grid grid-cols-2 items-start gap-x-8 max-sm:grid-cols-1">
          <div className="flex flex-col gap-4">
            <Group title="Everywhere" lines={everywhere} />
            <Group title="Lists" lines={lists} />
            {page && here && here.length > 0 ? <Group title={page.title} lines={here} /> : null}
          </div>
          <Group title="Go to" lines={jobs.map(({ key, label }) => [['G', key.toUpperCase()], label])} />
        </DialogBody>
        <DialogCross />
      </DialogContent>
    </Dialog>
  )
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted-foreground">{title}</h3>
      <dl>
        {lines.map(([keys, words]) => (
          <div key={words} className="flex h-8 items-center justify-between gap-3">
            <dt>{words}</dt>
            <dd className="flex gap-1">
              {keys.map(key => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
