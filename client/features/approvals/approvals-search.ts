export const approvalTabs = ['to_decide', 'mine', 'decided'] as const
export type ApprovalTab = (typeof approvalTabs)[number]

export const approvalActs = ['approve', 'reject', 'resolve', 'withdraw'] as const
export type ApprovalAct = (typeof approvalActs)[number]

/** The page's whole state. What is left out is its default: what waits for a decision, the first of them open. */
export interface ApprovalsSearch {
  tab?: Exclude<ApprovalTab, 'to_decide'>
  /** The operation that is open; `none` closes the first. */
  open?: string
  /** The dialog over the open operation. */
  act?: ApprovalAct
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find(one => one === value)

/** A bad link degrades to what of it is good. */
export function readApprovalsSearch(search: Record<string, unknown>): ApprovalsSearch {
  const tab = oneOf(approvalTabs, search.tab)
  const open = typeof search.open === 'string' && search.open !== '' ? search.open.slice(0, 64) : undefined
  const act = open === undefined ? undefined : oneOf(approvalActs, search.act)
  return {
    ...(tab === undefined || tab === 'to_decide' ? {} : { tab }),
    ...(open === undefined ? {} : { open }),
    ...(act === undefined ? {} : { act }),
  }
}
