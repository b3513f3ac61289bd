import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { CardMark, expiryText } from '#client/kit/card-mark.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { useNow } from '#client/lib/now.ts'
import { Badge } from '#client/ui/badge.tsx'
import type { PaymentMethod } from '#shared/domain/customer.ts'
import { expiryWords } from './expiry.ts'

export function PaymentMethods({ methods }: { methods: readonly PaymentMethod[] }) {
  return (
    <section aria-labelledby="payment-methods" className="min-[87.5rem]:border-r">
      <SectionHead id="payment-methods" title="Payment methods" count={methods.length} />
      <ul className="border-t">
        {methods.map(method => (
          <Row key={method.id} method={method} />
        ))}
        {methods.length === 0 ? (
          <li className="flex h-row items-center border-b px-6 text-muted-foreground">None on file</li>
        ) : null}
      </ul>
    </section>
  )
}

function Row({ method }: { method: PaymentMethod }) {
  const expiry = expiryWords(method, useNow())
  return (
    <li className="flex h-row items-center gap-4 border-b px-6 max-sm:px-4">
      <CardMark method={method} className="w-27.5" />
      <span data-num="" className="text-muted-foreground">
        {expiryText(method) || method.country}
      </span>
      <span className="ml-auto flex items-center gap-2">
        {expiry === null ? null : (
          <Badge tone={expiry === 'Expired' ? 'destructive' : 'warning'}>
            <TriangleAlert aria-hidden />
            {expiry}
          </Badge>
        )}
        {method.isDefault ? <span className="text-xs text-muted-foreground">Default</span> : null}
      </span>
    </li>
  )
}
