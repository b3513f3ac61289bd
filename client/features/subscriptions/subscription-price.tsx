import { MoneyText } from '#client/kit/money.tsx'
import type { Subscription } from '#shared/domain/subscription.ts'
import { periodWords } from './subscription-words.ts'

/** `€38.00 / month`; nothing where only Stripe knows what a period comes to. */
export function SubscriptionPrice({ subscription }: { subscription: Subscription }) {
  const { amount, currency, items } = subscription
  const period = items[0] ? periodWords(items[0]) : null
  if (amount === null) return <span className="text-xs text-muted-foreground">by use</span>
  return (
    <span data-num="" className="whitespace-nowrap">
      <MoneyText value={{ amount, currency }} />
      {period ? <span className="text-xs text-muted-foreground"> / {period}</span> : null}
    </span>
  )
}
