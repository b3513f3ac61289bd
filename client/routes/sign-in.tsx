import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'
import { SignInPage } from '#client/features/session/sign-in-page.tsx'

/** Only a path of this desk: `//elsewhere` and `https:` lead home. */
const ownPath = (to: unknown): string | undefined =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) && to !== '/' ? to : undefined

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = ownPath(search.to)
    return to === undefined ? {} : { to }
  },
  beforeLoad: ({ context: { session }, search }) => {
    if (session.user !== null) throw redirect({ href: search.to ?? '/' })
  },
  component: SignIn,
})

function SignIn() {
  const router = useRouter()
  return <SignInPage onSignedIn={() => void router.invalidate()} />
}
