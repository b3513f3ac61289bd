import ArrowRight from 'lucide-react/icons/arrow-right'
import Lock from 'lucide-react/icons/lock'
import { useOfferedActions } from '#client/lib/page-actions.ts'
import { Kbd } from '#client/ui/kbd.tsx'
import type { Job } from './jobs.ts'
import { PaletteGroup, PaletteItem } from './palette-item.tsx'

/** Every word that was typed begins a word of the label. */
function isCalled(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/\s+/)
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean)
  return typed.every(part => words.some(word => word.startsWith(part)))
}

/** What can be done with the object on screen. */
export function ActionGroup({ text, onClose }: { text: string; onClose: () => void }) {
  const page = useOfferedActions()
  const actions = page?.actions.filter(({ label }) => isCalled(label, text)) ?? []
  if (!page || actions.length === 0) return null
  return (
    <PaletteGroup title={page.title}>
      {actions.map(({ label, hint, key, why, run }) => (
        <PaletteItem
          key={label}
          value={`action ${label}`}
          icon={why ? Lock : ArrowRight}
          title={label}
          detail={why ?? hint}
          disabled={why !== undefined}
          end={key ? <Kbd>{key.toUpperCase()}</Kbd> : null}
          onSelect={() => {
            onClose()
            run()
          }}
        />
      ))}
    </PaletteGroup>
  )
}

export interface JobGroupProps {
  text: string
  jobs: readonly Job[]
  onGo: (href: string) => void
}

export function JobGroup({ text, jobs, onGo }: JobGroupProps) {
  const called = jobs.filter(({ label }) => isCalled(`go to ${label}`, text))
  if (called.length === 0) return null
  return (
    <PaletteGroup title="Go to">
      {called.map(({ label, to, icon, key }) => (
        <PaletteItem
          key={to}
          value={`go to ${label}`}
          icon={icon}
          title={label}
          end={
            <>
              <Kbd>G</Kbd>
              <Kbd>{key.toUpperCase()}</Kbd>
            </>
          }
          onSelect={() => onGo(to)}
        />
      ))}
    </PaletteGroup>
  )
}
