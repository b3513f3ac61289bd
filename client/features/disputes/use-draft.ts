import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { call } from '#client/lib/api.ts'
import { saveDraft } from '#shared/api/disputes.ts'
import type { DisputeCase, DisputeDraft } from '#shared/domain/dispute.ts'
import { disputeQuery } from './disputes-queries.ts'
import { clearKeptDraft, keepDraft, keptDraft } from './draft-keep.ts'
import { DraftSaver, type SaveState } from './draft-saver.ts'
import { type DraftValues, draftBody, isSameDraft, valuesOf } from './draft-values.ts'

export interface Draft {
  readonly form: UseFormReturn<DraftValues>
  readonly saver: DraftSaver
  readonly state: SaveState
  /** Leaving is held until what is written is saved. */
  readonly blocker: { status: 'idle' } | { status: 'blocked'; proceed: () => void; reset: () => void }
  /** Puts a draft that was saved elsewhere into the form. */
  readonly show: (draft: DisputeDraft) => void
}

/** The form of a case's evidence, saved as it is written and kept over a reload. */
export function useDraft(open: DisputeCase): Draft {
  const { id, draft } = open
  const client = useQueryClient()
  const [saver] = useState(
    () =>
      new DraftSaver({
        draft,
        save: async (values, version) => {
          const saved = await call(saveDraft, { params: { id }, body: draftBody(values, version) })
          client.setQueryData(disputeQuery(id).queryKey, known => known && { ...known, draft: saved })
          return saved
        },
        load: async () => (await client.fetchQuery({ ...disputeQuery(id), staleTime: 0 })).draft,
      }),
  )
  const [defaults] = useState(() => ({ shown: valuesOf(draft, open), kept: keptDraft(id) }))
  const form = useForm<DraftValues>({ defaultValues: defaults.kept?.values ?? defaults.shown })
  const state = useSyncExternalStore(saver.subscribe, saver.state)
  useKeeping({ form, saver, id, defaults })
  const show = (next: DisputeDraft) => form.reset(valuesOf(next, open))
  useNewerDraft({ draft, saver, show })
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await saver.flush()),
    enableBeforeUnload: () => saver.unsaved !== undefined,
    withResolver: true,
  })
  return {
    ...{ form, saver, state, show },
    blocker:
      blocker.status === 'blocked'
        ? { status: 'blocked', proceed: blocker.proceed, reset: blocker.reset }
        : { status: 'idle' },
  }
}

interface Keeping {
  form: UseFormReturn<DraftValues>
  saver: DraftSaver
  id: string
  defaults: { shown: DraftValues; kept: { values: DraftValues; version: number } | undefined }
}

/** Each change goes to the saver, and into the tab's own storage until it is saved. */
function useKeeping({ form, saver, id, defaults }: Keeping): void {
  const changed = useEffectEvent((values: DraftValues) => {
    keepDraft(id, values, saver.version)
    saver.change(values)
  })
  useEffect(() => {
    const { kept, shown } = defaults
    // Written before a reload and never saved: it goes on from the version that it was made from.
    if (kept && !isSameDraft(kept.values, shown)) saver.resume(kept.values, kept.version)
    const stopped = form.subscribe({
      formState: { values: true },
      callback: ({ values, name, type }) => {
        if (name !== undefined || type === 'change') changed(structuredClone(values))
      },
    })
    const settled = saver.subscribe(() => {
      if (saver.unsaved === undefined) clearKeptDraft(id)
    })
    return () => {
      stopped()
      settled()
      saver.stop()
    }
  }, [form, saver, id, defaults])
}

/** Somebody else saved while nothing was being written here: theirs is shown. */
function useNewerDraft({
  draft,
  saver,
  show,
}: Pick<Draft, 'saver' | 'show'> & { draft: DisputeDraft }): void {
  const take = useEffectEvent((next: DisputeDraft) => {
    if (next.version > saver.version && saver.adopt(next)) show(next)
  })
  useEffect(() => take(draft), [draft])
}
