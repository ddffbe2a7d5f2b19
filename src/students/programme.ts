/** Motivational programmes: points for work in a class, from one day to another; what a programme must be like. Pure. */

export interface ProgrammeReason {
  readonly words: string
  /** 1 to 100. */
  readonly points: number
}

/** What a teacher says of a programme. Days are `YYYY-MM-DD` on the district's clock; both belong to it. */
export interface ProgrammeTerms {
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly reasons: readonly ProgrammeReason[]
}

export type ProgrammeState = 'planned' | 'running' | 'over'

export function programmeStateOn(
  { startsOn, endsOn }: Pick<ProgrammeTerms, 'startsOn' | 'endsOn'>,
  day: string,
): ProgrammeState {
  if (day < startsOn) return 'planned'
  return day <= endsOn ? 'running' : 'over'
}

const DAY_MS = 86_400_000
/** A school year with its summer; longer than this somebody has mistaken the date. */
const DAYS_MAX = 400

export type TermsProblem =
  | 'name_missing'
  | 'ends_before_start'
  | 'too_long'
  | 'reasons_missing'
  | 'words_missing'
  | 'words_twice'

export interface TermsFault {
  /** The field of the terms: `reasons/2/words`. */
  readonly field: string
  readonly code: TermsProblem
}

/** The same terms without blanks that nobody meant. */
export function tidyTerms({ name, reasons, ...days }: ProgrammeTerms): ProgrammeTerms {
  return { ...days, name: tidy(name), reasons: reasons.map(({ words, points }) => ({ words: tidy(words), points })) }
}

function tidy(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

/** What is wrong with terms that were tidied, all of it. */
export function checkTerms({ name, startsOn, endsOn, reasons }: ProgrammeTerms): readonly TermsFault[] {
  const faults: TermsFault[] = []
  if (name === '') faults.push({ field: 'name', code: 'name_missing' })
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / DAY_MS
  if (days < 0) faults.push({ field: 'endsOn', code: 'ends_before_start' })
  if (days > DAYS_MAX) faults.push({ field: 'endsOn', code: 'too_long' })
  if (reasons.length === 0) faults.push({ field: 'reasons', code: 'reasons_missing' })
  return [
    ...faults,
    ...reasons.flatMap(({ words }, at): readonly TermsFault[] => {
      if (words === '') return [{ field: `reasons/${at}/words`, code: 'words_missing' }]
      const isTwice = reasons.slice(0, at).some((other) => other.words.toLowerCase() === words.toLowerCase())
      return isTwice ? [{ field: `reasons/${at}/words`, code: 'words_twice' }] : []
    }),
  ]
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}
