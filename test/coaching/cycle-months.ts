/** Coaching cycles of a small district, at random from a seed, and what principals could fetch of them, by several publishers. */

import { countCycle, type CycleWindow, outcomesIn } from '../../src/coaching/cycle-window.ts'
import { maskWindow, type MaskedFact } from '../../src/coaching/masking.ts'
import { type PublishedWindow, showFigures } from '../../src/coaching/principal-figures.ts'
import {
  addDays,
  monthEnd,
  monthsToClose,
  schoolYearEnd,
  schoolYearStart,
  windowOf,
} from '../../src/coaching/window.ts'
import { educatorsIn, type Fetched, FIRST_DAY, type LoggedFact, placesOf, type SmallDistrict } from './school-months.ts'

/** `heldOn` is its first day. */
interface LoggedCycle extends LoggedFact {
  readonly endedOn: string | null
  /** The day from which on it has other days, as its coach dated it anew; null: it keeps them. */
  readonly dated: { readonly on: string; readonly startedOn: string; readonly endedOn: string | null } | null
}

export interface CycleDistrict extends SmallDistrict {
  readonly facts: readonly LoggedCycle[]
}

/** So that a year ends in the middle of what is made up. */
const START_MONTH = 11

export function randomCycles(random: () => number): CycleDistrict {
  const upTo = (count: number) => Math.floor(random() * count)
  const minimum = 5 + upTo(4)
  const schools = ['a', 'b'].slice(0, 1 + upTo(2))
  const days = 60 + upTo(90)
  const sizes = schools.map(() => minimum + upTo(minimum * 2))
  const facts = Array.from({ length: 4 + upTo(40) }, (): LoggedCycle => {
    const school = upTo(schools.length)
    const day = upTo(days)
    const tagged = random() < 0.3 ? 2 + upTo(minimum) : 1
    const ids = Array.from({ length: tagged }, () => `${upTo(sizes[school] ?? 1)}`)
    const endOf = (first: number) => (random() < 0.25 ? null : addDays(FIRST_DAY, first + upTo(50)))
    const moved = Math.max(0, day - 20 + upTo(60))
    return {
      schoolId: schools[school] ?? '',
      otherSchoolIds: [],
      tagId: null,
      phaseId: null,
      typeId: '',
      minutes: 0,
      educatorIds: [...new Set(ids)],
      heldOn: addDays(FIRST_DAY, day),
      endedOn: endOf(day),
      loggedOn: addDays(FIRST_DAY, day + (random() < 0.7 ? 0 : upTo(45))),
      goneOn: random() < 0.95 ? null : addDays(FIRST_DAY, day + 1 + upTo(60)),
      anew: null,
      dated:
        random() < 0.7
          ? null
          : { on: addDays(FIRST_DAY, day + upTo(90)), startedOn: addDays(FIRST_DAY, moved), endedOn: endOf(moved) },
    }
  })
  return { facts, schools, types: [], minimum, days }
}

function datesOn({ heldOn, endedOn, dated }: LoggedCycle, day: string) {
  return dated === null || day < dated.on ? { startedOn: heldOn, endedOn } : dated
}

interface Source {
  readonly place: number
  readonly fact: MaskedFact
}

/** Every day, a principal of all the schools asks everything that there is to ask: by the product's own rules. */
export function cyclesOverTime(district: CycleDistrict): readonly Fetched[] {
  return publish(district, { marks: true })
}

/** @param marks whether a cycle that was counted is in no later window, whatever days it is given (`coaching_cycle.counted_on`) */
function publish(district: CycleDistrict, { marks }: { readonly marks: boolean }): readonly Fetched[] {
  const { facts, schools, minimum, days } = district
  const published: PublishedWindow[] = []
  const sources = new Map<string, readonly Source[]>()
  const counted = new Set<number>()
  const found = new Map<string, Fetched>()
  let closedTo: string | null = null
  for (let after = 0; after <= days + 120; after += 1) {
    const today = addDays(FIRST_DAY, after)
    const due = monthsToClose({ closedTo, first: FIRST_DAY, today })
    for (const end of due) {
      closedTo = end
      for (const schoolId of schools) {
        const lastTo = published.findLast((one) => one.schoolId === schoolId)?.to ?? null
        const year = { yearFrom: schoolYearStart(end, START_MONTH), yearTo: schoolYearEnd(end, START_MONTH) }
        const window: CycleWindow = { ...windowOf(end, lastTo, START_MONTH), ...year }
        const isHere = (fact: LoggedFact) => fact.schoolId === schoolId
        const of = placesOf(district, today, isHere).flatMap((place): readonly Source[] => {
          const cycle = facts[place]
          if (cycle === undefined || (marks && counted.has(place))) return []
          const { educatorIds } = cycle
          const fact = countCycle({ id: `${place}`, educatorIds, ...datesOn(cycle, today) }, window)
          return fact === null ? [] : [{ place, fact }]
        })
        const masked = maskWindow(
          of.map(({ fact }) => fact),
          outcomesIn(window),
          minimum,
        )
        if (masked === null) continue
        for (const { place } of of) counted.add(place)
        published.push({ schoolId, from: window.from, to: window.to, ...masked })
        sources.set(`${schoolId} ${window.to}`, of)
      }
    }
    if (due.length > 0)
      for (const one of askEverything(district, published, sources))
        found.set(`${one.interactions} ${one.minutes} ${one.facts.join(' ')}`, one)
  }
  return [...found.values()]
}

function askEverything(
  { schools, minimum }: CycleDistrict,
  published: readonly PublishedWindow[],
  sources: ReadonlyMap<string, readonly Source[]>,
): readonly Fetched[] {
  const years = [null, '2025-11-01', '2026-11-01']
  const groups = schools.length === 1 ? [schools] : [...schools.map((id) => [id]), schools]
  return years.flatMap((year) =>
    groups.flatMap((schoolIds) => {
      const shown = showFigures(published, { year, startMonth: START_MONTH, schoolIds, minimum })
      const all: Source[] = []
      const figures = shown.windows.flatMap((window) => {
        const of = sources.get(`${window.schoolId} ${window.to}`) ?? []
        all.push(...of)
        const what = `${window.schoolId} ${window.from}..${window.to}`
        const own = new Set(window.cells.flatMap(({ typeId }) => typeId ?? []))
        const cells = window.cells.map((cell) =>
          sumOf(
            `${what} ${cell.typeId ?? 'others'}`,
            of.filter(({ fact }) => (cell.typeId === null ? !own.has(fact.typeId) : fact.typeId === cell.typeId)),
          ),
        )
        return [sumOf(what, of), ...cells]
      })
      return [...figures, sumOf(`total of ${schoolIds.join('+')} in ${year ?? 'all'}`, all)]
    }),
  )
}

function sumOf(what: string, of: readonly Source[]): Fetched {
  const minutes = of.reduce((sum, { fact }) => sum + fact.minutes, 0)
  return { what, interactions: of.length, minutes, facts: of.map(({ place }) => place) }
}

/** Ways to publish cycles that look safe: every figure has enough educators, and that alone. */
export const CARELESS_CYCLES = {
  'cycles that count again under other days': (district: CycleDistrict) => publish(district, { marks: false }),
  'those that began and those that ended': (district: CycleDistrict) =>
    atTheEnd(district, (of) => [
      ['began', of(() => true)],
      ['ended', of(({ endedOn }) => endedOn !== null)],
    ]),
  'those that are open, month after month': (district: CycleDistrict) => {
    const ends = [...new Set([0, 30, 60, 90, 120].map((after) => monthEnd(addDays(FIRST_DAY, after))))]
    return atTheEnd(district, (of) =>
      ends.map((end) => {
        const isOpen = ({ heldOn, endedOn }: LoggedCycle) => heldOn <= end && (endedOn === null || endedOn > end)
        return [end, of(isOpen)] as const
      }),
    )
  },
  'how they stand, and all of them': (district: CycleDistrict) =>
    atTheEnd(district, (of) => [
      ['all', of(() => true)],
      ['open', of(({ endedOn }) => endedOn === null)],
      ['ended', of(({ endedOn }) => endedOn !== null)],
    ]),
} as const

type Of = (holds: (cycle: LoggedCycle) => boolean) => readonly number[]

function atTheEnd(
  { facts, minimum }: CycleDistrict,
  ask: (of: Of) => readonly (readonly [string, readonly number[]])[],
): readonly Fetched[] {
  const of: Of = (holds) => facts.flatMap((cycle, place) => (holds(cycle) ? [place] : []))
  return ask(of).flatMap(([what, places]) =>
    educatorsIn(facts, places) < minimum ? [] : [{ what, interactions: places.length, minutes: 0, facts: places }],
  )
}
