/** A district that lives through a school year, day by day: what its feed says, seeded, and what can go wrong with it. */

import type { PersonRecord, RosterRecord, TermRecord } from '../../src/roster/model.ts'
import { enrolment, feedRole, org, person, schoolClass } from './literal-feed.ts'

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Member {
  id: string
  kind: 'student' | 'teacher' | 'principal' | 'siteAdministrator'
  school: string
  name: string
  email: string
  grade: number
}
interface Course {
  readonly id: string
  readonly school: string
  readonly term: string
  teacher: string
  readonly students: Set<string>
}

const CLASSES_EACH = 6
/** The feed's share of people a day, from a year's mobility of some 15 %. */
const RATES = { leaves: 0.0008, moves: 0.0002, renamed: 0.0003, swaps: 0.004, swapsAtStart: 0.03, teacherLeaves: 0.001 }

export type Event = 'usual' | 'semester' | 'rollover'

/** Of one year and the begin of the next. `feed` is what the SIS exports tonight; `wake` lets a day go by. */
export class SchoolYear {
  private readonly random: () => number
  private readonly members = new Map<string, Member>()
  private courses: Course[] = []
  private terms: readonly TermRecord[]
  private readonly schools: readonly string[]
  private named = 0
  private startOfTerm = 0

  constructor(size: number, seed: number) {
    this.random = seeded(seed)
    this.schools = Array.from({ length: Math.max(2, Math.round(size / 400)) }, (_, index) => `s${index + 1}`)
    this.terms = termsOf(2027)
    for (const school of this.schools) {
      this.enter('principal', school)
      this.enter('siteAdministrator', school)
    }
    const teachers = Math.max(this.schools.length * 2, Math.round(size / 13))
    for (let index = 0; index < teachers; index += 1) this.enter('teacher', this.schoolAt(index))
    for (let index = 0; this.members.size < size; index += 1) this.enter('student', this.schoolAt(index))
    this.openCourses(['y27', 'a27'])
  }

  feed(): RosterRecord[] {
    const places = this.schools.map((id) => org(id, { parentSourcedId: 'd' }))
    const members = [...this.members.values()].map((one) => recordOf(one))
    const taught = this.courses.flatMap(({ id, school, term, teacher, students }) => [
      schoolClass(id, { schoolSourcedId: school, termSourcedIds: [term] }),
      enrolment(id, teacher, { role: 'teacher', primary: true }),
      ...[...students].map((student) => enrolment(id, student)),
    ])
    return [org('d', { type: 'district' }), ...places, ...this.terms, ...members, ...taught]
  }

  /** Lets the night before `today`, a weekday, pass. */
  wake(today: string): Event {
    if (today === '2026-12-21') {
      this.closeCourses('a27')
      this.openCourses(['b27'])
      return 'semester'
    }
    if (today === '2027-08-02') {
      this.rollOver()
      return 'rollover'
    }
    this.live(isSummer(today))
    return 'usual'
  }

  /** Those who are here at the moment; whoever enters meanwhile is not among them. */
  private present(): readonly Member[] {
    return [...this.members.values()]
  }

  private live(holidays: boolean): void {
    this.startOfTerm -= 1
    const swaps = this.startOfTerm > 0 ? RATES.swapsAtStart : RATES.swaps
    for (const member of this.present()) {
      if (this.random() < RATES.renamed) member.name = `Name ${(this.named += 1)}`
      if (member.kind === 'teacher' && this.random() < RATES.teacherLeaves) this.replaceTeacher(member)
      if (member.kind !== 'student') continue
      if (this.random() < RATES.leaves) this.leave(member)
      else if (this.random() < RATES.moves) this.move(member)
      else if (!holidays && this.random() < swaps) this.swap(member)
      if (this.random() < RATES.leaves) this.enrol(this.enter('student', member.school))
    }
  }

  private rollOver(): void {
    this.terms = termsOf(2028)
    this.courses = []
    for (const member of this.present()) {
      if (member.kind !== 'student') continue
      member.grade += 1
      if (member.grade <= 12) continue
      this.members.delete(member.id)
      this.enter('student', member.school, 1)
    }
    this.openCourses(['y28', 'a28'])
  }

  private enter(kind: Member['kind'], school: string, grade = 1 + Math.floor(this.random() * 12)): Member {
    this.named += 1
    const id = `${kind.slice(0, 2)}${this.named}`
    const member = { id, kind, school, name: `Name ${this.named}`, email: `${id}@d.example`, grade }
    this.members.set(id, member)
    return member
  }

  private leave(member: Member): void {
    this.members.delete(member.id)
    for (const { students } of this.courses) students.delete(member.id)
  }

  private move(member: Member): void {
    for (const { students } of this.courses) students.delete(member.id)
    member.school = this.schoolAt(Math.floor(this.random() * this.schools.length))
    this.enrol(member)
  }

  private swap(member: Member): void {
    const own = this.courses.filter(({ students }) => students.has(member.id))
    this.pick(own)?.students.delete(member.id)
    this.pick(this.coursesAt(member.school))?.students.add(member.id)
  }

  private enrol(member: Member): void {
    const courses = this.coursesAt(member.school)
    for (let index = 0; index < CLASSES_EACH; index += 1) this.pick(courses)?.students.add(member.id)
  }

  private replaceTeacher(member: Member): void {
    const successor = this.enter('teacher', member.school)
    for (const course of this.courses) if (course.teacher === member.id) course.teacher = successor.id
    this.members.delete(member.id)
  }

  /** Opens the classes of terms and fills them; each student has half of their classes in each of two terms. */
  private openCourses(terms: readonly string[]): void {
    this.startOfTerm = 10
    const opened = this.schools.flatMap((school) => {
      const teachers = [...this.members.values()].filter((one) => one.kind === 'teacher' && one.school === school)
      return teachers.flatMap(({ id }) =>
        terms.flatMap((term) =>
          [1, 2].map((part) => ({
            id: `${term}-${id}-${part}`,
            school,
            term,
            teacher: id,
            students: new Set<string>(),
          })),
        ),
      )
    })
    this.courses = [...this.courses, ...opened]
    for (const member of this.members.values()) {
      if (member.kind !== 'student') continue
      const near = opened.filter(({ school }) => school === member.school)
      for (let index = 0; index < (CLASSES_EACH / 2) * terms.length; index += 1)
        this.pick(near)?.students.add(member.id)
    }
  }

  private closeCourses(term: string): void {
    this.courses = this.courses.filter((course) => course.term !== term)
  }

  private coursesAt(school: string): readonly Course[] {
    return this.courses.filter((course) => course.school === school)
  }

  private schoolAt(index: number): string {
    return this.schools[index % this.schools.length] ?? ''
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)]
  }
}

function recordOf({ id, kind, school, name, email, grade }: Member): PersonRecord {
  const grades = kind === 'student' ? [String(grade)] : []
  return person(id, { familyName: name, email, grades, feedRoles: [feedRole(kind, school)] })
}

function termsOf(schoolYear: number): readonly TermRecord[] {
  const short = String(schoolYear).slice(2)
  const term = (
    sourcedId: string,
    type: 'schoolYear' | 'semester',
    startDate: string,
    endDate: string,
  ): TermRecord => ({
    table: 'terms',
    sourcedId,
    status: 'active',
    title: sourcedId,
    type,
    startDate,
    endDate,
    parentSourcedId: null,
    schoolYear,
  })
  const before = schoolYear - 1
  return [
    term(`y${short}`, 'schoolYear', `${before}-08-16`, `${schoolYear}-06-04`),
    term(`a${short}`, 'semester', `${before}-08-16`, `${before}-12-18`),
    term(`b${short}`, 'semester', `${schoolYear}-01-05`, `${schoolYear}-06-04`),
  ]
}

/** What can befall a feed: each must be held, on whatever day it comes. */
export const CATASTROPHES: Readonly<Record<string, (feed: readonly RosterRecord[]) => RosterRecord[]>> = {
  'the file of people is empty': (feed) => feed.filter(({ table }) => table !== 'people'),
  'the file of enrolments is empty': (feed) => feed.filter(({ table }) => table !== 'enrolments'),
  'half of the people are missing': (feed) => halve(feed, 'people'),
  'half of the enrolments are missing': (feed) => halve(feed, 'enrolments'),
  'one school is missing': withoutSchool,
  'everybody has a new sourcedId': (feed) =>
    feed.map((record) => {
      if (record.table === 'people') return { ...record, sourcedId: `new-${record.sourcedId}` }
      if (record.table !== 'enrolments') return record
      return { ...record, sourcedId: `new-${record.sourcedId}`, personSourcedId: `new-${record.personSourcedId}` }
    }),
  'all names are blank': (feed) =>
    feed.map((record) => (record.table === 'people' ? { ...record, familyName: '-' } : record)),
}

function halve(feed: readonly RosterRecord[], table: RosterRecord['table']): RosterRecord[] {
  let count = 0
  return feed.filter((record) => record.table !== table || (count += 1) % 2 === 0)
}

function withoutSchool(feed: readonly RosterRecord[]): RosterRecord[] {
  const gone = new Set(feed.filter((one) => one.table === 'classes' && one.schoolSourcedId === 's1').map(nameOf))
  return feed.filter((record) => {
    if (record.table === 'orgs') return record.sourcedId !== 's1'
    if (record.table === 'people') return record.feedRoles[0]?.orgSourcedId !== 's1'
    if (record.table === 'classes') return !gone.has(record.sourcedId)
    return record.table !== 'enrolments' || !gone.has(record.classSourcedId)
  })
}

function nameOf({ sourcedId }: RosterRecord): string {
  return sourcedId
}

/** The weekdays from one date to another, both included. */
export function weekdaysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${first}T12:00:00Z`); at <= Date.parse(`${last}T12:00:00Z`); at += 86_400_000)
    if (![0, 6].includes(new Date(at).getUTCDay())) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Between the last day of one school year and the night that brings the next. */
export function isSummer(today: string): boolean {
  return today > '2027-06-04' && today < '2027-08-02'
}
