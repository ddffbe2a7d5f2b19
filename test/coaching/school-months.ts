/** A small district that coaches log in, at random from a seed, and what principals could fetch of it, by several publishers. */

import { maskWindow, type MaskedFact } from '../../src/coaching/masking.ts'
import { type PublishedWindow, showFigures } from '../../src/coaching/principal-figures.ts'
import { addDays, monthEnd, monthsToClose, windowOf } from '../../src/coaching/window.ts'

export interface LoggedFact extends MaskedFact {
  readonly schoolId: string
  /** What it was for besides, its tag and its phase: figures for principals know nothing of them. */
  readonly otherSchoolIds: readonly string[]
  readonly tagId: string | null
  readonly phaseId: string | null
  readonly heldOn: string
  /** The day from which on it is in the database. */
  readonly loggedOn: string
  /** The day from which on it isn't any more, with the person erased; null: it stays. */
  readonly goneOn: string | null
  /** The day from which on it has another day or school, as its coach put it right; null: it keeps them. */
  readonly anew: { readonly on: string; readonly heldOn: string; readonly schoolId: string } | null
}

export interface SmallDistrict {
  readonly facts: readonly LoggedFact[]
  readonly schools: readonly string[]
  readonly types: readonly string[]
  readonly minimum: number
  readonly days: number
}

/** A figure that somebody fetched: its value, and the facts that it is the sum of. */
export interface Fetched {
  readonly what: string
  readonly interactions: number
  readonly minutes: number
  readonly facts: readonly number[]
}

export const FIRST_DAY = '2026-09-01'
const START_MONTH = 7

/** Numbers from 0 up to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Numbers of educators near the minimum, where masking has to decide. */
export function randomDistrict(random: () => number): SmallDistrict {
  const upTo = (count: number) => Math.floor(random() * count)
  const minimum = 5 + upTo(4)
  const schools = ['a', 'b'].slice(0, 1 + upTo(2))
  const types = ['x', 'y', 'z'].slice(0, 1 + upTo(3))
  const days = 40 + upTo(70)
  const sizes = schools.map(() => minimum - 2 + upTo(minimum * 2))
  const facts = Array.from({ length: 4 + upTo(56) }, (): LoggedFact => {
    const school = upTo(schools.length)
    const day = upTo(days)
    // Mostly one educator, now and then a workshop.
    const tagged = random() < 0.15 ? 2 + upTo(minimum) : 1
    const educatorIds = Array.from({ length: tagged }, () => `${upTo(sizes[school] ?? 1)}`)
    return {
      schoolId: schools[school] ?? '',
      otherSchoolIds: random() < 0.3 ? schools.filter((_, at) => at !== school) : [],
      tagId: random() < 0.5 ? null : `tag ${upTo(3)}`,
      phaseId: random() < 0.6 ? null : `phase ${upTo(3)}`,
      typeId: types[Math.min(upTo(types.length + 1), types.length - 1)] ?? '',
      minutes: 1 + upTo(90),
      educatorIds: [...new Set(educatorIds)],
      heldOn: addDays(FIRST_DAY, day),
      loggedOn: addDays(FIRST_DAY, day + (random() < 0.7 ? 0 : upTo(45))),
      goneOn: random() < 0.95 ? null : addDays(FIRST_DAY, day + 1 + upTo(60)),
      anew:
        random() < 0.8
          ? null
          : {
              on: addDays(FIRST_DAY, day + upTo(90)),
              heldOn: addDays(FIRST_DAY, random() < 0.3 ? day : Math.max(0, day - 20 + upTo(60))),
              schoolId: schools[upTo(schools.length)] ?? '',
            },
    }
  })
  return { facts, schools, types, minimum, days }
}

/** What the facts at these places add up to. */
export function fetched(what: string, facts: readonly LoggedFact[], places: readonly number[]): Fetched {
  const minutes = places.reduce((sum, place) => sum + (facts[place]?.minutes ?? 0), 0)
  return { what, interactions: places.length, minutes, facts: places }
}

/** What is said of it on that day. */
function asOf(fact: LoggedFact, day: string): LoggedFact {
  if (fact.anew === null || day < fact.anew.on) return fact
  const { heldOn, schoolId } = fact.anew
  return { ...fact, heldOn, schoolId }
}

/** The places of the facts that are in the database on that day and hold, as they are on it. */
export function placesOf(
  { facts }: SmallDistrict,
  day: string,
  holds: (fact: LoggedFact) => boolean,
): readonly number[] {
  return facts.flatMap((fact, place) => {
    const isThere = fact.loggedOn <= day && (fact.goneOn === null || day < fact.goneOn)
    return isThere && holds(asOf(fact, day)) ? [place] : []
  })
}

/** How many different educators are in them: people of the school where each was logged first. */
export function educatorsIn(facts: readonly LoggedFact[], places: readonly number[]): number {
  return new Set(
    places.flatMap((place) => facts[place]?.educatorIds.map((id) => `${facts[place]?.schoolId} ${id}`) ?? []),
  ).size
}

/** Every day, a principal of all the schools asks everything that there is to ask: by the product's own rules. */
export function publishedOverTime(district: SmallDistrict): readonly Fetched[] {
  return publish(district, { marks: true })
}

/** @param marks whether what was counted is in no later window, whatever day or school it is given (`interaction.counted_on`) */
function publish(district: SmallDistrict, { marks }: { readonly marks: boolean }): readonly Fetched[] {
  const { facts, schools, types, minimum, days } = district
  const published: PublishedWindow[] = []
  const sources = new Map<string, readonly number[]>()
  const counted = new Set<number>()
  const found = new Map<string, Fetched>()
  let closedTo: string | null = null
  for (let after = 0; after <= days + 80; after += 1) {
    const today = addDays(FIRST_DAY, after)
    const due = monthsToClose({ closedTo, first: FIRST_DAY, today })
    for (const end of due) {
      closedTo = end
      for (const schoolId of schools) {
        const lastTo = published.findLast((one) => one.schoolId === schoolId)?.to ?? null
        const window = windowOf(end, lastTo, START_MONTH)
        const isOfWindow = (fact: LoggedFact) =>
          fact.schoolId === schoolId && fact.heldOn >= window.from && fact.heldOn <= window.to
        const places = placesOf(district, today, isOfWindow).filter((place) => !(marks && counted.has(place)))
        const masked = maskWindow(
          places.flatMap((place) => facts[place] ?? []),
          types,
          minimum,
        )
        if (masked === null) continue
        for (const place of places) counted.add(place)
        published.push({ schoolId, ...window, ...masked })
        sources.set(`${schoolId} ${end}`, places)
      }
    }
    if (due.length > 0) for (const one of askEverything(district, published, sources)) found.set(keyOf(one), one)
  }
  return [...found.values()]
}

function askEverything(
  { facts, schools, minimum }: SmallDistrict,
  published: readonly PublishedWindow[],
  sources: ReadonlyMap<string, readonly number[]>,
): readonly Fetched[] {
  const years = [null, `${FIRST_DAY.slice(0, 4)}-07-01`]
  // Each school, and every group that a district could make of them.
  const groups = schools.length === 1 ? [schools] : [...schools.map((id) => [id]), schools]
  return years.flatMap((year) =>
    groups.flatMap((schoolIds) => {
      const shown = showFigures(published, { year, startMonth: START_MONTH, schoolIds, minimum })
      const figures: Fetched[] = []
      const all: number[] = []
      for (const window of shown.windows) {
        const places = sources.get(`${window.schoolId} ${window.to}`) ?? []
        all.push(...places)
        const what = `${window.schoolId} ${window.from}..${window.to}`
        figures.push({ ...window, what, facts: places })
        const own = new Set(window.cells.flatMap(({ typeId }) => typeId ?? []))
        for (const cell of window.cells) {
          const isOfCell = (place: number) => {
            const { typeId = '' } = facts[place] ?? {}
            return cell.typeId === null ? !own.has(typeId) : typeId === cell.typeId
          }
          figures.push({ ...cell, what: `${what} ${cell.typeId ?? 'others'}`, facts: places.filter(isOfCell) })
        }
      }
      return [...figures, { ...shown.total, what: `total of ${schoolIds.join('+')} in ${year ?? 'all'}`, facts: all }]
    }),
  )
}

function keyOf({ interactions, minutes, facts }: Fetched): string {
  return `${interactions} ${minutes} ${facts.join(' ')}`
}

/** Ways to publish that look safe: every figure has enough educators, and that alone. */
export const CARELESS = {
  'interactions that count again under another day or school': (district: SmallDistrict) =>
    publish(district, { marks: false }),
  'figures of today, every day': (district: SmallDistrict) =>
    everyDay(district, (day) => [['so far', placesOf(district, day, () => true)]]),
  'months, and the year': (district: SmallDistrict) =>
    atTheEnd(district, (end) => {
      const months = [...new Set(district.facts.map(({ heldOn }) => monthEnd(heldOn)))]
      return [
        ['year', placesOf(district, end, () => true)],
        ...months.map((month) => [month, placesOf(district, end, (fact) => monthEnd(fact.heldOn) === month)] as const),
      ]
    }),
  'with and without a kind': (district: SmallDistrict) =>
    atTheEnd(district, (end) => [
      ['all', placesOf(district, end, () => true)],
      ...district.types.map((type) => [type, placesOf(district, end, (fact) => fact.typeId === type)] as const),
    ]),
  'a school, and its group': (district: SmallDistrict) =>
    atTheEnd(district, (end) => [
      ['group', placesOf(district, end, () => true)],
      ...district.schools.map((id) => [id, placesOf(district, end, (fact) => fact.schoolId === id)] as const),
    ]),
  'schools with what was for them besides, and all of it once': (district: SmallDistrict) =>
    atTheEnd(district, (end) => [
      ['group', placesOf(district, end, () => true)],
      ...district.schools.map((id) => {
        const isFor = ({ schoolId, otherSchoolIds }: LoggedFact) => schoolId === id || otherSchoolIds.includes(id)
        return [id, placesOf(district, end, isFor)] as const
      }),
    ]),
  'with and without a tag': (district: SmallDistrict) =>
    atTheEnd(district, (end) => splitBy(district, end, ({ tagId }) => tagId)),
  'by phase, and all of it': (district: SmallDistrict) =>
    atTheEnd(district, (end) => splitBy(district, end, ({ phaseId }) => phaseId)),
  'any dates': (district: SmallDistrict) =>
    atTheEnd(district, (end) =>
      Array.from({ length: 12 }, (_, step) => {
        const until = addDays(FIRST_DAY, step * 9)
        return [until, placesOf(district, end, (fact) => fact.heldOn <= until)]
      }),
    ),
} as const

type Named = readonly (readonly [string, readonly number[]])[]

/** All of it, and each value by itself. */
function splitBy(district: SmallDistrict, end: string, valueOf: (fact: LoggedFact) => string | null): Named {
  const values = [...new Set(district.facts.map(valueOf))]
  return [
    ['all', placesOf(district, end, () => true)],
    ...values.map((value) => [value ?? 'none', placesOf(district, end, (fact) => valueOf(fact) === value)] as const),
  ]
}

function atTheEnd(district: SmallDistrict, ask: (day: string) => Named): readonly Fetched[] {
  const day = addDays(FIRST_DAY, district.days + 50)
  return enough(district, ask(day))
}

function everyDay(district: SmallDistrict, ask: (day: string) => Named): readonly Fetched[] {
  const days = Array.from({ length: 12 }, (_, step) => addDays(FIRST_DAY, 30 + step))
  return days.flatMap((day) => enough(district, ask(day)))
}

function enough({ facts, minimum }: SmallDistrict, named: Named): readonly Fetched[] {
  return named.flatMap(([what, places]) => (educatorsIn(facts, places) < minimum ? [] : [fetched(what, facts, places)]))
}
