/**
 * In which phase a coaching cycle is on which day, and in which phase an interaction of it counts (product.md §4.2). Days are
 * written YYYY-MM-DD, so that they compare as text. Pure.
 */

/** From this day on the cycle is in this phase, until the next stay begins. */
export interface Stay {
  readonly phaseId: string
  readonly from: string
}

/** The stays of a cycle, in order of their days, no day twice; the first begins with the cycle. Never empty. */
export type Stays = readonly [Stay, ...(readonly Stay[])]

/** The phase of a day. What lies before the cycle counts in its first phase, what lies after it in its last. */
export function phaseOn(stays: Stays, day: string): string {
  return (stays.findLast(({ from }) => from <= day) ?? stays[0]).phaseId
}

/** An interaction of a cycle. */
export interface PlacedInteraction {
  readonly date: string
  readonly minutes: number
  /** Where the coach has put it, whatever its date; null: the phase of its date. */
  readonly placedIn: string | null
}

/** The one phase that an interaction counts in. One that was put somewhere stays there when phases get other days. */
export function phaseOfInteraction(stays: Stays, { date, placedIn }: PlacedInteraction): string {
  return placedIn ?? phaseOn(stays, date)
}

/**
 * The stays after moving to a phase on a day. What was planned for later stays planned, but for a stay in this very phase
 * right behind: it has begun early. Two moves on one day leave the last. Moving to where it already is changes nothing.
 */
export function moveToPhase(stays: Stays, { phaseId, from }: Stay): Stays {
  const [first, ...rest] = stays
  const before = [first, ...rest].filter((stay) => stay.from < from)
  const later = [first, ...rest].filter((stay) => stay.from > from)
  return joined([...before, { phaseId, from }, ...later]) ?? [{ phaseId, from: first.from }]
}

/** The stays that had begun by a day: a plan beyond it is dropped, as when a cycle ends. */
export function staysUntil(stays: Stays, day: string): Stays {
  const [first, ...rest] = stays
  return [first, ...rest.filter(({ from }) => from <= day)]
}

/** Without stays that only repeat the one before. Null: there is none. */
function joined(stays: readonly Stay[]): Stays | null {
  const [first, ...rest] = stays.filter((stay, index) => stay.phaseId !== stays[index - 1]?.phaseId)
  return first === undefined ? null : [first, ...rest]
}

export interface PhaseSum {
  readonly phaseId: string
  /** In this phase so far, over all its stays. */
  readonly days: number
  readonly minutes: number
  readonly interactions: number
}

export interface CycleSpan {
  readonly stays: Stays
  /** The phases of the cycle in the order of the district's model. */
  readonly phaseIds: readonly string[]
  /** Null: open. */
  readonly endedOn: string | null
  readonly today: string
}

/**
 * Days, minutes and interactions of each phase. Every interaction counts once; the days add up to those from the start to
 * the end, or to today, both included.
 */
export function sumPhases(span: CycleSpan, interactions: readonly PlacedInteraction[]): readonly PhaseSum[] {
  const { stays, phaseIds, endedOn, today } = span
  const last = endedOn ?? today
  return phaseIds.map((phaseId) => {
    const own = interactions.filter((one) => phaseOfInteraction(stays, one) === phaseId)
    const days = stays.map((stay, index) => {
      const next = stays[index + 1]?.from
      const until = next === undefined || next > last ? dayAfter(last) : next
      return stay.phaseId === phaseId ? Math.max(0, daysBetween(stay.from, until)) : 0
    })
    return {
      phaseId,
      days: days.reduce((sum, each) => sum + each, 0),
      minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
      interactions: own.length,
    }
  })
}

const DAY_MS = 86_400_000

/** Whole days from one to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** The day that many days later. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

function dayAfter(day: string): string {
  return addDays(day, 1)
}
