import { useQuery } from '@tanstack/react-query'
import { customerLabel } from '#client/kit/customer-name.tsx'
import { FilterChip } from '#client/kit/filter-chip.tsx'
import { customerQuery } from './customers-queries.ts'

/** The chip of a list that shows one customer's own. */
export function CustomerFilter({ customerId, onRemove }: { customerId: string; onRemove: () => void }) {
  const { data } = useQuery(customerQuery(customerId))
  return (
    <FilterChip
      name="Customer"
      value={<bdi>{data ? customerLabel(data) : customerId}</bdi>}
      onRemove={onRemove}
    />
  )
}
