/** The chart of seats as paths: what was, day by day, and what is known of the days to come. Pure. */
import type { LicenceHistory } from '../../../http/contract/licences.ts'

export interface DayFigures {
  readonly day: string
  readonly bought: number
  readonly used: number
  readonly waiting: number
  readonly isAhead: boolean
}

interface Paths {
  /** The area under what is used. */
  readonly area: string
  readonly bought: string
  /** Used and awaited together. */
  readonly demand: string
}

export interface SeatChart {
  readonly width: number
  readonly height: number
  readonly past: Paths
  readonly ahead: Paths
  readonly levels: readonly { readonly value: number; readonly y: number }[]
  /** Where what was ends; null: nothing is known of the days to come. */
  readonly today: number | null
}

const WIDTH = 800
const HEIGHT = 220
const TOP = 12
const DAY_MS = 86_400_000

/** Every day with a figure of its own, in order; the forecast begins with today. */
export function joinDays({ days, forecast }: LicenceHistory): readonly DayFigures[] {
  return [
    ...days.map(({ day, bought, used, waiting }) => ({ day, bought, used, waiting, isAhead: false })),
    ...forecast.map(({ day, bought, used, waiting }) => ({ day, bought, used, waiting, isAhead: true })),
  ]
}

/** Steps from each day to the next; the last day of each part reaches a little further, so that it is seen. */
export function layOut(days: readonly DayFigures[]): SeatChart {
  const times = days.map(({ day }) => Date.parse(day))
  const from = Math.min(...times)
  const to = Math.max(...times, from + DAY_MS)
  const most = Math.max(1, ...days.map(({ bought, used, waiting }) => Math.max(bought, used + waiting)))
  const top = roundUp(most)
  const xOf = (day: string): number => Math.round(((Date.parse(day) - from) / (to - from)) * WIDTH)
  const yOf = (value: number): number => Math.round(HEIGHT - (value / top) * (HEIGHT - TOP))
  const ahead = days.filter(({ isAhead }) => isAhead)
  const past = days.filter(({ isAhead }) => !isAhead)
  const today = ahead[0] === undefined ? null : xOf(ahead[0].day)
  const pathsOf = (part: readonly DayFigures[], end: number): Paths => {
    const stepsOf = (of: (day: DayFigures) => number) => steps(part, { xOf, yOf, end, of })
    const used = stepsOf(({ used: value }) => value)
    const first = part[0] === undefined ? 0 : xOf(part[0].day)
    return {
      area: used === '' ? '' : `${used} L${end} ${HEIGHT} L${first} ${HEIGHT} Z`,
      bought: stepsOf(({ bought }) => bought),
      demand: stepsOf(({ used: value, waiting }) => value + waiting),
    }
  }
  return {
    width: WIDTH,
    height: HEIGHT,
    past: pathsOf(past, today ?? WIDTH),
    ahead: pathsOf(ahead, WIDTH),
    levels: [0, top / 2, top].map((value) => ({ value, y: yOf(value) })),
    today,
  }
}

interface Drawing {
  readonly xOf: (day: string) => number
  readonly yOf: (value: number) => number
  /** Where the last step ends. */
  readonly end: number
  readonly of: (day: DayFigures) => number
}

function steps(days: readonly DayFigures[], { xOf, yOf, end, of }: Drawing): string {
  return days
    .map((day, index) => {
      const [x, y] = [xOf(day.day), yOf(of(day))]
      const next = days[index + 1]
      return `${index === 0 ? 'M' : 'L'}${x} ${y} L${next === undefined ? end : xOf(next.day)} ${y}`
    })
    .join(' ')
}

/** The next of 1, 2, 5, 10, 20, 50, …: an axis that reads easily. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}
