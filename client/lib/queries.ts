import { QueryClient, queryOptions } from '@tanstack/react-query'
import { type Address, ApiError, type CallInput, call, type ReplyTo } from './api.ts'

/**
 * The query of a `GET` endpoint: key, fetcher and type from the contract alone, so that a loader, a component and an
 * invalidation can never name different things. The key is `[endpoint name, params, query]`.
 */
export function endpointQuery<E extends Address>(endpoint: E, input: Omit<CallInput<E>, 'signal'>) {
  return queryOptions<ReplyTo<E>>({
    queryKey: [endpoint.name, input.params ?? null, input.query ?? null],
    // The omitted member is optional; TypeScript cannot see that through the conditional type.
    queryFn: ({ signal }) => call(endpoint, { ...input, signal } as CallInput<E>),
  })
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: 'always',
        retry: (failures, error) => !(error instanceof ApiError) && failures < 2,
      },
      // A mutation is never repeated by itself: a retry of money goes by the operation's id.
      mutations: { retry: false },
    },
  })
}
