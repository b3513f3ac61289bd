import { useState } from 'react'

const shownMs = 2_000

/** `copied` says so for two seconds after the clipboard took the text. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false)
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true)
        setTimeout(() => setCopied(false), shownMs)
      },
      () => setCopied(false),
    )
  }
  return { copied, copy }
}
