/** Why somebody waits, and when at the latest a seat comes free to them, where that is known. */
import { formatDayOf } from '../../formats.ts'
import { t, word } from '../../translate.ts'

export function waitWords(reason: string | null, until: string | null, zone: string): string {
  const why = word('wait-reason', reason ?? '')
  if (until === null) return why
  const says = reason === 'held_in_grace' ? 'licence.comes-free' : 'licence.comes-free-by-hand'
  return t(says, { reason: why, day: formatDayOf(until, zone) })
}
