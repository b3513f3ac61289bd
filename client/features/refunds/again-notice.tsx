import { useId } from 'react'
import { Notice } from '#client/kit/notice.tsx'
import { useNow } from '#client/lib/now.ts'
import { useUser } from '#client/lib/session.ts'
import { relativeTime } from '#client/lib/times.ts'
import { Checkbox } from '#client/ui/checkbox.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { RefundFormState } from './use-refund-form.ts'

/** The same amount a moment ago may be the same wish: it has to be said that it is not. */
export function AgainNotice({ preview, form }: { preview: RefundPreview; form: RefundFormState }) {
  const now = useNow()
  const id = useId()
  const user = useUser()
  const { currency } = preview.figures
  const same = form.again
  if (same === undefined) return null
  const shown = formatMoney({ amount: same.amount, currency })
  const who = same.by.id === user.id ? 'You' : same.by.name
  return (
    <Notice tone="warning" title="Again?">
      <bdi>{who}</bdi> asked to refund {shown} of this payment {relativeTime(same.at, now)}.
      <div className="mt-1.5 flex items-center gap-2">
        <Checkbox
          id={id}
          aria-labelledby={`${id}-label`}
          checked={form.isAgain}
          aria-invalid={form.isTried && !form.isAgain ? true : undefined}
          onCheckedChange={form.setAgain}
        />
        <label id={`${id}-label`} htmlFor={id}>
          Refund {shown} once more
        </label>
      </div>
      {form.isTried && !form.isAgain ? (
        <p role="alert" className="mt-1 text-xs text-destructive">
          Say that it is another refund, or change the amount.
        </p>
      ) : null}
    </Notice>
  )
}
