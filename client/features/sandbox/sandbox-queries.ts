import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/lib/api.ts'
import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import {
  addFault,
  advanceClock,
  changeDeliveries,
  clearFaults,
  type DeliveryBehaviour,
  type Fault,
  getSandbox,
  listSandboxDeliveries,
  listSandboxLedger,
  playScenario,
  resetSandbox,
  type SandboxState,
  type ScenarioName,
  type ScenarioOptions,
} from '#shared/api/sandbox.ts'

/** Scripts and other programs steer the sandbox too, and nothing of the desk's tells of that. */
const lookAgainMs = 5_000

export const sandboxQuery = { ...endpointQuery(getSandbox, {}), refetchInterval: lookAgainMs, staleTime: 0 }

export const ledgerQuery = {
  ...endpointPages(listSandboxLedger, { query: { limit: 50 } }),
  refetchInterval: lookAgainMs,
}

export const attemptsQuery = {
  ...endpointQuery(listSandboxDeliveries, {}),
  refetchInterval: lookAgainMs,
  staleTime: 0,
}

export type SandboxAct =
  | { readonly act: 'fault'; readonly fault: Fault }
  | { readonly act: 'clear-faults' }
  | { readonly act: 'deliveries'; readonly behaviour: DeliveryBehaviour }
  | { readonly act: 'advance'; readonly advanceMs: number }
  | { readonly act: 'reset' }

function steer(wish: SandboxAct): Promise<SandboxState> {
  switch (wish.act) {
    case 'fault':
      return call(addFault, { body: wish.fault })
    case 'clear-faults':
      return call(clearFaults, {})
    case 'deliveries':
      return call(changeDeliveries, { body: wish.behaviour })
    case 'advance':
      return call(advanceClock, { body: { advanceMs: wish.advanceMs } })
    case 'reset':
      return call(resetSandbox, {})
  }
}

/** Steers the sandbox; the page shows at once how it stands then. */
export function useSteer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: steer,
    onSuccess: (state, { act }) => {
      client.setQueryData(sandboxQuery.queryKey, state)
      // After these everything that any page shows may be otherwise.
      if (act === 'advance' || act === 'reset') void client.invalidateQueries()
    },
  })
}

/** Makes something happen; what it made comes back. */
export function usePlay(name: ScenarioName) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (options: ScenarioOptions) => call(playScenario, { params: { name }, body: options }),
    onSuccess: () => client.invalidateQueries({ queryKey: [listSandboxLedger.name] }),
  })
}
