/**
 * Districts out of a seed: the same seed and sizes give the same records, byte for byte, in any size, one record at a
 * time. What it makes is the canonical roster; `dialect.ts` says how a feed would spell it.
 */

import type {
  ClassRecord,
  CourseRecord,
  EnrolmentRecord,
  OrgRecord,
  PersonRecord,
  RosterRecord,
  Table,
  TermRecord,
} from '../../../src/roster/model.ts'
import { PLACE_NAMES, SUBJECTS } from './names.ts'
import { makeStaff, makeStudent } from './people.ts'
import type { PersonPlan } from './people.ts'
import { pick } from './random.ts'

export interface DistrictSize {
  readonly seed: number
  readonly name: string
  readonly schools: number
  readonly studentsPerSchool: number
  readonly staffPerSchool: number
  readonly classesPerStudent: number
  readonly studentsPerClass: number
  /** What the ids look like: `short` is what a SIS counts up, `uuid` what newer ones send. */
  readonly ids: 'short' | 'uuid'
}

/** A district as streams of canonical records, each made when it is asked for. */
export interface District {
  readonly size: DistrictSize
  readonly records: (table: Table) => Iterable<RosterRecord>
  /** Where a class of this district is taught. */
  readonly schoolOfClass: (classSourcedId: string) => string
}

/** Sizes by total rows: S 100 thousand, M a million, L ten million. */
export const PRESETS = {
  tiny: district('Cloverleaf Unified', {
    schools: 2,
    studentsPerSchool: 24,
    staffPerSchool: 4,
    classesPerStudent: 3,
    studentsPerClass: 12,
  }),
  demo: district('Maple Grove Unified School District', {
    schools: 3,
    studentsPerSchool: 100,
    staffPerSchool: 11,
    classesPerStudent: 5,
    studentsPerClass: 20,
  }),
  S: district('Harbor Point Unified', {
    schools: 10,
    studentsPerSchool: 1000,
    staffPerSchool: 100,
    classesPerStudent: 8,
    studentsPerClass: 25,
  }),
  M: district('Great Lakes Consolidated', {
    schools: 100,
    studentsPerSchool: 1000,
    staffPerSchool: 100,
    classesPerStudent: 8,
    studentsPerClass: 25,
  }),
  L: district('Four Rivers Metropolitan', {
    schools: 1000,
    studentsPerSchool: 1000,
    staffPerSchool: 100,
    classesPerStudent: 8,
    studentsPerClass: 25,
  }),
} as const satisfies Record<string, DistrictSize>
export type Preset = keyof typeof PRESETS

function district(name: string, sizes: Omit<DistrictSize, 'seed' | 'name' | 'ids'>): DistrictSize {
  return { seed: 20_261_122, name, ids: 'short', ...sizes }
}

/** The district of that size. */
export function makeDistrict(size: DistrictSize): District {
  const plan = new DistrictPlan(size)
  const makers: Record<Table, () => Iterable<RosterRecord>> = {
    orgs: () => plan.orgs(),
    terms: () => plan.terms(),
    courses: () => plan.courses(),
    classes: () => plan.classes(),
    people: () => plan.people(),
    enrolments: () => plan.enrolments(),
  }
  return { size, records: (table) => makers[table](), schoolOfClass: (id) => plan.schoolOfClass(id) }
}

const YEAR = { sourcedId: 'sy-2027', start: '2026-08-17', end: '2027-06-11' }
const KIND = { org: 1, course: 2, class: 3, student: 4, staff: 5, enrolment: 6 } as const

class DistrictPlan {
  readonly #size: DistrictSize
  readonly #cohorts: number
  readonly #classesPerSchool: number
  readonly #teachersPerSchool: number

  constructor(size: DistrictSize) {
    this.#size = size
    this.#cohorts = Math.ceil(size.studentsPerSchool / size.studentsPerClass)
    this.#classesPerSchool = this.#cohorts * size.classesPerStudent
    this.#teachersPerSchool = Math.max(1, Math.floor(size.staffPerSchool * 0.8))
  }

  *orgs(): Generator<OrgRecord> {
    const size = this.#size
    yield org(this.#id('org', 0), size.name, { type: 'district', identifier: '1000', parent: null })
    for (let school = 0; school < size.schools; school += 1) {
      const place = PLACE_NAMES[school % PLACE_NAMES.length] ?? ''
      const round = Math.floor(school / PLACE_NAMES.length)
      const name = `${place}${round > 0 ? ` ${round + 1}` : ''} ${this.#level(school).name}`
      yield org(this.schoolId(school), name, {
        type: 'school',
        identifier: String(1001 + school),
        parent: this.#id('org', 0),
      })
    }
  }

  *terms(): Generator<TermRecord> {
    const base = { table: 'terms', status: 'active', schoolYear: 2027 } as const
    yield {
      ...base,
      sourcedId: YEAR.sourcedId,
      title: '2026-2027',
      type: 'schoolYear',
      startDate: YEAR.start,
      endDate: YEAR.end,
      parentSourcedId: null,
    }
    for (const [half, dates] of [
      ['1', [YEAR.start, '2026-12-18']] as const,
      ['2', ['2027-01-04', YEAR.end]] as const,
    ]) {
      yield {
        ...base,
        sourcedId: `${YEAR.sourcedId}-s${half}`,
        title: `Semester ${half}`,
        type: 'semester',
        startDate: dates[0],
        endDate: dates[1],
        parentSourcedId: YEAR.sourcedId,
      }
    }
  }

  *courses(): Generator<CourseRecord> {
    for (const [number, subject] of SUBJECTS.entries()) {
      for (const level of LEVELS) {
        yield {
          table: 'courses',
          sourcedId: this.#id('course', number * LEVELS.length + level.index),
          status: 'active',
          title: `${subject}, ${level.name}`,
          courseCode: `${subject.slice(0, 3).toUpperCase()}${level.index + 1}00`,
          grades: level.grades,
          subjects: [subject],
          orgSourcedId: this.#id('org', 0),
          schoolYearSourcedId: YEAR.sourcedId,
        }
      }
    }
  }

  *classes(): Generator<ClassRecord> {
    for (let school = 0; school < this.#size.schools; school += 1) {
      for (let number = 0; number < this.#classesPerSchool; number += 1) yield this.#class(school, number)
    }
  }

  *people(): Generator<PersonRecord> {
    const { schools, staffPerSchool, studentsPerSchool } = this.#size
    for (let school = 0; school < schools; school += 1) {
      const plan = this.#personPlan(school)
      for (let staff = 0; staff < staffPerSchool; staff += 1) {
        const index = school * staffPerSchool + staff
        yield makeStaff(plan, {
          sourcedId: this.#id('staff', index),
          index,
          number: staff,
          teaches: staff < this.#teachersPerSchool,
        })
      }
      for (let student = 0; student < studentsPerSchool; student += 1) {
        const index = school * studentsPerSchool + student
        yield makeStudent(plan, { sourcedId: this.#id('student', index), index, grade: this.#gradeOf(school, student) })
      }
    }
  }

  *enrolments(): Generator<EnrolmentRecord> {
    const { schools, studentsPerSchool, classesPerStudent, studentsPerClass, staffPerSchool } = this.#size
    let number = 0
    for (let school = 0; school < schools; school += 1) {
      for (let each = 0; each < this.#classesPerSchool; each += 1) {
        const teacher = school * staffPerSchool + (each % this.#teachersPerSchool)
        yield this.#enrolment(number, this.classId(school, each), {
          person: this.#id('staff', teacher),
          role: 'teacher',
        })
        number += 1
      }
      for (let student = 0; student < studentsPerSchool; student += 1) {
        const cohort = Math.floor(student / studentsPerClass)
        for (let slot = 0; slot < classesPerStudent; slot += 1) {
          const person = this.#id('student', school * studentsPerSchool + student)
          yield this.#enrolment(number, this.classId(school, cohort * classesPerStudent + slot), {
            person,
            role: 'student',
          })
          number += 1
        }
      }
    }
  }

  schoolId(school: number): string {
    return this.#id('org', school + 1)
  }

  classId(school: number, number: number): string {
    return this.#id('class', school * this.#classesPerSchool + number)
  }

  schoolOfClass(classSourcedId: string): string {
    const index =
      this.#size.ids === 'short' ? Number(classSourcedId.slice(6)) : Number.parseInt(classSourcedId.slice(-12), 16)
    return this.schoolId(Math.floor(index / this.#classesPerSchool))
  }

  #class(school: number, number: number): ClassRecord {
    const cohort = Math.floor(number / this.#size.classesPerStudent)
    const slot = number % this.#size.classesPerStudent
    const subject = SUBJECTS[slot % SUBJECTS.length] ?? 'Mathematics'
    const level = this.#level(school)
    const course = (slot % SUBJECTS.length) * LEVELS.length + level.index
    return {
      table: 'classes',
      sourcedId: this.classId(school, number),
      status: 'active',
      title: `${subject}, group ${cohort + 1}`,
      classCode: `${subject.slice(0, 3).toUpperCase()}-${cohort + 1}`,
      classType: slot === 0 ? 'homeroom' : 'scheduled',
      location: `Room ${100 + (number % 90)}`,
      grades: [this.#gradeOf(school, cohort * this.#size.studentsPerClass)],
      subjects: [subject],
      periods: [String(slot + 1)],
      schoolSourcedId: this.schoolId(school),
      courseSourcedId: this.#id('course', course),
      termSourcedIds: [`${YEAR.sourcedId}-s1`, `${YEAR.sourcedId}-s2`],
    }
  }

  #enrolment(
    number: number,
    classId: string,
    who: { readonly person: string; readonly role: 'teacher' | 'student' },
  ): EnrolmentRecord {
    return {
      table: 'enrolments',
      sourcedId: this.#id('enrolment', number),
      status: 'active',
      classSourcedId: classId,
      personSourcedId: who.person,
      role: who.role,
      primary: who.role === 'teacher',
      beginDate: YEAR.start,
      endDate: YEAR.end,
    }
  }

  #personPlan(school: number): PersonPlan {
    return { seed: this.#size.seed, schoolId: this.schoolId(school), domain: `${slug(this.#size.name)}.example` }
  }

  #level(school: number): Level {
    return LEVELS[school % LEVELS.length] ?? LEVELS[0]
  }

  #gradeOf(school: number, student: number): string {
    const { grades } = this.#level(school)
    return grades[Math.floor((student / this.#size.studentsPerSchool) * grades.length)] ?? 'KG'
  }

  #id(kind: keyof typeof KIND, index: number): string {
    if (this.#size.ids === 'short') return `${kind === 'enrolment' ? 'e' : kind}-${String(index).padStart(4, '0')}`
    const noise = (at: number): number =>
      pick([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], this.#size.seed, KIND[kind], index, at)
    const nibbles = Array.from({ length: 12 }, (_, at) => hex(noise(at), 1)).join('')
    return `${nibbles.slice(0, 8)}-${nibbles.slice(8)}-4${hex(KIND[kind], 3)}-8000-${hex(index, 12)}`
  }
}

interface Level {
  readonly index: number
  readonly name: string
  readonly grades: readonly string[]
}

const LEVELS: readonly [Level, Level, Level] = [
  { index: 0, name: 'Elementary School', grades: ['KG', '01', '02', '03', '04', '05'] },
  { index: 1, name: 'Middle School', grades: ['06', '07', '08'] },
  { index: 2, name: 'High School', grades: ['09', '10', '11', '12'] },
]

function org(
  sourcedId: string,
  name: string,
  more: { readonly type: OrgRecord['type']; readonly identifier: string; readonly parent: string | null },
): OrgRecord {
  return {
    table: 'orgs',
    sourcedId,
    status: 'active',
    name,
    type: more.type,
    identifier: more.identifier,
    parentSourcedId: more.parent,
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits)
}

/** A name as it could stand in an address. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
