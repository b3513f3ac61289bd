import Play from 'lucide-react/icons/play'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { Button } from '#client/ui/button.tsx'
import type { ReplyOf } from '#shared/api/endpoint.ts'
import type { playScenario, ScenarioName, ScenarioOptions } from '#shared/api/sandbox.ts'
import { usePlay } from './sandbox-queries.ts'
import { madeInWords, scenarioWords } from './scenario-words.ts'
import { SteerProblem } from './steer-problem.tsx'

interface ScenarioItemProps {
  name: ScenarioName
  /** Reads the options as typed; nothing when one of them is wrong and says so itself. */
  options: () => ScenarioOptions | undefined
}

/** One thing that can be made to happen, and the ids of what it made the last time. */
export function ScenarioItem({ name, options }: ScenarioItemProps) {
  const play = usePlay(name)
  const { title, story, takes } = scenarioWords[name]
  const start = (): void => {
    const typed = options()
    if (typed === undefined) return
    play.mutate(Object.fromEntries(takes.map(option => [option, typed[option]])))
  }
  return (
    <li className="border-b px-6 py-2.5 max-sm:px-4">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <h3 className="font-medium">{title}</h3>
          <p className="text-muted-foreground">{story}</p>
        </div>
        <Button
          busy={play.isPending}
          onClick={start}
          aria-label={`Play: ${title}`}
          className="max-sm:h-11 max-sm:px-4"
        >
          {play.isPending ? null : <Play aria-hidden />}
          Play
        </Button>
      </div>
      <div aria-live="polite">
        <SteerProblem error={play.error} />
        {play.data ? <Made {...play.data} /> : null}
      </div>
    </li>
  )
}

function Made({ made, events }: ReplyOf<typeof playScenario>) {
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {made.map(({ what, id }) => (
        <span key={id} className="inline-flex items-center gap-1.5">
          {madeInWords(what)} <ObjectLink id={id} />
        </span>
      ))}
      <span data-num="">{events === 1 ? '1 event' : `${events.toLocaleString('en')} events`}</span>
    </p>
  )
}
