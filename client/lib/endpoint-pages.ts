import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { deskTime } from './now.ts'

interface Page<Row> {
  data: Row[]
  nextCursor: string | null
}

/** What a table and its foot need of a list that is read page by page: `pagesOf(useInfiniteQuery(…))`. */
export function pagesOf<Row>(list: UseInfiniteQueryResult<InfiniteData<Page<Row>, unknown>>) {
  return {
    rows: list.data?.pages.flatMap(page => page.data),
    isRefreshing: list.isFetching && !list.isFetchingNextPage && list.data !== undefined,
    error: list.error,
    readAt: deskTime(list.dataUpdatedAt) || undefined,
    retry: () => void list.refetch(),
    more: {
      hasMore: list.hasNextPage,
      isLoading: list.isFetchingNextPage,
      onMore: () => void list.fetchNextPage(),
    },
  }
}
