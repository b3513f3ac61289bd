import { useState } from 'react'
import { Notice } from '#client/kit/notice.tsx'
import { cn } from '#client/ui/class-names.ts'
import { Tabs, TabsList, TabsTab } from '#client/ui/tabs.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import type { Operation } from '#shared/domain/operation.ts'
import type { CheckItem } from './checklist.ts'
import { DraftConflict } from './draft-conflict.tsx'
import type { DraftValues } from './draft-values.ts'
import { EvidenceChecklist } from './evidence-checklist.tsx'
import { EvidenceForm } from './evidence-form.tsx'
import { EvidenceReview } from './evidence-review.tsx'
import { letterOf } from './letter.ts'
import { LetterPreview } from './letter-preview.tsx'
import type { Draft } from './use-draft.ts'
import type { Uploads } from './use-uploads.ts'

export interface CaseBodyProps {
  open: DisputeCase
  last: Operation | undefined
  step: 'write' | 'review'
  draft: Draft
  values: DraftValues
  uploads: Uploads
  checklist: readonly CheckItem[]
}

type Pane = 'write' | 'preview'

/** Checklist, fields and preview side by side; where the window is narrow the preview is a tab. */
export function CaseBody(props: CaseBodyProps) {
  const { open, last, step, draft, values, uploads, checklist } = props
  const [pane, setPane] = useState<Pane>('write')
  const { form } = draft
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[15rem_minmax(0,1fr)_25rem] max-desk:grid-cols-[15rem_minmax(0,1fr)] max-sm:grid-cols-1">
      <aside
        aria-label="Checklist"
        className="overflow-y-auto border-r px-5 py-4 max-sm:border-r-0 max-sm:border-b max-sm:px-4"
      >
        <EvidenceChecklist
          items={checklist}
          productType={values.productType}
          onProductType={type => form.setValue('productType', type, { shouldDirty: true })}
        />
      </aside>
      <div className={cn('flex min-h-0 flex-col', pane === 'preview' && 'max-desk:bg-sidebar')}>
        <PaneTabs pane={pane} onPane={setPane} />
        <div
          className={cn(
            'flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-6 py-4 max-sm:px-4',
            pane === 'preview' && 'max-desk:hidden',
          )}
        >
          {last?.failure ? (
            <Notice tone="destructive" title="Stripe refused the last attempt; nothing was sent.">
              {last.failure.message}
            </Notice>
          ) : null}
          <DraftConflict draft={draft} />
          <p className="text-muted-foreground sm:hidden">
            Evidence can be read here and is written on a desk.
          </p>
          <div className="max-sm:hidden">
            {step === 'review' ? (
              <EvidenceReview open={open} values={values} checklist={checklist} />
            ) : (
              <EvidenceForm open={open} form={form} uploads={uploads} />
            )}
          </div>
        </div>
        {pane === 'preview' ? (
          <LetterPreview letter={letterOf(open, values)} className="flex-1 desk:hidden" />
        ) : null}
      </div>
      <LetterPreview
        letter={letterOf(open, values)}
        className="border-l max-desk:hidden max-sm:flex max-sm:border-l-0"
      />
    </div>
  )
}

function PaneTabs({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) {
  return (
    <Tabs value={pane} onValueChange={onPane} className="desk:hidden max-sm:hidden">
      <TabsList aria-label="Case" className="px-6">
        <TabsTab value="write">Evidence</TabsTab>
        <TabsTab value="preview">Preview</TabsTab>
      </TabsList>
    </Tabs>
  )
}
