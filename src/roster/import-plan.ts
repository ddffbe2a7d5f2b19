/** What rows of an import become: effects on the roster, and the places that rows name. Pure. */

import type { ImportField, ImportNote, ImportRow } from './import-sheet.ts'

/** Somebody or some class that is there (its number), or that another row makes (`row:12`). */
export type ImportRef = string

export function refOfRow(row: number): ImportRef {
  return `row:${row}`
}

export type StaffImportRole = 'teacher' | 'coach' | 'principal'

export interface MadePerson {
  readonly effect: 'person'
  readonly as: 'student' | StaffImportRole
  readonly schoolId: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly number: string | null
  readonly grades: readonly string[]
}

export interface StudentDetails {
  readonly givenName: string
  readonly familyName: string
  readonly grades: readonly string[]
}

export type ImportEffect =
  | MadePerson
  | { readonly effect: 'role'; readonly person: ImportRef; readonly role: StaffImportRole; readonly schoolId: string }
  | { readonly effect: 'edit'; readonly person: string; readonly was: StudentDetails; readonly becomes: StudentDetails }
  | {
      readonly effect: 'class'
      readonly schoolId: string
      readonly title: string
      readonly classCode: string | null
    }
  | { readonly effect: 'put_in'; readonly person: ImportRef; readonly class: ImportRef }
  | { readonly effect: 'teach'; readonly person: string; readonly class: ImportRef }

export type ImportOutcome = 'new' | 'changed' | 'already' | 'out'

export interface PlannedRow {
  readonly row: number
  /** `already`: the roster says so; `out`: nothing of the row is taken, for what its notes say. */
  readonly outcome: ImportOutcome
  /** The person or class that the row names, as the file writes it. */
  readonly name: string
  readonly school: string | null
  readonly effects: readonly ImportEffect[]
  /** Why it stays out; else what is to be known of it. */
  readonly notes: readonly ImportNote[]
}

export interface ImportSchool {
  readonly id: string
  readonly name: string
  readonly sourcedId: string
  /** The whole of it is within reach; otherwise classes of it alone. */
  readonly whole: boolean
}

export interface ImportClass {
  readonly id: ImportRef
  readonly title: string
  readonly classCode: string | null
  readonly schoolId: string
  readonly inReach: boolean
}

interface Said {
  readonly name: string
  readonly school: ImportSchool | null
  readonly notes: readonly ImportNote[]
}

/** A row that stays out. Of one that is no CSV, that alone is told: its cells are anybody's guess. */
export function stayOut({ row, problems }: ImportRow, { name, school, notes }: Said): PlannedRow {
  const broken = problems.filter(({ column }) => column === null)
  const told = broken.length > 0 ? broken : notes
  return { row, outcome: 'out', name, school: school?.name ?? null, effects: [], notes: told }
}

/** A row that can be taken: new where it makes a person or a class. */
export function take({ row }: ImportRow, said: Said, effects: readonly ImportEffect[]): PlannedRow {
  const { name, school, notes } = said
  const makes = effects.some(({ effect }) => effect === 'person' || effect === 'class')
  const changed = effects.length > 0 ? 'changed' : 'already'
  const outcome = makes ? 'new' : changed
  return { row, outcome, name, school: school?.name ?? null, effects, notes }
}

/** The school that the row names, or the only one within reach; a note where that is none. */
export function schoolOf(row: ImportRow, schools: readonly ImportSchool[]): ImportSchool | ImportNote {
  const said = row.cell('school')
  if (said === '') {
    const [only, ...more] = schools
    if (only !== undefined && more.length === 0) return only
    return row.say('school', 'school_missing', 'Name the school.')
  }
  const byId = schools.filter(({ sourcedId }) => sourcedId === said)
  const found = byId.length > 0 ? byId : schools.filter(({ name }) => isSame(name, said))
  const [one, ...others] = found
  if (one === undefined)
    return row.say('school', 'school_unknown', 'No school that you look after has this name or SIS id.')
  return others.length === 0
    ? one
    : row.say('school', 'school_several', 'Several schools have this name. Give the SIS id.')
}

export function isNote(found: object): found is ImportNote {
  return 'says' in found
}

/** A class of the school by its code or title, within reach; a note where that is none. `classes`: of this school. */
export function classNamed(
  row: ImportRow,
  field: ImportField,
  {
    said,
    school,
    classes,
  }: { readonly said: string; readonly school: ImportSchool; readonly classes: readonly ImportClass[] },
): ImportClass | ImportNote {
  const byCode = classes.filter(({ classCode }) => classCode !== null && isSame(classCode, said))
  const all = byCode.length > 0 ? byCode : classes.filter(({ title }) => isSame(title, said))
  const found = all.filter(({ inReach }) => inReach)
  const [one, ...others] = found
  if (one === undefined)
    return school.whole
      ? row.say(field, 'class_unknown', 'The school has no such class. Import the classes first, or make it.')
      : row.say(field, 'class_unknown', 'You have no such class at this school. Ask an administrator where you should.')
  return others.length === 0
    ? one
    : row.say(field, 'class_several', 'Several classes are called so. Give the class code.')
}

export function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
