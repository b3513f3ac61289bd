import type { Operation, OperationState } from '#shared/domain/operation.ts'

/** Ends that leave the dispute as it was, so that another operation may try. */
const withoutEffect = new Set<OperationState>(['failed', 'refused', 'rejected', 'expired', 'withdrawn'])

export const endedWithoutEffect = ({ state }: Operation): boolean => withoutEffect.has(state)
