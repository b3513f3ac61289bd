import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useCopy } from '#client/lib/copy-text.ts'
import { Button, type ButtonProps } from '#client/ui/button.tsx'

export interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  text: string
  label: string
}

/** Copies a text; for two seconds its label says so. */
export function CopyButton({ text, label, ...props }: CopyButtonProps) {
  const { copied, copy } = useCopy()
  return (
    <Button {...props} onClick={() => copy(text)}>
      {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  )
}
