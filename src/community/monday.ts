/**
 * What Mondays tell of cycles under way: how many have taken part, of how many. Pure.
 *
 * Nothing of what was answered is told before a cycle is closed: the figures of a Monday, taken from those at the end, would
 * be the figures of who came in between. How many have taken part is no figure of answers, and may be told week by week.
 */

/** A class whose cycle is under way, as a Monday began. */
export interface ClassUnderWay {
  readonly completed: number
  readonly expected: number
  /** Everybody who has led the class since the cycle began. */
  readonly leads: readonly string[]
}

export interface Monday {
  readonly classes: number
  readonly completed: number
  readonly expected: number
}

/** A community's Monday: two classes at least that no one person leads all of, pooled; null: there are none. */
export function poolMonday(classes: readonly ClassUnderWay[]): Monday | null {
  const [first, ...others] = classes
  if (first === undefined || others.length === 0) return null
  if (first.leads.some((lead) => others.every(({ leads }) => leads.includes(lead)))) return null
  const sum = (of: (one: ClassUnderWay) => number) => classes.reduce((so, one) => so + of(one), 0)
  return { classes: classes.length, completed: sum((one) => one.completed), expected: sum((one) => one.expected) }
}
