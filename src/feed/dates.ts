/** Reads dates and school years as real feeds write them, without ever guessing which number is the month. */

export interface DateReading {
  /** `YYYY-MM-DD` */
  readonly value: string
  /** Whether it was written as the standard has it. */
  readonly standard: boolean
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const ISO_WITH_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?$/i
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?$/i

/**
 * A date out of a text that isn't blank, or null where it can't be understood without guessing: `1/05/2023` may be
 * January or May, `13/05/2023` and `5/5/2023` can only be one day. The time of day, if any, is left out: the date
 * counts as it is written.
 */
export function readDate(text: string): DateReading | null {
  const iso = ISO.exec(text)
  if (iso !== null) return standing(iso, true)
  const yearFirst = ISO_WITH_TIME.exec(text) ?? YEAR_FIRST.exec(text) ?? COMPACT.exec(text)
  if (yearFirst !== null) return standing(yearFirst, false)
  const yearLast = YEAR_LAST.exec(text)
  return yearLast === null ? null : unambiguous(Number(yearLast[1]), Number(yearLast[2]), Number(yearLast[3]))
}

function standing(parts: RegExpExecArray, standard: boolean): DateReading | null {
  return calendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]), standard)
}

function unambiguous(first: number, second: number, year: number): DateReading | null {
  if (first > 12) return calendarDay(year, second, first, false)
  if (second > 12 || first === second) return calendarDay(year, first, second, false)
  return null
}

// oxfmt-ignore
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function calendarDay(year: number, month: number, day: number, standard: boolean): DateReading | null {
  const days = DAYS[month - 1]
  if (days === undefined || day < 1 || day > days || year < 1900 || year > 2199) return null
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2 && day === 29 && !leap) return null
  return { value: `${year}-${twoDigits(month)}-${twoDigits(day)}`, standard }
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

export interface YearReading {
  readonly value: number
  readonly standard: boolean
}

/** The year in which a school year ends, out of `2027`, `2026-2027`, `2026/27` or `2026-27`; null: not a school year. */
export function readSchoolYear(text: string): YearReading | null {
  const parts = /^(\d{4})(?:\s?[-/–]\s?(\d{4}|\d{2}))?$/.exec(text)
  if (parts === null) return null
  const first = Number(parts[1])
  if (first < 1900 || first > 2199) return null
  if (parts[2] === undefined) return { value: first, standard: true }
  const last = parts[2].length === 2 ? Math.floor(first / 100) * 100 + Number(parts[2]) : Number(parts[2])
  return last - first === 1 || (last === first - 99 && parts[2] === '00') ? { value: first + 1, standard: false } : null
}

export interface MomentReading {
  /** Milliseconds since 1970 in UTC. */
  readonly value: number
  readonly standard: boolean
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i
const STANDARD_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

/** A moment; without a zone it is in UTC, as the standard has it, and without a time of day it is the day's first. Null as in `readDate`. */
export function readMoment(text: string): MomentReading | null {
  const parts = MOMENT.exec(text)
  if (parts === null) {
    const day = readDate(text)
    return day === null ? null : { value: Date.parse(day.value), standard: false }
  }
  const [, date = '', hours = '', minutes = '', seconds = '00', fraction = '0', zone = 'Z'] = parts
  if (readDate(date) === null) return null
  const millis = fraction.padEnd(3, '0').slice(0, 3)
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const value = Date.parse(`${date}T${hours}:${minutes}:${seconds}.${millis}${offset}`)
  return Number.isNaN(value) ? null : { value, standard: STANDARD_MOMENT.test(text) }
}
