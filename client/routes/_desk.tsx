import { useQueryClient } from '@tanstack/react-query'
import { createFileRoute, Outlet, redirect, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
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
  const client = useQueryClient()
  if (user === null) return <SessionEnded />
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

/** While the desk was open: the guard of this route is asked again, once, and leads to sign-in and back here. */
function SessionEnded() {
  const router = useRouter()
  useEffect(() => void router.invalidate(), [router])
  return null
}
