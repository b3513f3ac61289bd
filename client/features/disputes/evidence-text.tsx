import { type Control, type UseFormRegister, useWatch } from 'react-hook-form'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import { Textarea } from '#client/ui/textarea.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { countCharacters, type EvidenceField, evidenceLimits } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'

export interface EvidenceTextProps {
  field: EvidenceField
  told: Pick<DisputeCase, 'evidence' | 'fromPayment'>
  control: Control<DraftValues>
  register: UseFormRegister<DraftValues>
  /** The cursor starts here. */
  isFirst: boolean
}

/** One text of the evidence with its budget. It takes more than fits, and says so: nothing is cut. */
export function EvidenceText({ field, told, control, register, isFirst }: EvidenceTextProps) {
  const { name, kind, label } = field
  const value = useWatch({ control, name: `fields.${name}` }) ?? ''
  const { hint, error } = budgetOf(field, value)
  const source = sourceOf(name, value, told)
  return (
    <Field label={label} hint={source ?? hint} error={error}>
      {box => {
        const props = {
          ...box,
          ...register(`fields.${name}`),
          'data-evidence-start': isFirst ? '' : undefined,
          placeholder: value === '' && field.hint ? field.hint : undefined,
        }
        return kind === 'long' ? (
          <Textarea {...props} className="resize-none" />
        ) : (
          <Input {...props} autoComplete="off" />
        )
      }}
    </Field>
  )
}

function budgetOf({ kind }: EvidenceField, value: string) {
  const limit = kind === 'long' ? evidenceLimits.longTextCharacters : evidenceLimits.shortTextCharacters
  const count = countCharacters(value)
  const budget = `${count.toLocaleString('en')} of ${limit.toLocaleString('en')}`
  return {
    hint: kind === 'long' || count > limit * 0.8 ? <span data-num="">{budget}</span> : undefined,
    error: count > limit ? `${(count - limit).toLocaleString('en')} characters too many.` : undefined,
  }
}

/** A short text that nobody here wrote says where it came from. */
function sourceOf(name: string, value: string, { evidence, fromPayment }: EvidenceTextProps['told']) {
  if (value === '' || countCharacters(value) > evidenceLimits.shortTextCharacters) return undefined
  if (value === fromPayment[name]) return 'from the payment'
  return value === evidence[name] ? 'filled in by Stripe' : undefined
}
