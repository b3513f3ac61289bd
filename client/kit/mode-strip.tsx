import Box from 'lucide-react/icons/box'
import CircleDot from 'lucide-react/icons/circle-dot'
import FlaskConical from 'lucide-react/icons/flask-conical'
import { cutId } from '#client/lib/cut-id.ts'
import { cn } from '#client/ui/class-names.ts'
import type { Mode } from '#shared/api/session.ts'
import type { Icon } from './status/status-look.ts'

const looks: Record<
  Mode,
  { word: string; icon: Icon; className: string; sentence: (account: string) => string }
> = {
  sandbox: {
    word: 'Sandbox',
    icon: Box,
    className: 'bg-sandbox text-sandbox-foreground',
    sentence: () => 'Made-up customers. Nothing here reaches a bank.',
  },
  test: {
    word: 'Test',
    icon: FlaskConical,
    className: 'bg-test text-test-foreground',
    sentence: account => `Stripe test mode${account}. No real money moves.`,
  },
  live: {
    word: 'Live',
    icon: CircleDot,
    className: 'bg-live text-live-foreground',
    sentence: account => `Real money${account}.`,
  },
}

/** What the mode means, in one sentence. */
export function ModeStrip({ mode, accountId }: { mode: Mode; accountId: string | null }) {
  const { word, icon: Icon, className, sentence } = looks[mode]
  return (
    <p className={cn('flex min-h-9 items-center gap-2.5 rounded-md px-3 py-2', className)}>
      <Icon aria-hidden className="size-4" />
      <span className="font-medium uppercase">{word}</span>
      <span>{sentence(accountId ? `, ${cutId(accountId)}` : '')}</span>
    </p>
  )
}
