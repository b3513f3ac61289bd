import { useQuery } from '@tanstack/react-query'
import Lock from 'lucide-react/icons/lock'
import { JsonViewer } from '#client/kit/json-viewer.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { useMay } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { getEventPayload } from '#shared/api/events.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import { eventPayloadQuery } from './events-queries.ts'

/** The body as Stripe sent it: it may hold personal data, so that not everybody may read it. */
export function PayloadTab({ id }: { id: string }) {
  const may = useMay('event:payload')
  return (
    <div className="px-6 py-4 max-sm:px-4">
      {may ? (
        <Payload id={id} />
      ) : (
        <Notice tone="info" icon={Lock} title="The payload is not shown">
          {whyForbidden('event:payload')} The summary says what changed.
        </Notice>
      )}
    </div>
  )
}

const utf8 = new TextDecoder()

function Payload({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(eventPayloadQuery(id))
  if (data) {
    return (
      <JsonViewer
        text={utf8.decode(data)}
        downloadHref={getEventPayload.path.replace(':id', encodeURIComponent(id))}
      />
    )
  }
  if (!error) return <Skeleton className="w-64" />
  return (
    <Notice
      tone="destructive"
      title="The payload could not be read"
      actions={
        <Button size="bar" onClick={() => void refetch()}>
          Try again
        </Button>
      }
    >
      {error.message}
    </Notice>
  )
}
