import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'

/** Which subscription an item is of; items live in their subscriptions. */
export interface ItemOwner extends Stored {
  readonly subscription: string
}
export const itemOwners = defineKind<ItemOwner>({ name: '_item_owner' })
