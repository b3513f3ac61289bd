import { choiceParam } from '#client/lib/search-params.ts'

export const sandboxTabs = ['rehearse', 'faults', 'deliveries', 'ledger'] as const
export type SandboxTab = (typeof sandboxTabs)[number]

export interface SandboxSearch {
  /** `rehearse` when left out. */
  tab?: SandboxTab
}

export const readSandboxSearch = (search: Record<string, unknown>): SandboxSearch =>
  choiceParam(search, 'tab', sandboxTabs)
