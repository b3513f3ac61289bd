import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { account } from '#server/sandbox/resources/account/account.ts'

/** The name that customers know the account by whose world the work is in. */
export function merchantOf(work: Work): string {
  const owner =
    work.account === null ? account : work.core.state.platform.get(connectedAccounts, work.account)
  return owner?.business_profile?.name ?? owner?.email ?? owner?.id ?? 'Sandbox'
}
