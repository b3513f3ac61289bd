import path from 'node:path'
import { z } from 'zod'
import type { DirectoryLayout } from './directory-layout.ts'
import type { FileSystem } from './file-system.ts'
import { segmentHeaderBytes } from './frame.ts'
import { createLog } from './log-recovery.ts'
import { listSegments, segmentPath } from './segment-files.ts'
import { DataDirectoryError } from './store-errors.ts'

/** The layout of the data directory that this version writes. */
const currentFormat = 1

const formatSchema = z.object({ format: z.int().positive() })

/**
 * Makes sure that the directory holds data of this version; a new one gets empty logs.
 * @throws {DataDirectoryError} when it is of a newer version, or holds data without saying of which. Nothing is touched then.
 */
export const prepareDirectory = async (fileSystem: FileSystem, layout: DirectoryLayout): Promise<void> => {
  const bytes = await fileSystem.read(layout.formatFile)
  if (bytes) refuseUnknownFormat(layout, bytes)
  else await makeEmpty(fileSystem, layout)
}

const refuseUnknownFormat = ({ directory, formatFile }: DirectoryLayout, bytes: Buffer): void => {
  const parsed = formatSchema.safeParse(parseJson(bytes.toString()))
  if (!parsed.success) throw new DataDirectoryError(`${formatFile} is damaged; restore it from a backup.`)
  const { format } = parsed.data
  if (format > currentFormat)
    throw new DataDirectoryError(
      `${directory} was written by a newer version (format ${format}; this one knows up to ${currentFormat}). Start the newer version.`,
    )
}

const makeEmpty = async (fileSystem: FileSystem, layout: DirectoryLayout): Promise<void> => {
  const { directory, documentsFile, eventsFile, journalDirectory, eventsDirectory } = layout
  for (const file of [documentsFile, eventsFile])
    if ((await fileSystem.size(file)) !== undefined) throw withoutFormat(directory, file)
  for (const logDirectory of [journalDirectory, eventsDirectory]) {
    await removeUnused(fileSystem, directory, logDirectory)
    await createLog(fileSystem, logDirectory)
  }
  await writeFormat(fileSystem, layout)
}

/** A first start that was cut short leaves a log without records. */
const removeUnused = async (
  fileSystem: FileSystem,
  directory: string,
  logDirectory: string,
): Promise<void> => {
  const files = (await listSegments(fileSystem, logDirectory)).map(segment =>
    segmentPath(logDirectory, segment),
  )
  for (const file of files)
    if (((await fileSystem.size(file)) ?? 0) > segmentHeaderBytes) throw withoutFormat(directory, file)
  for (const file of files) await fileSystem.remove(file)
}

const withoutFormat = (directory: string, file: string): DataDirectoryError =>
  new DataDirectoryError(`${file} holds data, but ${directory} has no FORMAT file; restore it from a backup.`)

/** Written last when a directory is made, so that its presence says: there is data here. */
const writeFormat = async (
  fileSystem: FileSystem,
  { directory, formatFile }: DirectoryLayout,
): Promise<void> => {
  const temporary = `${formatFile}.tmp-0`
  if ((await fileSystem.list(directory)).includes(path.basename(temporary)))
    await fileSystem.remove(temporary)
  const output = await fileSystem.create(temporary)
  await output.write(Buffer.from(`${JSON.stringify({ format: currentFormat })}\n`))
  await output.sync()
  await output.close()
  await fileSystem.rename(temporary, formatFile)
  await fileSystem.syncDirectory(directory)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
