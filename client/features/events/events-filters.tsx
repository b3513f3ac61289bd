import { useState } from 'react'
import { FilterChip } from '#client/kit/filter-chip.tsx'
import { FilterPopover } from '#client/kit/filter-popover.tsx'
import { eventLooks } from '#client/kit/status/event-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { zoneName } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import { Select } from '#client/ui/select.tsx'
import { eventStates } from '#shared/domain/event-states.ts'
import { rangeInWords } from './event-words.ts'
import type { EventFilters } from './events-search.ts'

export interface EventsFiltersProps {
  filters: EventFilters
  onChange: (filters: EventFilters) => void
  /** "4,982 events, 14 unprocessed" */
  summary: string
}

/** What narrows the list, and what its colours mean. */
export function EventsFilterBar({ filters, onChange, summary }: EventsFiltersProps) {
  const now = useNow()
  const { state, type, object, from, to, ...rest } = filters
  const hasRange = from !== undefined || to !== undefined
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-6 py-1.5 max-sm:px-4">
      <FilterButton filters={filters} onChange={onChange} />
      {state ? (
        <FilterChip
          name="Status"
          value={eventLooks[state].word}
          onRemove={() => onChange(without(filters, 'state'))}
        />
      ) : null}
      {type ? (
        <FilterChip name="Type" value={type} onRemove={() => onChange(without(filters, 'type'))} />
      ) : null}
      {object ? (
        <FilterChip name="Object" value={object} onRemove={() => onChange(without(filters, 'object'))} />
      ) : null}
      {hasRange ? (
        <FilterChip
          name="Received"
          value={rangeInWords(from, to, now)}
          onRemove={() => onChange({ ...rest, ...pick({ state, type, object }) })}
        />
      ) : null}
      <span data-num="" className="ml-1 text-xs text-muted-foreground" aria-live="polite">
        {summary}
      </span>
      <span className="ml-auto flex items-center gap-4 text-xs text-muted-foreground max-lg:hidden">
        {hasRange ? <Swatch className="bg-chart-1" label="in the range" /> : null}
        <Swatch className="bg-destructive" label="with a failed run" />
        <span>Newest first, {zoneName(now)}</span>
      </span>
    </div>
  )
}

const pick = (filters: { [K in keyof EventFilters]: EventFilters[K] | undefined }): EventFilters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
const without = (filters: EventFilters, key: keyof EventFilters): EventFilters =>
  pick({ ...filters, [key]: undefined })

function Swatch({ className, label }: { className: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-[1px] ${className}`} />
      {label}
    </span>
  )
}

type ButtonProps = Pick<EventsFiltersProps, 'filters' | 'onChange'>

function FilterButton({ filters, onChange }: ButtonProps) {
  return (
    <FilterPopover>
      {close => (
        <FilterForm
          filters={filters}
          onChange={next => {
            onChange(next)
            close()
          }}
        />
      )}
    </FilterPopover>
  )
}

const anyState = 'any'
const stateOptions = [
  { value: anyState, label: 'Any status' },
  ...eventStates.map(state => ({ value: state, label: eventLooks[state].word })),
]

function FilterForm({ filters, onChange }: ButtonProps) {
  const [state, setState] = useState<string>(filters.state ?? anyState)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const said = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined
        const chosen = eventStates.find(one => one === state)
        onChange(pick({ ...filters, state: chosen, type: said('type'), object: said('object') }))
      }}
    >
      <Field label="Status">
        {control => <Select {...control} options={stateOptions} value={state} onValueChange={setState} />}
      </Field>
      <Field label="Type" hint="exact, such as refund.updated">
        {control => <Input {...control} name="type" defaultValue={filters.type ?? ''} maxLength={100} />}
      </Field>
      <Field label="Object" hint="any Stripe id it names">
        {control => <Input {...control} name="object" defaultValue={filters.object ?? ''} maxLength={255} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button type="submit" variant="primary">
          Show events
        </Button>
      </div>
    </form>
  )
}
