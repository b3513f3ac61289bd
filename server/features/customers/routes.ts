import { type Route, route } from '#server/http/route.ts'
import type { Clock } from '#server/ports.ts'
import * as api from '#shared/api/customers.ts'
import { customerFigures } from './customer-figures.ts'
import { getCustomer } from './get-customer.ts'
import { type CustomerDeps, listCustomers } from './list-customers.ts'

export const customerRoutes = (deps: CustomerDeps & { readonly clock: Clock }): Route[] => [
  route(api.listCustomers, (context, { query }) => listCustomers(deps, context, query)),
  route(api.getCustomer, (context, { params }) => getCustomer(deps, context, params.id)),
  route(api.getCustomerFigures, (_context, { params }) => customerFigures(deps, params.id)),
]
