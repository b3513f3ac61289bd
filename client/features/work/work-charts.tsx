import { useQuery } from '@tanstack/react-query'
import { LineChart } from '#client/kit/charts/line-chart.tsx'
import { OutcomeBars } from '#client/kit/charts/outcome-bars.tsx'
import { StackedBars } from '#client/kit/charts/stacked-bars.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { clockTime } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { Charts } from '#shared/api/work.ts'
import { chartsQuery } from './work-queries.ts'

/** Three charts in one strip, parted by hairlines: what people act on. */
export function WorkCharts() {
  const { data, error, refetch } = useQuery(chartsQuery)
  if (error && !data) {
    return (
      <Notice
        strip
        tone="warning"
        title="The charts could not be read"
        actions={
          <Button size="bar" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {error.message} The rest of the page is true.
      </Notice>
    )
  }
  return (
    <section
      aria-label="Charts"
      className="mt-5 grid min-h-52 grid-cols-3 divide-x border-y max-desk:grid-cols-1 max-desk:divide-x-0 max-desk:divide-y"
    >
      {data ? <Three charts={data} /> : <Waiting />}
    </section>
  )
}

const Waiting = () =>
  ['refunds', 'disputes', 'lag'].map(name => (
    <div key={name} className="flex flex-col gap-3 px-6 pt-3">
      <Skeleton className="w-40" />
      <Skeleton className="h-32 w-full" />
    </div>
  ))

function Three({ charts: { refunds, disputes, lag } }: { charts: Charts }) {
  return (
    <>
      <Refunds refunds={refunds} />
      <Outcomes disputes={disputes} />
      <Lag lag={lag} />
    </>
  )
}

const dayOfMonth = (at: number): string => String(new Date(at).getUTCDate())

function Refunds({ refunds }: Pick<Charts, 'refunds'>) {
  const hasOther = refunds.some(({ other }) => other > 0)
  return (
    <StackedBars
      title="Refunds a day"
      scope="14 days, number by reason"
      series={['Requested', 'Duplicate', 'Fraudulent', ...(hasOther ? ['No reason'] : [])]}
      bars={refunds.map(({ from, requested, duplicate, fraudulent, other }) => ({
        label: dayOfMonth(from),
        values: [requested, duplicate, fraudulent, ...(hasOther ? [other] : [])],
      }))}
    />
  )
}

function Outcomes({ disputes: { won, lost, accepted, notAnswered } }: Pick<Charts, 'disputes'>) {
  const answered = won + lost
  const all = answered + accepted + notAnswered
  return (
    <OutcomeBars
      title="Disputes closed"
      scope={`90 days, ${all} of them`}
      sentence={
        answered === 0
          ? 'None was answered'
          : `Won ${won} of the ${answered} answered (${Math.round((won / answered) * 100)} %)`
      }
      outcomes={[
        { label: 'Won', value: won, wanted: true },
        { label: 'Lost', value: lost },
        { label: 'Accepted', value: accepted },
        { label: 'Not answered', value: notAnswered },
      ]}
    />
  )
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10

function Lag({ lag }: Pick<Charts, 'lag'>) {
  const now = lag.findLast(({ lagP95Ms }) => lagP95Ms !== null)?.lagP95Ms
  const failed = lag.reduce((sum, hour) => sum + hour.failed, 0)
  return (
    <LineChart
      title="Event lag"
      scope="24 h, p95 in seconds"
      legend={[
        { label: now == null ? 'No webhook yet' : `${seconds(Math.max(0, now))} s now` },
        { label: 'Failed runs', value: failed, swatch: 'bg-destructive' },
      ]}
      points={lag.map(({ from, lagP95Ms, failed: failedHere }, index) => ({
        label: index === lag.length - 1 ? 'now' : clockTime(from),
        value: lagP95Ms === null ? null : seconds(Math.max(0, lagP95Ms)),
        failed: failedHere > 0,
      }))}
    />
  )
}
