import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import type { ComponentType, SVGProps } from 'react'

export type Icon = ComponentType<SVGProps<SVGSVGElement>>

export type Tone = 'success' | 'warning' | 'destructive' | 'info' | 'muted'

/** How a state is told: `filled` only where someone must act. */
export interface StatusLook {
  readonly word: string
  readonly icon: Icon
  readonly tone: Tone
  readonly filled: boolean
}

/** Needs nobody: an icon and a word. */
export const plain = (word: string, icon: Icon, tone: Tone = 'muted'): StatusLook => ({
  word,
  icon,
  tone,
  filled: false,
})

/** Someone must act: a filled chip. */
export const filled = (word: string, icon: Icon, tone: 'warning' | 'destructive'): StatusLook => ({
  word,
  icon,
  tone,
  filled: true,
})

/** A state that the table does not know is shown as it came, grey, and never as another. */
export function lookOf<State extends string>(
  table: Readonly<Record<State, StatusLook>>,
  state: string,
): StatusLook {
  const known: Readonly<Record<string, StatusLook>> = table
  return (Object.hasOwn(known, state) ? known[state] : undefined) ?? plain(state, CircleQuestionMark)
}
