import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import type { Endpoint } from '#shared/api/endpoint.ts'
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

/** A `GET` endpoint whose reply is one page of a list. */
type PagedEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType<{ nextCursor: string | null }>>

/** The pages of a list, read one after the other. The key begins as that of `endpointQuery`, so that it is refreshed too. */
export function endpointPages<E extends PagedEndpoint>(endpoint: E, input: Omit<CallInput<E>, 'signal'>) {
  const { query } = input
  return infiniteQueryOptions({
    queryKey: [endpoint.name, input.params ?? null, query ?? null, 'pages'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }): Promise<ReplyTo<E>> =>
      // As above; the cursor is a member of every list's query.
      call(endpoint, { ...input, query: { ...Object(query), cursor: pageParam }, signal } as CallInput<E>),
    getNextPageParam: page => page.nextCursor ?? undefined,
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
