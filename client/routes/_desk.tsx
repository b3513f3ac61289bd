import { useQueryClient } from '@tanstack/react-query'
import {
  createFileRoute,
  Navigate,
  Outlet,
  redirect,
  useRouter,
  useRouterState,
} from '@tanstack/react-router'
import { DeskFrame } from '#client/features/frame/desk-frame.tsx'
import { PageProblem } from '#client/features/frame/page-problem.tsx'
import { signOut } from '#client/features/session/sign-out.ts'
import { useSession } from '#client/lib/session.ts'

/** Every page behind sign-in stands in this frame. */
export const Route = createFileRoute('/_desk')({
  beforeLoad: ({ context: { session }, location }) => {
    if (session.user === null) throw redirect({ to: '/sign-in', search: { to: location.href } })
  },
  component: Desk,
  errorComponent: ({ error, reset }) => <PageProblem error={error} onRetry={reset} />,
})

function Desk() {
  const router = useRouter()
  const { user } = useSession()
  const href = useRouterState({ select: state => state.location.href })
  const client = useQueryClient()
  // The session ended while the desk was open.
  if (user === null) return <Navigate to="/sign-in" search={{ to: href }} />
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 rounded-md bg-popover px-3 py-2 shadow-overlay not-focus:sr-only"
      >
        Skip to the page
      </a>
      <DeskFrame onSignOut={() => void signOut(client).then(() => router.invalidate())}>
        <Outlet />
      </DeskFrame>
    </>
  )
}
