import './in-dom.ts'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'

/** Shows a part at `/` of a router of its own; every other path shows itself as a heading. */
export async function showInDesk(part: () => ReactNode) {
  const root = createRootRoute()
  const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <main>{part()}</main> })
  const other = createRoute({
    getParentRoute: () => root,
    path: '$',
    component: () => <h1>{other.useParams()._splat}</h1>,
  })
  const router = createRouter({
    routeTree: root.addChildren([home, other]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  const user = userEvent.setup()
  // The router's type is registered for the product's own routes; this one has others.
  render(<RouterProvider router={router as never} />)
  await screen.findByRole('main')
  return { user, router }
}
