import X from 'lucide-react/icons/x'
import type { UseFormReturn } from 'react-hook-form'
import { Button } from '#client/ui/button.tsx'
import { Select } from '#client/ui/select.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { fieldsFor } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'
import { sizeInWords } from './file-size.ts'
import type { Exhibit } from './letter.ts'

export interface ExhibitRowProps {
  exhibit: Exhibit
  open: DisputeCase
  form: UseFormReturn<DraftValues>
}

/** A file under its letter; what it shows can be changed to any field that is free. */
export function ExhibitRow({ exhibit, open, form }: ExhibitRowProps) {
  const { letter, field, label, file } = exhibit
  const { productType, files } = form.getValues()
  const options = fieldsFor(open.reason, productType)
    .filter(({ name, kind }) => kind === 'file' && (name === field || files[name] === undefined))
    .map(one => ({ value: one.name, label: one.label }))
  const move = (to: string) => {
    const { [field]: moved, ...rest } = form.getValues('files')
    form.setValue('files', moved ? { ...rest, [to]: moved } : rest, { shouldDirty: true })
  }
  const remove = () => {
    const { [field]: _, ...rest } = form.getValues('files')
    form.setValue('files', rest, { shouldDirty: true })
  }
  return (
    <li className="flex min-h-9 items-center gap-2.5 px-2.5">
      <span className="flex size-5 shrink-0 items-center justify-center rounded-sm bg-muted text-xs font-semibold">
        {letter}
      </span>
      <Select
        aria-label={`What exhibit ${letter} shows`}
        options={options}
        value={field}
        onValueChange={move}
        className="h-7 w-auto shrink-0 border-transparent px-1 text-sm"
      />
      <span title={file.name} className="min-w-0 flex-1 truncate text-xs text-muted-foreground">
        <bdi>{file.name}</bdi>
      </span>
      <span data-num="" className="text-xs whitespace-nowrap text-muted-foreground">
        {sizeInWords(file.size)}
      </span>
      <Button
        variant="ghost"
        size="bar"
        icon
        aria-label={`Remove exhibit ${letter}, ${label}`}
        onClick={remove}
      >
        <X aria-hidden />
      </Button>
    </li>
  )
}
