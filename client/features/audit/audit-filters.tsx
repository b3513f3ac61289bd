import { useNavigate } from '@tanstack/react-router'
import { FilterChip } from '#client/kit/filter-chip.tsx'
import { FilterPopover } from '#client/kit/filter-popover.tsx'
import { useNow } from '#client/lib/now.ts'
import { zoneName } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import type { AuditSearch } from './audit-search.ts'
import { outcomeLooks } from './audit-words.ts'

/** The filter that holds, and the zone of the times. `actorName`: of the person whose entries are shown. */
export function AuditFilters({ search, actorName }: { search: AuditSearch; actorName: string | undefined }) {
  const navigate = useNavigate()
  const zone = zoneName(useNow())
  const show = (next: AuditSearch): void => void navigate({ to: '/audit', search: next })
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-6 py-1.5 max-sm:px-4">
      <SubjectFilter onShow={show} />
      {search.subject ? <FilterChip name="Subject" value={search.subject} onRemove={() => show({})} /> : null}
      {search.actor ? (
        <FilterChip name="Who" value={actorName ?? search.actor} onRemove={() => show({})} />
      ) : null}
      {search.outcome ? (
        <FilterChip name="Outcome" value={outcomeLooks[search.outcome].word} onRemove={() => show({})} />
      ) : null}
      <span className="ml-auto text-xs text-muted-foreground">Newest first, {zone}</span>
    </div>
  )
}

function SubjectFilter({ onShow }: { onShow: (search: AuditSearch) => void }) {
  return (
    <FilterPopover>
      {close => (
        <form
          className="flex flex-col gap-3"
          onSubmit={event => {
            event.preventDefault()
            const subject = String(new FormData(event.currentTarget).get('subject') ?? '').trim()
            onShow(subject === '' ? {} : { subject })
            close()
          }}
        >
          <Field label="Subject" hint="a Stripe id, an operation, a person">
            {control => <Input {...control} name="subject" maxLength={255} />}
          </Field>
          <Button type="submit" variant="primary" className="self-end">
            Show entries
          </Button>
        </form>
      )}
    </FilterPopover>
  )
}
