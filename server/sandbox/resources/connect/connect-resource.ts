import type { Resource } from '#server/sandbox/core/operation.ts'
import { accountLinkOperations, ownerLinks } from './account-link.ts'
import { accountOperations } from './account-operations.ts'
import { capabilityOperations } from './capability-operations.ts'
import { bankAccounts } from './external-account.ts'
import { externalAccountOperations } from './external-account-operations.ts'
import { ownerPages } from './owner-pages.ts'

/** Connected accounts: who they are, what they may do, and where their money goes. */
export const connectResource: Resource = {
  kinds: [bankAccounts, ownerLinks],
  operations: [
    ...accountOperations,
    ...accountLinkOperations,
    ...capabilityOperations,
    ...externalAccountOperations,
  ],
  pages: ownerPages,
}
