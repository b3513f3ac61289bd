import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import type { Credentials } from './sign-in-mutation.ts'

export interface PasswordFormProps {
  busy: boolean
  onSubmit: (credentials: Credentials) => void
}

export function PasswordForm({ busy, onSubmit }: PasswordFormProps) {
  return (
    <form
      className="flex max-w-88 flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        onSubmit({ email: String(form.get('email')), password: String(form.get('password')) })
      }}
    >
      <Field label="Email">
        {control => <Input {...control} name="email" type="email" required autoComplete="username" />}
      </Field>
      <Field label="Password">
        {control => (
          <Input {...control} name="password" type="password" required autoComplete="current-password" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="dialog" busy={busy} className="self-start">
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
