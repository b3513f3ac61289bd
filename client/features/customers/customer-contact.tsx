import EyeOff from 'lucide-react/icons/eye-off'
import { PaneSection } from '#client/kit/detail-page.tsx'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { languageName } from '#client/lib/language-name.ts'
import type { Customer } from '#shared/api/customers.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'

/** How to reach them. What is masked says why, and who sees it. */
export function CustomerContact({ customer }: { customer: Customer }) {
  const { email, phone, address, language, balance, masked, metadata, description } = customer
  return (
    <>
      <PaneSection title="Contact">
        <FactGrid
          layout="rows"
          facts={[
            { label: 'Email', value: email },
            { label: 'Phone', value: phone },
            { label: 'Address', value: address },
            { label: 'Language', value: language === null ? null : languageName(language) },
            { label: 'Balance', value: balance === null ? null : formatMoney(balance) },
            { label: 'Description', value: description },
          ]}
        />
        {masked ? (
          <p className="mt-3 flex items-start gap-1.5 text-xs text-muted-foreground">
            <EyeOff aria-hidden className="mt-px size-3.5" />
            Masked. {whyForbidden('pii:read')}
          </p>
        ) : null}
      </PaneSection>
      {metadata.length > 0 ? (
        <PaneSection title="Metadata" count={metadata.length}>
          <FactGrid layout="rows" facts={metadata.map(({ key, value }) => ({ label: key, value }))} />
        </PaneSection>
      ) : null}
    </>
  )
}
