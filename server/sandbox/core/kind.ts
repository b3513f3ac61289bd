/** What every stored thing has. Times are whole seconds, as Stripe's. */
export interface Stored {
  readonly id: string
  readonly created?: number
}

// Method signatures let a Kind<Charge> stand where a Kind<Stored> is asked for.
export type KeyOf<T> = { of(item: T): string | null | undefined }['of']
type OrderOf<T> = { of(item: T): number }['of']
type ViewOf<T> = { of(item: T, nowMs: number): T }['of']
type Compute<T> = { of(item: T, reader: Reader): unknown }['of']

/** A sort of stored object: its SDK type, how its ids begin, how it is found and what can be expanded in it. */
export interface Kind<T extends Stored = Stored> {
  /** The `object` value (`charge`), or a name of our own for what is never sent. */
  readonly name: string
  /** As in `ch`; absent for what is never looked up by an expandable id. */
  readonly prefix?: string
  /** Whoever makes one may choose its id, as for coupons: looked up by any id that no prefix explains. */
  readonly ownIds?: boolean
  /** Further beginnings of ids, as `py` of a charge that arrived by a transfer. */
  readonly otherPrefixes?: readonly string[]
  /** Names of secondary indexes and their keys; no key, not in that index. */
  readonly indexes: Readonly<Record<string, KeyOf<T>>>
  /** Dotted paths inside the object that hold ids which `expand` may replace. */
  readonly expandable: readonly string[]
  /** Properties that exist only when expanded, such as `charge.refunds`. */
  readonly computed: Readonly<Record<string, Compute<T>>>
  /** What the clock decides at the moment of reading, such as whether money is available yet. */
  readonly view?: ViewOf<T>
  /** One collection for all accounts, for what is the machinery's own; default: each account has its own. */
  readonly shared?: boolean
  /** Ascending order; lists read it backwards. Default: `created`, then insertion. */
  readonly orderOf: OrderOf<T>
}

/** What may be read of the state. */
export interface Reader {
  get<T extends Stored>(kind: Kind<T>, id: string): T | undefined
  /** All that hold `key` in the index, the newest first. */
  by<T extends Stored>(kind: Kind<T>, index: string, key: string): T[]
}

type Optional = 'indexes' | 'expandable' | 'computed' | 'orderOf'

/** Declares a kind: `defineKind<Stripe.Refund>({ name: 'refund', prefix: 're', indexes: { charge: … } })`. */
export function defineKind<T extends Stored>(
  kind: Omit<Kind<T>, Optional> & Partial<Pick<Kind<T>, Optional>>,
): Kind<T> {
  return { indexes: {}, expandable: [], computed: {}, orderOf: item => item.created ?? 0, ...kind }
}

/** The id in an expandable field, expanded or not. */
export function idOf(value: string | { readonly id: string } | null | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : value.id
}
