import { BrandMark } from '#client/kit/brand-mark.tsx'
import { ModeBadge } from '#client/kit/mode-badge.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { ApiError } from '#client/lib/api.ts'
import { useSession } from '#client/lib/session.ts'
import { PasswordForm } from './password-form.tsx'
import { PersonaPicker } from './persona-picker.tsx'
import { type Credentials, useSignIn } from './sign-in-mutation.ts'

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const { mode, accountName, personas, signIn: way, supportLimit } = useSession()
  const signIn = useSignIn(onSignedIn)
  const chosen: Credentials | undefined = signIn.isPending ? signIn.variables : undefined
  return (
    <div className="flex min-h-full flex-col bg-sidebar">
      <header className="flex h-topbar items-center gap-3 pr-6 pl-6.5 max-sm:px-4">
        <span className="flex items-center gap-2.5 text-base font-semibold tracking-[-0.01em]">
          <BrandMark className="text-primary" />
          Counterfoil
        </span>
        <span className="ml-auto text-xs text-muted-foreground">{accountName}</span>
        <ModeBadge mode={mode} />
      </header>
      <main className="mx-auto w-full max-w-212 px-4 pt-28 pb-8 min-[56rem]:px-0 max-sm:pt-6">
        <h1 className="text-2xl font-semibold tracking-[-0.015em]">
          Sign in to {mode === 'sandbox' ? 'the sandbox' : accountName}
        </h1>
        {way === 'personas' ? (
          <p className="mt-1.5 mb-6 max-w-170 text-base text-muted-foreground">
            No Stripe key is set, so the desk runs on its own Stripe with made-up customers. Nothing here
            reaches a bank. Choose a person; there are two in each role, so that one can approve what the
            other asks for.
          </p>
        ) : (
          <p className="mt-1.5 mb-6 max-w-170 text-base text-muted-foreground">
            Use the account that your administrator made for you.
          </p>
        )}
        {signIn.error ? <Refusal error={signIn.error} /> : null}
        {way === 'personas' ? (
          <PersonaPicker
            personas={personas}
            supportLimit={supportLimit}
            busyKey={chosen && 'persona' in chosen ? chosen.persona : undefined}
            onChoose={persona => signIn.isPending || signIn.mutate({ persona })}
          />
        ) : (
          <PasswordForm busy={signIn.isPending} onSubmit={credentials => signIn.mutate(credentials)} />
        )}
      </main>
    </div>
  )
}

function Refusal({ error }: { error: Error }) {
  return (
    <Notice tone="destructive" title="Not signed in" className="mb-4">
      {error instanceof ApiError ? error.message : 'The desk did not answer. Try again in a moment.'}
    </Notice>
  )
}
