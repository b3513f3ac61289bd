import type { Work } from '#server/sandbox/core/work.ts'

/** The query parameter that names the connected account whose world a page is in. */
export const accountParameter = 'account'

/**
 * The absolute URL of a page of the sandbox's own, such as `/checkout/cs_…`, as a browser reaches it. A page in a
 * connected account's world names the account.
 */
export function pageUrl(work: Work, path: string): string {
  const url = new URL(path, work.core.site.url)
  if (work.account !== null) url.searchParams.set(accountParameter, work.account)
  return url.href
}
