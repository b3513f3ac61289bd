import { ApiError } from '#client/lib/api.ts'
import type { TableProblem } from './data-table-column.ts'

/** How a failed read stands over its rows: `title` says what could not be read. */
export function tableProblem(
  title: string,
  query: { error: Error | null; readAt?: number | undefined; retry: () => void },
): TableProblem | undefined {
  const { error } = query
  if (error === null) return undefined
  return {
    title,
    detail: error.message,
    requestId: error instanceof ApiError ? error.problem.requestId : undefined,
    asOf: query.readAt,
    onRetry: query.retry,
  }
}
