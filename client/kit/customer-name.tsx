import type { CustomerRef } from '#shared/domain/customer.ts'

/** The name, else the email, else the id. A deleted customer keeps only the id. */
export const customerLabel = ({ id, name, email, deleted }: CustomerRef): string =>
  deleted ? 'Deleted customer' : (name ?? email ?? id)

/** Names are of many scripts, some right to left. */
export function CustomerName({ customer }: { customer: CustomerRef | null }) {
  if (customer === null) return <span className="text-muted-foreground">Guest</span>
  return (
    <bdi className={customer.deleted ? 'text-muted-foreground' : undefined}>{customerLabel(customer)}</bdi>
  )
}
