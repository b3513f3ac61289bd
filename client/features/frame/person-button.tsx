import type { ComponentProps } from 'react'
import { Initials } from '#client/kit/person.tsx'
import type { User } from '#client/lib/session.ts'
import { roleWords } from './role-words.ts'

/** Who is signed in; opens their menu. */
export function PersonButton({ user, ...props }: ComponentProps<'button'> & { user: User }) {
  return (
    <button
      type="button"
      aria-haspopup="menu"
      className="flex h-8 items-center gap-2 rounded-md whitespace-nowrap"
      {...props}
    >
      <Initials name={user.name} />
      <bdi className="max-md:sr-only">{user.name}</bdi>
      <span className="text-xs text-muted-foreground max-md:sr-only">{roleWords[user.role]}</span>
    </button>
  )
}
