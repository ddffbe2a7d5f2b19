/**
 * Made-up years of districts whose communities come of rules: the roster moves classes to and fro with every sync, leads
 * come and go, somebody takes classes out or stays out, and cycles close early or late, so that a report is made of what
 * stood in the community when. Every report is kept as it was made, as in the product, with the raw answers that it is of.
 */

import { planRules, type RosterClass, type RuleState, type RuleWords } from '../../src/community/community-rule.ts'
import { type ClassCells, freezeClass, MINIMUM } from '../../src/community/masking.ts'
import { poolCommunity, type PooledClass, type RowsByQuestion, sumOfClasses } from '../../src/community/pool.ts'
import { answersFrom, type NamedAnswers, type Seen, seenOf, SMALL_SET } from './masking-adversary.ts'
import { COURSES, GRADES, type Move, type MovingYear, PEOPLE, SCHOOLS, type Season } from './moving-years.ts'

interface MovingClass {
  readonly id: string
  course: string | null
  grade: string | null
  school: string
  leads: readonly string[]
  away: boolean
}
interface Place {
  readonly communityId: string
  readonly classId: string
  readonly ruleId: string | null
  readonly since: number
}
interface Closed {
  readonly pooled: PooledClass
  readonly answers: NamedAnswers
  readonly at: number
}
interface Report {
  readonly communityId: string
  readonly cycles: readonly string[]
  readonly rows: RowsByQuestion
}

/** What came of a year. */
export interface Published {
  readonly seen: readonly Seen[]
  /** Of communities alone, and how each was told. */
  readonly pooled: readonly (Seen & { readonly coarse: boolean })[]
  /** Who led the class of an answer when its cycle closed; by the cycle's id. */
  readonly leads: ReadonlyMap<string, readonly string[]>
  /** How many classes rules have moved, in and out. */
  readonly moved: number
}

/** Plays a year: every report that anybody was ever shown. */
export function playYear(year: MovingYear): Published {
  const district = new District(year)
  for (const [number, season] of year.seasons.entries()) district.play(season, number)
  return district.published()
}

/** One district, step by step. */
class District {
  private readonly classes: MovingClass[]
  private readonly rules: { readonly id: string; readonly words: RuleWords; ended: boolean }[]
  private places: Place[] = []
  private readonly groups: RuleState['groups'][number][] = []
  private readonly communities: string[] = ['hand']
  private readonly classesOut: { communityId: string; classId: string }[] = []
  private readonly peopleOut: { communityId: string; personId: string }[] = []
  private readonly closed: Closed[] = []
  private readonly reports: Report[] = []
  private readonly seen: Seen[] = []
  private readonly pooled: (Seen & { readonly coarse: boolean })[] = []
  private moved = 0
  private clock = 0

  constructor(year: MovingYear) {
    this.rules = year.rules.map((words, index) => ({ id: String(index + 1), words, ended: false }))
    this.classes = year.classes.map(({ course, grade, school, leads }, index) => ({
      id: String(index + 1),
      course: COURSES[course] ?? null,
      grade: GRADES[grade] ?? null,
      school: SCHOOLS[school] ?? '1',
      leads: (leads ?? [index]).map((lead) => PEOPLE[lead] ?? 'ana'),
      away: false,
    }))
    this.sync()
  }

  play({ before, during, between, cycles, impatient }: Season, number: number): void {
    this.change(before)
    const answering = this.classes.flatMap((one, index) => {
      const cycle = cycles[index]
      return one.away || cycle === undefined ? [] : [{ one, cycle, led: new Set(one.leads) }]
    })
    const note = () => answering.forEach(({ one, led }) => one.leads.forEach((lead) => led.add(lead)))
    this.change(during)
    note()
    this.close(
      number,
      answering.filter(({ cycle }) => !cycle.late),
    )
    const late = new Set(answering.filter(({ cycle }) => cycle.late).map(({ one }) => one.id))
    this.report(impatient ? new Set() : late)
    this.change(between)
    note()
    this.close(
      number,
      answering.filter(({ cycle }) => cycle.late),
    )
    this.report(new Set())
  }

  published(): Published {
    const leads = new Map(this.closed.map(({ pooled }) => [pooled.cycleId, pooled.leads]))
    return { seen: this.seen, pooled: this.pooled, leads, moved: this.moved }
  }

  private change(steps: readonly Move[]): void {
    for (const step of steps) this.step(step)
    this.sync()
  }

  private step([kind, a, b]: Move): void {
    const one = this.classes[a % this.classes.length]
    const communityId = this.communities[b % this.communities.length] ?? 'hand'
    const person = PEOPLE[b % PEOPLE.length] ?? 'ana'
    if (one === undefined) return
    if (kind === 'course') one.course = COURSES[b % 3] ?? null
    else if (kind === 'grade') one.grade = GRADES[b % 3] ?? null
    else if (kind === 'school') one.school = SCHOOLS[b % 2] ?? '1'
    else if (kind === 'leads') one.leads = b % 2 === 0 ? [person] : [...new Set([...one.leads, person])]
    else if (kind === 'away') one.away = !one.away
    else if (kind === 'endRule') this.endRule(a)
    else if (kind === 'putIn') this.putIn(one.id, communityId)
    else if (kind === 'takeOut') this.takeOut(one.id, communityId)
    else this.stayOut(PEOPLE[a % PEOPLE.length] ?? 'ana', communityId)
  }

  private endRule(number: number): void {
    const found = this.rules[number % this.rules.length]
    if (found !== undefined) found.ended = true
  }

  private putIn(classId: string, communityId: string): void {
    const own = this.places.filter((place) => place.classId === classId)
    if (own.length >= 5 || own.some((place) => place.communityId === communityId)) return
    this.places.push({ communityId, classId, ruleId: null, since: this.clock })
  }

  private takeOut(classId: string, communityId: string): void {
    const before = this.places.length
    this.places = this.places.filter((place) => place.classId !== classId || place.communityId !== communityId)
    if (this.places.length < before) this.classesOut.push({ communityId, classId })
  }

  private stayOut(personId: string, communityId: string): void {
    this.peopleOut.push({ communityId, personId })
    const theirs = new Set(this.classes.filter(({ leads }) => leads.includes(personId)).map(({ id }) => id))
    this.places = this.places.filter((place) => place.communityId !== communityId || !theirs.has(place.classId))
  }

  /** What a run does with communities. */
  private sync(): void {
    this.clock += 1
    const classes = this.classes.filter(({ away }) => !away).map((one): RosterClass => this.rostered(one))
    const { classesOut, peopleOut, groups } = this
    const rules = this.rules.filter(({ ended }) => !ended).map(({ id, words }) => ({ ...words, id }))
    const plan = planRules(rules, { classes, groups, classesOut, peopleOut })
    const leaves = new Set(plan.leaves.map(({ communityId, classId }) => `${communityId} ${classId}`))
    this.places = this.places.filter(
      ({ communityId, classId, ruleId }) => ruleId === null || !leaves.has(`${communityId} ${classId}`),
    )
    this.moved += leaves.size
    for (const group of plan.groups) {
      const joining = group.classes.filter(({ slot }) => slot !== null)
      if (joining.length === 0) continue
      const communityId = group.communityId ?? `rule ${group.ruleId} ${group.key}`
      if (group.communityId === null) {
        this.groups.push({ ruleId: group.ruleId, key: group.key, communityId, name: group.name, archived: false })
        this.communities.push(communityId)
      }
      for (const { class: one } of joining)
        this.places.push({ communityId, classId: one.id, ruleId: group.ruleId, since: this.clock })
      this.moved += joining.length
    }
  }

  private rostered(one: MovingClass): RosterClass {
    const { id, course, grade, school, leads } = one
    const places = this.places
      .filter(({ classId }) => classId === id)
      .map(({ communityId, ruleId }, index) => ({ communityId, ruleId, slot: index + 1 }))
    return {
      id,
      title: id,
      schoolId: school,
      schoolName: school,
      courseKey: course,
      courseTitle: course,
      grades: grade === null ? [] : [grade],
      leads,
      places,
    }
  }

  private close(
    season: number,
    all: readonly {
      readonly one: MovingClass
      readonly cycle: Season['cycles'][number]
      readonly led: ReadonlySet<string>
    }[],
  ): void {
    for (const { one, cycle, led } of all) {
      const cycleId = `${season}-${one.id}`
      const answers = answersFrom(cycle.sheets)
      const cells: ClassCells = freezeClass(SMALL_SET, answers, MINIMUM)
      const named = { names: answers.map((_, index) => `${cycleId}-${index}`), answers, cells }
      this.closed.push({ pooled: { cycleId, classId: one.id, leads: [...led], cells }, answers: named, at: this.clock })
      this.seen.push(...seenOf(sumOfClasses([cells]), [named], cycleId))
    }
    // Each lead sees all that they lead now as one.
    for (const person of PEOPLE) {
      const ids = new Set(this.classes.filter(({ leads }) => leads.includes(person)).map(({ id }) => id))
      const mine = this.closed.filter(
        ({ pooled }) => ids.has(pooled.classId) && pooled.cycleId.startsWith(`${season}-`),
      )
      const figures = sumOfClasses(mine.map(({ pooled }) => pooled.cells))
      this.seen.push(
        ...seenOf(
          figures,
          mine.map(({ answers }) => answers),
          `of ${person}`,
        ),
      )
    }
  }

  /** The reports that are due where nobody waits for the classes still answering. */
  private report(answering: ReadonlySet<string>): void {
    for (const communityId of this.communities) {
      const there = this.places.filter((place) => place.communityId === communityId)
      if (there.some(({ classId }) => answering.has(classId))) continue
      const done = new Set(
        this.reports.filter((one) => one.communityId === communityId).flatMap(({ cycles }) => cycles),
      )
      const due = this.closed.filter(
        ({ pooled, at }) =>
          !done.has(pooled.cycleId) && there.some(({ classId, since }) => classId === pooled.classId && since <= at),
      )
      if (due.length > 0) this.make(communityId, due)
    }
  }

  private make(communityId: string, due: readonly Closed[]): void {
    const related = this.relatedTo(due.map(({ pooled }) => pooled.cycleId))
    const ids = new Set(related.flatMap(({ cycles }) => cycles))
    const leads = new Map(
      this.closed
        .filter(({ pooled }) => ids.has(pooled.cycleId))
        .flatMap(({ pooled }) =>
          pooled.cells.questions.flatMap(({ cells }) =>
            cells.map(
              ({ groups }) => [`${pooled.cycleId}/${Object.entries(groups).flat().join('=')}`, pooled.leads] as const,
            ),
          ),
        ),
    )
    const classes = due.map(({ pooled }) => pooled)
    const { questions, rows } = poolCommunity(
      classes,
      related.map((one) => one.rows),
      leads,
    )
    this.reports.push({ communityId, cycles: classes.map(({ cycleId }) => cycleId), rows })
    const told = seenOf(
      questions,
      due.map(({ answers }) => answers),
      `community ${communityId}`,
    )
    this.seen.push(...told)
    const coarse = questions.some((one) => one.coarse)
    this.pooled.push(...told.map((one) => ({ ...one, coarse })))
  }

  /** Reports that share a cycle with these, with one that does, and so on. */
  private relatedTo(cycles: readonly string[]): readonly Report[] {
    const known = new Set(cycles)
    const found = new Set<Report>()
    for (let grows = true; grows;) {
      grows = false
      for (const report of this.reports) {
        if (found.has(report) || !report.cycles.some((cycle) => known.has(cycle))) continue
        found.add(report)
        for (const cycle of report.cycles) known.add(cycle)
        grows = true
      }
    }
    return [...found]
  }
}
