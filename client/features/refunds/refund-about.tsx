import { CardMark } from '#client/kit/card-mark.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'

/** Whom it concerns and by which card. */
export function RefundAbout({ preview }: { preview: RefundPreview }) {
  const { customerName, description, method } = preview
  const parts = [
    customerName ? <bdi key="name">{customerName}</bdi> : null,
    description ? <span key="description">{description}</span> : null,
    method ? <CardMark key="method" method={method} /> : null,
  ].filter(part => part !== null)
  return parts.flatMap((part, index) =>
    index === 0 ? [part] : [<span key={`dot-${part.key}`}>·</span>, part],
  )
}
