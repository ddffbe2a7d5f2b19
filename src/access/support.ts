/** Support access: what has to be said to open one, and for how long it may be. Pure. */

export interface SupportLimits {
  /** Where nobody says how long. */
  readonly minutesDefault: number
  readonly minutesMax: number
  /** How long its link may wait to be opened. */
  readonly linkMinutes: number
}

export interface SupportWish {
  /** What for, in words that the district understands. */
  readonly reason: string
  /** Who comes in: a name, and whose people they are. */
  readonly who: string
  readonly minutes: number
}

export type SupportFault = 'reason' | 'who' | 'minutes'

const REASON = { min: 10, max: 500 } as const
const WHO = { min: 2, max: 120 } as const

/** What is wrong with it, all at once. */
export function findSupportFaults(
  { reason, who, minutes }: SupportWish,
  limits: SupportLimits,
): readonly SupportFault[] {
  const faults: SupportFault[] = []
  if (!fits(reason, REASON)) faults.push('reason')
  if (!fits(who, WHO)) faults.push('who')
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > limits.minutesMax) faults.push('minutes')
  return faults
}

/** What each takes, in words. */
export function supportFaultSays(fault: SupportFault, { minutesMax }: SupportLimits): string {
  switch (fault) {
    case 'reason':
      return `The reason takes ${REASON.min} to ${REASON.max} characters: the district reads it.`
    case 'who':
      return `Who comes in takes ${WHO.min} to ${WHO.max} characters: a name that the district knows or can ask for.`
    case 'minutes':
      return `The time takes whole minutes from 1 to ${minutesMax}.`
  }
}

function fits(text: string, { min, max }: { readonly min: number; readonly max: number }): boolean {
  const { length } = text.trim()
  return length >= min && length <= max
}
