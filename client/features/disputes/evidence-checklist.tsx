import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleDot from 'lucide-react/icons/circle-dot'
import type { Icon } from '#client/kit/status/status-look.ts'
import { Field } from '#client/ui/field.tsx'
import { Select } from '#client/ui/select.tsx'
import type { ProductType } from '#shared/domain/evidence.ts'
import type { CheckItem, CheckState } from './checklist.ts'

const looks: Record<CheckState, { icon: Icon; className: string; word: string }> = {
  done: { icon: CircleCheck, className: 'text-success', word: 'Done' },
  started: { icon: CircleDot, className: 'text-warning', word: 'Begun' },
  missing: { icon: CircleDashed, className: 'text-warning', word: 'Missing' },
  optional: { icon: CircleDashed, className: 'text-muted-foreground', word: 'Optional' },
}

const products: readonly { value: ProductType; label: string }[] = [
  { value: 'physical', label: 'Physical goods' },
  { value: 'digital', label: 'Digital goods' },
  { value: 'service', label: 'A service' },
  { value: 'other', label: 'Something else' },
]

export interface EvidenceChecklistProps {
  items: readonly CheckItem[]
  productType: ProductType
  onProductType: (type: ProductType) => void
}

/** What the bank looks for and how far each is; the kind of product decides which fields there are. */
export function EvidenceChecklist({ items, productType, onProductType }: EvidenceChecklistProps) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="font-semibold">What the bank looks for</h2>
        <span data-num="" className="text-xs text-muted-foreground">
          {items.filter(({ state }) => state === 'done').length} of {items.length}
        </span>
      </div>
      <ul className="mt-3 flex flex-col gap-2">
        {items.map(item => (
          <CheckRow key={item.key} item={item} />
        ))}
      </ul>
      <Field label="Kind of product" className="mt-3 border-t pt-4 max-sm:hidden">
        {box => <Select {...box} options={products} value={productType} onValueChange={onProductType} />}
      </Field>
    </>
  )
}

function CheckRow({ item: { label, state, detail } }: { item: CheckItem }) {
  const { icon: Mark, className, word } = looks[state]
  return (
    <li className="flex gap-2">
      <Mark role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${className}`} />
      <span className="min-w-0">
        <span className="block">{label}</span>
        <span className="block truncate text-xs text-muted-foreground">{detail}</span>
      </span>
    </li>
  )
}
