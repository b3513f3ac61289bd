import { useNow } from '#client/lib/now.ts'
import { zoneName } from '#client/lib/times.ts'

/** The zone of all times on a list, said once. */
export function ZoneNote() {
  return <span className="ml-auto">Times in {zoneName(useNow())}</span>
}
