import { type UseFormReturn, useWatch } from 'react-hook-form'
import { cn } from '#client/ui/class-names.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import type { EvidenceField } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'
import { textRowsFor } from './evidence-rows.ts'
import { EvidenceText } from './evidence-text.tsx'
import { ExhibitList } from './exhibit-list.tsx'
import type { Uploads } from './use-uploads.ts'

export interface EvidenceFormProps {
  open: DisputeCase
  form: UseFormReturn<DraftValues>
  uploads: Uploads
}

const widths: Record<number, string> = {
  1: '',
  2: 'sm:grid-cols-[repeat(auto-fit,minmax(15.5rem,1fr))]',
  3: 'sm:grid-cols-[1fr_1.25fr_3fr]',
}

/** The texts and files of this reason and kind of product. */
export function EvidenceForm({ open, form, uploads }: EvidenceFormProps) {
  const productType = useWatch({ control: form.control, name: 'productType' })
  const { story, rest } = textRowsFor(open.reason, productType)
  return (
    <form
      id="evidence"
      aria-label="Evidence"
      noValidate
      onSubmit={event => event.preventDefault()}
      className="flex flex-col gap-3"
    >
      <TextRows rows={story} open={open} form={form} startsHere />
      <ExhibitList open={open} form={form} uploads={uploads} />
      <TextRows rows={rest} open={open} form={form} />
    </form>
  )
}

interface TextRowsProps extends Omit<EvidenceFormProps, 'uploads'> {
  rows: readonly EvidenceField[][]
  startsHere?: boolean
}

function TextRows({ rows, open, form, startsHere = false }: TextRowsProps) {
  return rows.map((fields, row) => (
    <div key={fields[0]?.name} className={cn('grid gap-3', widths[fields.length])}>
      {fields.map((field, index) => (
        <EvidenceText
          key={field.name}
          field={field}
          told={open}
          control={form.control}
          register={form.register}
          isFirst={startsHere && row + index === 0}
        />
      ))}
    </div>
  ))
}
