import { createAudit } from '#server/access/audit.ts'
import { systemClock } from '#server/clock.ts'
import { createInbox } from '#server/inbox/inbox.ts'
import type { Clock } from '#server/ports.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { eventBody, headerFor, secret } from './signed-event.ts'

/**
 * A process of its own: `node poisoned-desk.js DIRECTORY EVENT BEGIN`. Takes the event, says `answered`, and its only
 * handler ends the process at once, as a crash in native code would. Says `survived` when the handler is not run.
 * Its clock has gone 100,000 times as fast as the wall's since BEGIN, so that a day's wait is a second's.
 */
const [directory = '', id = '', begin = ''] = process.argv.slice(2)
const rate = 100_000
const clock: Clock = {
  now: () => Number(begin) + (Date.now() - Number(begin)) * rate,
  after: (delayMs, task) => systemClock.after(delayMs / rate, task),
}
const log = { debug() {}, info() {}, warn() {}, error() {} }
const store = await openEmbeddedStore({ directory, clock, log, onFatal: () => process.exit(3) })
const inbox = createInbox({
  ...{ store, clock, log, secrets: [secret], mode: { livemode: false, accountId: null } },
  changes: { publish() {} },
  audit: createAudit({ store, clock, key: 'audit key of this test' }),
  handlers: [
    {
      name: 'poison',
      label: 'Poison',
      wants: () => true,
      run: () => {
        process.kill(process.pid, 'SIGKILL')
        return new Promise(() => {})
      },
    },
  ],
})
const body = eventBody({ id })
await inbox.receive(Buffer.from(body), headerFor(body, clock.now()))
process.stdout.write('answered ')
await inbox.start()
setTimeout(() => {
  process.stdout.write('survived')
  process.exit(0)
}, 1_500)
