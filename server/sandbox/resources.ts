import type { Resource } from './core/operation.ts'
import { customerResource } from './resources/customers/customer-operations.ts'

/** All that the sandbox answers. */
export const resources: readonly Resource[] = [customerResource]
