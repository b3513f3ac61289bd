/** The sandbox's control API: what a test does to Stripe, and what Stripe saw. */
export interface LedgerEntry {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly idempotencyKey: string | null
  readonly objectId: string | null
  readonly amount?: number
  readonly currency?: string
  readonly submit?: boolean
  readonly replayed: boolean
}

export interface SandboxControl {
  ledger(): Promise<LedgerEntry[]>
  /** Entries that changed something, of this path. */
  changes(path: string): Promise<LedgerEntry[]>
  fault(fault: { method: string; path: string; kind: string; times: number; afterMs?: number }): Promise<void>
  clearFaults(): Promise<void>
  scenario(name: string, body?: Record<string, unknown>): Promise<Record<string, string>>
  deliveries(settings: Record<string, unknown>): Promise<void>
  advance(advanceMs: number): Promise<void>
}

export function sandboxControl(url: string): SandboxControl {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? {} : await response.json()
  }
  const ledger = async (): Promise<LedgerEntry[]> => (await call('GET', 'ledger')).data
  return {
    ledger,
    changes: async path => (await ledger()).filter(entry => entry.path === path && !entry.replayed),
    fault: fault => call('POST', 'faults', fault),
    clearFaults: () => call('DELETE', 'faults'),
    scenario: (name, body = {}) => call('POST', `scenarios/${name}`, body),
    deliveries: settings => call('POST', 'deliveries', settings),
    advance: advanceMs => call('POST', 'clock', { advanceMs }),
  }
}
