import { useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Toaster } from '#client/kit/toaster.tsx'
import { useSession, useUser } from '#client/lib/session.ts'
import { useShortcuts } from '#client/lib/shortcuts.ts'
import { PhoneStart } from './phone-start.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { useJobs } from './use-jobs.ts'
import { useLive } from './use-live.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))
const PhoneMenu = lazy(async () => ({ default: (await import('./phone-menu.tsx')).PhoneMenu }))

type Overlay = 'palette' | 'keys' | 'menu' | undefined

export interface DeskFrameProps {
  children: ReactNode
  onSignOut: () => void
}

/** Rail, top bar and the page between them; the palette and the sheet of keys over all. */
export function DeskFrame({ children, onSignOut }: DeskFrameProps) {
  const session = useSession()
  const user = useUser()
  const live = useLive()
  const { jobs } = useJobs()
  const [overlay, setOverlay] = useState<Overlay>()
  const close = (): void => setOverlay(undefined)
  useFrameKeys(setOverlay)
  return (
    <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] *:first:desk:w-rail *:first:max-desk:w-14">
      <Rail live={live} onKeys={() => setOverlay('keys')} />
      <TopBar
        session={session}
        user={user}
        onPalette={() => setOverlay('palette')}
        onKeys={() => setOverlay('keys')}
        onSignOut={onSignOut}
        phoneStart={<PhoneStart onMenu={() => setOverlay('menu')} />}
      />
      <main
        id="main"
        tabIndex={-1}
        data-scroll-restoration-id="main"
        className="col-start-2 overflow-y-auto outline-none max-sm:col-span-2 max-sm:col-start-1"
      >
        {children}
      </main>
      <Toaster />
      {session.mode === 'live' ? (
        <div aria-hidden className="pointer-events-none fixed inset-0 z-30 border-2 border-live" />
      ) : null}
      <Suspense fallback={null}>
        {overlay === 'palette' ? <CommandPalette jobs={jobs} onClose={close} /> : null}
        {overlay === 'keys' ? <ShortcutSheet jobs={jobs} onClose={close} /> : null}
        {overlay === 'menu' ? <PhoneMenu live={live} onClose={close} /> : null}
      </Suspense>
    </div>
  )
}

function useFrameKeys(open: (overlay: Overlay) => void): void {
  const router = useRouter()
  const { jobs } = useJobs()
  const go = jobs.map(job => [`g ${job.key}`, () => void router.navigate({ to: job.to })] as const)
  useShortcuts({
    ...Object.fromEntries(go),
    'Mod+k': () => open('palette'),
    '.': () => open('palette'),
    '?': () => open('keys'),
  })
}
