import { createFileRoute, redirect } from '@tanstack/react-router'

/** An event's own address opens it beside the list. */
export const Route = createFileRoute('/_desk/events/$id')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/events', search: { event: params.id }, replace: true })
  },
})
