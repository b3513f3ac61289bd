import CircleAlert from 'lucide-react/icons/circle-alert'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import Paperclip from 'lucide-react/icons/paperclip'
import X from 'lucide-react/icons/x'
import { type DragEvent, useRef, useState } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { Button } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { evidenceLimits } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'
import { ExhibitRow } from './exhibit-row.tsx'
import { sizeInWords } from './file-size.ts'
import { exhibitsOf } from './letter.ts'
import type { Upload, Uploads } from './use-uploads.ts'

export interface ExhibitListProps {
  open: DisputeCase
  form: UseFormReturn<DraftValues>
  uploads: Uploads
}

/** The attached files with their letters; files are added by the button or dropped here. */
export function ExhibitList({ open, form, uploads }: ExhibitListProps) {
  const productType = useWatch({ control: form.control, name: 'productType' })
  const files = useWatch({ control: form.control, name: 'files' })
  const exhibits = exhibitsOf(open.reason, { productType, files, fields: {} })
  const input = useRef<HTMLInputElement>(null)
  const drop = useDrop(dropped => void uploads.add(dropped))
  return (
    <section
      aria-labelledby="exhibits"
      {...drop.handlers}
      className={cn('rounded-md', drop.isOver && 'outline-2 outline-offset-4 outline-ring')}
    >
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 id="exhibits" className="font-medium">
          Exhibits
        </h2>
        <span className="text-xs text-muted-foreground">PDF, JPEG or PNG; one file a field</span>
      </div>
      {exhibits.length + uploads.list.length > 0 ? (
        <ul className="divide-y rounded-md border">
          {exhibits.map(exhibit => (
            <ExhibitRow key={exhibit.field} exhibit={exhibit} open={open} form={form} />
          ))}
          {uploads.list.map(upload => (
            <UploadRow key={upload.key} upload={upload} onDismiss={() => uploads.dismiss(upload.key)} />
          ))}
        </ul>
      ) : null}
      <Button variant="link" className="mt-2 min-h-6" onClick={() => input.current?.click()}>
        <Paperclip aria-hidden />
        Add a file
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        accept={evidenceLimits.fileTypes.join(',')}
        onChange={event => {
          void uploads.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </section>
  )
}

function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const { name, size, refusal } = upload
  const Mark = refusal === null ? LoaderCircle : CircleAlert
  return (
    <li
      className="flex min-h-9 items-center gap-2.5 px-2.5 py-1.5"
      role={refusal === null ? 'status' : 'alert'}
    >
      <Mark
        aria-hidden
        className={cn('size-4', refusal === null ? 'animate-spin text-muted-foreground' : 'text-destructive')}
      />
      <span className="min-w-0 flex-1 break-words">
        <bdi>{name}</bdi>
        {refusal === null ? null : <span className="block text-xs text-destructive">{refusal}</span>}
      </span>
      {refusal === null ? (
        <span data-num="" className="text-xs text-muted-foreground">
          Uploading {sizeInWords(size)}
        </span>
      ) : (
        <Button variant="ghost" size="bar" icon aria-label={`Dismiss ${name}`} onClick={onDismiss}>
          <X aria-hidden />
        </Button>
      )}
    </li>
  )
}

function useDrop(onDrop: (files: File[]) => void) {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        onDrop([...event.dataTransfer.files])
      },
    },
  }
}
