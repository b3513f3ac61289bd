import path from 'node:path'
import type { AppendFile, FileSystem } from '#server/store/embedded/file-system.ts'

/** A file's content: what a power cut cannot take, and the writes since. */
interface Content {
  synced: Buffer
  unsynced: Buffer[]
}

type NameChange = (names: Map<string, Content>) => void

/** Gives a number below `bound`: how a crash chooses what it keeps. */
export type Choose = (bound: number) => number

const sectorBytes = 512

const missing = (file: string): Error => Object.assign(new Error(`ENOENT: ${file}`), { code: 'ENOENT' })

const nowOf = ({ synced, unsynced }: Content): Buffer => Buffer.concat([synced, ...unsynced])

/**
 * A disk in memory that knows what is synced. From its call number `failAt` on every call throws; `afterCrash` then gives
 * one disk that a power cut at that moment may have left. The disk itself is what a killed process leaves.
 */
export class MemoryDisk implements FileSystem {
  readonly #names = new Map<string, Content>()
  readonly #syncedNames = new Map<string, Content>()
  #nameChanges: { directory: string; change: NameChange }[] = []
  #calls = 0
  failAt = Number.POSITIVE_INFINITY
  failure: Error = new Error('EIO: the disk is gone')

  get calls(): number {
    return this.#calls
  }

  get files(): ReadonlyMap<string, Buffer> {
    return new Map([...this.#names].map(([file, content]) => [file, nowOf(content)]))
  }

  /** A disk with these files, all synced. */
  static of(files: Iterable<readonly [string, Buffer]>): MemoryDisk {
    const disk = new MemoryDisk()
    for (const [file, synced] of files) {
      const content: Content = { synced: Buffer.from(synced), unsynced: [] }
      disk.#names.set(file, content)
      disk.#syncedNames.set(file, content)
    }
    return disk
  }

  /** Every name change since its directory's sync is kept or lost, and so is every sector since its file's. */
  afterCrash(choose: Choose): MemoryDisk {
    const names = new Map(this.#syncedNames)
    for (const { change } of this.#nameChanges) if (choose(2) === 1) change(names)
    return MemoryDisk.of([...names].map(([file, content]) => [file, tear(content, choose)] as const))
  }

  async makeDirectory(): Promise<void> {
    this.#count()
  }

  async list(directory: string): Promise<string[]> {
    this.#count()
    return [...this.#names.keys()]
      .filter(file => path.dirname(file) === directory)
      .map(file => path.basename(file))
  }

  async create(file: string): Promise<AppendFile> {
    this.#count()
    if (this.#names.has(file)) throw new Error(`EEXIST: ${file}`)
    const content: Content = { synced: Buffer.alloc(0), unsynced: [] }
    this.#changeNames(file, names => names.set(file, content))
    return this.#handle(content)
  }

  async append(file: string): Promise<AppendFile> {
    this.#count()
    return this.#handle(this.#find(file))
  }

  async read(file: string, from = 0, length = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
    this.#count()
    const content = this.#names.get(file)
    return content && Buffer.from(nowOf(content).subarray(from, from + length))
  }

  async size(file: string): Promise<number | undefined> {
    this.#count()
    const content = this.#names.get(file)
    return content && nowOf(content).length
  }

  async truncate(file: string, size: number): Promise<void> {
    this.#count()
    const content = this.#find(file)
    content.synced = Buffer.from(nowOf(content).subarray(0, size))
    content.unsynced = []
  }

  async rename(from: string, to: string): Promise<void> {
    this.#count()
    const content = this.#find(from)
    this.#changeNames(from, names => {
      if (names.get(from) === content) names.delete(from)
      names.set(to, content)
    })
  }

  async remove(file: string): Promise<void> {
    this.#count()
    this.#find(file)
    this.#changeNames(file, names => names.delete(file))
  }

  async syncDirectory(directory: string): Promise<void> {
    this.#count()
    const isHere = (change: { directory: string }): boolean => change.directory === directory
    for (const { change } of this.#nameChanges.filter(isHere)) change(this.#syncedNames)
    this.#nameChanges = this.#nameChanges.filter(change => !isHere(change))
  }

  #handle(content: Content): AppendFile {
    return {
      write: async bytes => {
        content.unsynced.push(Buffer.from(bytes))
        this.#count()
      },
      sync: async () => {
        this.#count()
        content.synced = nowOf(content)
        content.unsynced = []
      },
      close: async () => undefined,
    }
  }

  #changeNames(file: string, change: NameChange): void {
    change(this.#names)
    this.#nameChanges.push({ directory: path.dirname(file), change })
  }

  #find(file: string): Content {
    const content = this.#names.get(file)
    if (!content) throw missing(file)
    return content
  }

  #count(): void {
    this.#calls += 1
    if (this.#calls >= this.failAt) throw this.failure
  }
}

/** The synced bytes, and of the rest a part: cut anywhere, with any sector before the cut lost as zeros. */
const tear = ({ synced, unsynced }: Content, choose: Choose): Buffer => {
  const rest = Buffer.concat(unsynced)
  const kept = Buffer.from(rest.subarray(0, choose(rest.length + 1)))
  for (let at = 0; at < kept.length; at += sectorBytes)
    if (choose(4) === 0) kept.fill(0, at, Math.min(at + sectorBytes, kept.length))
  return Buffer.concat([synced, kept])
}
