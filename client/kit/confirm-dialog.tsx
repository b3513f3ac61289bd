import { type ReactNode, useRef, useState } from 'react'
import {
  AlertDialog,
  AlertDialogClose,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '#client/ui/alert-dialog.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import type { Mode } from '#shared/api/session.ts'
import { ModeBadge } from './mode-badge.tsx'

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** "Accept the dispute of $248.00?" */
  title: string
  mode: Mode
  /** What will be so afterwards, with numbers and dates. */
  consequences: readonly string[]
  /** The word to be typed. */
  word: string
  /** Verb and amount: "Accept and lose $248.00". */
  action: string
  busyAction?: string
  busy?: boolean
  /** `destructive` loses something; `primary` is final but wanted. */
  tone?: 'destructive' | 'primary'
  onConfirm: () => void
  /** Notices over the consequences, such as a refusal. */
  children?: ReactNode
}

/** For what cannot be undone: consequences, a typed word, the focus on Cancel. */
export function ConfirmDialog({ open, onOpenChange, title, mode, ...rest }: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog open={open} onOpenChange={next => (rest.busy ? undefined : onOpenChange(next))}>
      <AlertDialogContent initialFocus={cancel} className={mode === 'live' ? 'border-2 border-live' : ''}>
        <AlertDialogTitle className="flex flex-wrap items-center gap-2 text-lg font-semibold tracking-[-0.01em]">
          {title}
          <ModeBadge mode={mode} />
        </AlertDialogTitle>
        <ConfirmForm {...rest} cancel={cancel} />
      </AlertDialogContent>
    </AlertDialog>
  )
}

type ConfirmFormProps = Omit<ConfirmDialogProps, 'open' | 'onOpenChange' | 'title' | 'mode'> & {
  cancel: React.RefObject<HTMLButtonElement | null>
}

// Lives as long as the dialog is open, so that the typed word is gone the next time.
function ConfirmForm(props: ConfirmFormProps) {
  const {
    consequences,
    word,
    action,
    busy = false,
    tone = 'destructive',
    onConfirm,
    children,
    cancel,
  } = props
  const [typed, setTyped] = useState('')
  const isTyped = typed.trim().toLowerCase() === word.toLowerCase()
  return (
    <form
      className="mt-1 flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (isTyped && !busy) onConfirm()
      }}
    >
      {children}
      <AlertDialogDescription render={<ul className="list-disc pl-4 marker:text-muted-foreground" />}>
        {consequences.map(consequence => (
          <li key={consequence} className="py-0.5 pl-0.5">
            {consequence}
          </li>
        ))}
      </AlertDialogDescription>
      <Field
        label={
          <>
            Type <code className="font-mono">{word}</code> to go on
          </>
        }
      >
        {control => (
          <Input
            {...control}
            value={typed}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <AlertDialogClose ref={cancel} disabled={busy} render={<Button size="dialog">Cancel</Button>} />
        <Button type="submit" size="dialog" variant={tone} disabled={!isTyped} busy={busy}>
          {busy ? (props.busyAction ?? action) : action}
        </Button>
      </div>
    </form>
  )
}
