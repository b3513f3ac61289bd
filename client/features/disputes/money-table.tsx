import { Money } from '#client/kit/money.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'

/** What Stripe moved because of it, in the currency of the settlement. */
export function MoneyMoved({ movements }: Pick<DisputeCase, 'movements'>) {
  if (movements.length === 0) return null
  return (
    <section aria-labelledby="moved">
      <h2 id="moved" className="font-semibold">
        Money moved
      </h2>
      <ul className="mt-2 divide-y border-y">
        {movements.map(({ id, amount, fee, currency, createdAt, description }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-2">
            <TableTime at={createdAt} className="text-muted-foreground" />
            <span className="min-w-0 flex-1 truncate">{description ?? 'Dispute'}</span>
            {fee > 0 ? (
              <span className="text-xs text-muted-foreground">
                fee <Money value={{ amount: -fee, currency }} />
              </span>
            ) : null}
            <Money value={{ amount, currency }} signed />
          </li>
        ))}
      </ul>
    </section>
  )
}
