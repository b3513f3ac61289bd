import { Collection } from './collection.ts'
import type { Kind, Reader, Stored } from './kind.ts'

/**
 * Everything that one account holds, by kind: the platform's, or a connected account's within it. Accounts share only
 * what is the machinery's own, such as jobs.
 */
export class State implements Reader {
  /** The connected account, or `null` for the platform. */
  readonly account: string | null
  readonly platform: State
  readonly #kinds: readonly Kind[]
  readonly #connected = new Map<string, State>()
  readonly #collections = new Map<string, Collection<Stored>>()
  readonly #byPrefix = new Map<string, Collection<Stored>[]>()
  readonly #withOwnIds: Collection<Stored>[] = []

  constructor(kinds: readonly Kind[], within?: { platform: State; account: string }) {
    this.account = within?.account ?? null
    this.platform = within?.platform ?? this
    this.#kinds = kinds
    for (const kind of kinds) {
      if (this.#collections.has(kind.name)) throw new Error(`Two kinds are named ${kind.name}`)
      const common = kind.shared ? within?.platform.named(kind.name) : undefined
      const collection = common ?? new Collection(kind)
      this.#collections.set(kind.name, collection)
      if (kind.ownIds) this.#withOwnIds.push(collection)
      for (const prefix of kind.prefix === undefined ? [] : [kind.prefix, ...(kind.otherPrefixes ?? [])]) {
        this.#byPrefix.set(prefix, [...(this.#byPrefix.get(prefix) ?? []), collection])
      }
    }
  }

  /** What `account` holds; `null` is the platform. One that was never asked for holds nothing yet. */
  in(account: string | null): State {
    const { platform } = this
    if (account === null) return platform
    const known = platform.#connected.get(account)
    if (known) return known
    const made = new State(this.#kinds, { platform, account })
    platform.#connected.set(account, made)
    return made
  }

  /** All of the account's, by kind. */
  collections(): IterableIterator<Collection<Stored>> {
    return this.#collections.values()
  }

  of<T extends Stored>(kind: Kind<T>): Collection<T> {
    const collection = this.#collections.get(kind.name)
    if (!collection) throw new Error(`${kind.name} is in no resource's kinds`)
    return asCollectionOf(kind, collection)
  }

  /** By the name that a journal record or an object's `object` tells. */
  named(name: string): Collection<Stored> | undefined {
    return this.#collections.get(name)
  }

  get<T extends Stored>(kind: Kind<T>, id: string): T | undefined {
    return this.of(kind).get(id)
  }

  by<T extends Stored>(kind: Kind<T>, index: string, key: string): T[] {
    return this.of(kind)
      .bucket(index, key)
      .entries.map(entry => entry.item)
      .reverse()
  }

  /** The object of any kind that an id names: its prefix tells where to look. */
  find(id: string): { kind: Kind; item: Stored } | undefined {
    const prefix = id.slice(0, Math.max(0, id.lastIndexOf('_')))
    for (const collection of [...(this.#byPrefix.get(prefix) ?? []), ...this.#withOwnIds]) {
      const item = collection.get(id)
      if (item) return { kind: collection.kind, item }
    }
    return undefined
  }
}

/** A collection is made from its kind and kept by the kind's name, so its items are the kind's. */
function asCollectionOf<T extends Stored>(kind: Kind<T>, collection: Collection<Stored>): Collection<T> {
  if (collection.kind !== kind) throw new Error(`Another kind is named ${kind.name}`)
  return collection as Collection<Stored> as Collection<T>
}
