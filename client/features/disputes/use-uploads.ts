import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { ApiError, call } from '#client/lib/api.ts'
import { uploadEvidence } from '#shared/api/disputes.ts'
import { evidenceLimits, fieldsFor, keyFieldsFor } from '#shared/domain/evidence.ts'
import type { DraftValues } from './draft-values.ts'
import { sizeInWords } from './file-size.ts'

/** A file on its way, or one that was not taken. */
export interface Upload {
  readonly key: string
  readonly name: string
  readonly size: number
  /** Why it was not taken; null while it is on its way. */
  readonly refusal: string | null
}

export interface Uploads {
  readonly list: readonly Upload[]
  /** `field`: what the files show, where the person said so. */
  add(files: Iterable<File>, field?: string): Promise<void>
  dismiss(key: string): void
}

/** Uploads one file after the other; each is attached to a field of its own as it arrives. */
export function useUploads(disputeId: string, reason: string, form: UseFormReturn<DraftValues>): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const drop = (key: string) => setList(known => known.filter(one => one.key !== key))
  const refuse = (key: string, refusal: string) =>
    setList(known => known.map(one => (one.key === key ? { ...one, refusal } : one)))

  async function addOne(file: File, wanted: string | undefined): Promise<void> {
    const key = crypto.randomUUID()
    setList(known => [...known, { key, name: file.name, size: file.size, refusal: null }])
    const free = () => freeField(reason, form.getValues(), wanted)
    if (free() === undefined) return refuse(key, noFieldLeft)
    if (file.size > evidenceLimits.fileBytes)
      return refuse(key, `It has ${sizeInWords(file.size)}; Stripe takes 5 MB a file.`)
    try {
      const uploaded = await call(uploadEvidence, { params: { id: disputeId }, file })
      // Chosen as it arrives: another file may have been attached while this one was on its way.
      const field = free()
      if (field === undefined) return refuse(key, noFieldLeft)
      form.setValue(`files.${field}`, uploaded, { shouldDirty: true })
      drop(key)
    } catch (error) {
      refuse(key, refusalOf(error))
    }
  }

  return {
    list,
    dismiss: drop,
    async add(files, field) {
      for (const file of files) await addOne(file, field)
    },
  }
}

/** The field that was asked for if it is free, else the first that the bank most wants to see, else any. */
export function freeField(
  reason: string,
  { productType, files }: Pick<DraftValues, 'productType' | 'files'>,
  wanted?: string,
): string | undefined {
  const isFree = (name: string) => files[name] === undefined
  if (wanted !== undefined && isFree(wanted)) return wanted
  return [...keyFieldsFor(reason, productType), ...fieldsFor(reason, productType)]
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => name)
    .find(isFree)
}

const noFieldLeft = 'Every field that takes a file has one. Remove one first.'

const refusalOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'It was not uploaded: the desk did not answer. Try again.'
