/** What rows of a list of classes become: the class, who teaches it and who is in it. Pure. */

import {
  type ImportClass,
  type ImportEffect,
  type ImportRef,
  type ImportSchool,
  isNote,
  isSame,
  type PlannedRow,
  refOfRow,
  schoolOf,
  stayOut,
  take,
} from './import-plan.ts'
import type { KnownStaff } from './import-staff.ts'
import type { ImportNote, ImportRow } from './import-sheet.ts'
import type { KnownStudent } from './import-students.ts'

export interface ClassFacts {
  readonly schools: readonly ImportSchool[]
  readonly classes: readonly ImportClass[]
  readonly staff: readonly KnownStaff[]
  readonly students: readonly KnownStudent[]
  /** Whoever imports; null: nobody of the roster. */
  readonly selfId: string | null
}

interface Seen {
  /** Of each school, the classes that are there and those that rows further up make. */
  readonly classesOf: Map<string, ImportClass[]>
  readonly staff: ReadonlyMap<string, KnownStaff>
  readonly students: ReadonlyMap<string, KnownStudent>
  /** `person class` that stand further up. */
  readonly pairs: Set<string>
}

export function planClasses(rows: readonly ImportRow[], facts: ClassFacts): readonly PlannedRow[] {
  const seen: Seen = {
    classesOf: new Map(Map.groupBy(facts.classes, ({ schoolId }) => schoolId)),
    staff: new Map(facts.staff.flatMap((one) => one.emails.map((email) => [email, one] as const))),
    students: new Map(facts.students.flatMap((one) => (one.number === null ? [] : [[one.number, one] as const]))),
    pairs: new Set(),
  }
  return rows.map((row) => planOne(row, facts, seen))
}

function planOne(row: ImportRow, facts: ClassFacts, seen: Seen): PlannedRow {
  const name = row.cell('title')
  const found = schoolOf(row, facts.schools)
  const school = isNote(found) ? null : found
  const problems = [...row.problems, ...(isNote(found) ? [found] : [])]
  if (school === null || problems.length > 0) return stayOut(row, { name, school, notes: problems })
  const place = classOf(row, school, seen)
  if (place !== null && isNote(place)) return stayOut(row, { name, school, notes: [place] })
  const ref = place?.id ?? refOfRow(row.row)
  const isThere = facts.classes.some(({ id }) => id === ref)
  const teachers = teachersOf(row, seen, { school, ref, selfId: facts.selfId, isThere })
  const students = studentsOf(row, seen, { school, ref })
  const notes = [...teachers.notes, ...students.notes]
  if (place === null && teachers.found.length === 0 && teachers.notes.length === 0)
    notes.push(row.say('teachers', 'teacher_missing', 'A new class needs a teacher: give an e-mail address.'))
  if (notes.length > 0) return stayOut(row, { name, school, notes })
  const classCode = row.cell('classCode') === '' ? null : row.cell('classCode')
  if (place === null) {
    const made = { id: ref, title: name, classCode, schoolId: school.id, inReach: true }
    seen.classesOf.set(school.id, [...(seen.classesOf.get(school.id) ?? []), made])
  }
  const made: ImportEffect[] = place === null ? [{ effect: 'class', schoolId: school.id, title: name, classCode }] : []
  const isNew = ({ effect, person }: Extract<ImportEffect, { effect: 'teach' | 'put_in' }>): boolean => {
    const pair = `${effect} ${person} ${ref}`
    if (seen.pairs.has(pair)) return false
    seen.pairs.add(pair)
    return true
  }
  const joined = [
    ...teachers.found.map((person) => ({ effect: 'teach', person, class: ref }) as const),
    ...students.found.map((person) => ({ effect: 'put_in', person, class: ref }) as const),
  ].filter(isNew)
  return take(row, { name, school, notes: [] }, [...made, ...joined])
}

/** The class that the row means; null: it is new. */
function classOf(row: ImportRow, school: ImportSchool, { classesOf }: Seen): ImportClass | ImportNote | null {
  const [title, code] = [row.cell('title'), row.cell('classCode')]
  const near = classesOf.get(school.id) ?? []
  const byCode = code === '' ? [] : near.filter(({ classCode }) => classCode !== null && isSame(classCode, code))
  const byTitle = near.filter(
    (one) => isSame(one.title, title) && (code === '' || one.classCode === null || byCode.includes(one)),
  )
  const all = byCode.length > 0 ? byCode : byTitle
  const [one, ...others] = all.filter(({ inReach }) => inReach)
  if (one === undefined && (all.length > 0 || !school.whole))
    return row.say('title', 'class_not_yours', 'Import into classes that you teach. An administrator makes others.')
  if (one === undefined) return null
  if (others.length > 0)
    return row.say('classCode', 'class_several', 'Several classes are called so. Give the class code.')
  if (isSame(one.title, title)) return one
  return row.say('title', 'code_of_other', 'A class of another title has this code. Put the code or the title right.')
}

interface Joined {
  readonly found: readonly string[]
  readonly notes: readonly ImportNote[]
}

interface At {
  readonly school: ImportSchool
  readonly ref: ImportRef
}

function teachersOf(
  row: ImportRow,
  { staff }: Seen,
  { school, ref, selfId, isThere }: At & { readonly selfId: string | null; readonly isThere: boolean },
): Joined {
  return gather(row.list('teachers'), (said, nth): string | null | ImportNote => {
    const who = staff.get(said.toLowerCase())
    if (!school.whole) {
      if (who?.id === selfId) return null
      return row.say(
        'teachers',
        'teacher_not_yours',
        'Who teaches a class is changed by administrators. Leave the others out.',
      )
    }
    if (who === undefined || !who.isStaff || who.isSuspended || !who.inReach)
      return row.say(
        'teachers',
        'teacher_unknown',
        `Number ${nth}: nobody of the staff at work that you look after has this address.`,
      )
    if (who.takenOutOf.includes(ref))
      return row.say(
        'teachers',
        'taken_out',
        `Number ${nth}: somebody took them out of the class by hand. Assign them on the page of the class.`,
      )
    if (who.teaches.includes(ref)) return null
    if (who.id === selfId && isThere)
      return row.say(
        'teachers',
        'teacher_yourself',
        `Number ${nth} is you. Who teaches a class reads its reports, so another administrator assigns you.`,
      )
    return who.id
  })
}

function studentsOf(row: ImportRow, { students }: Seen, { school, ref }: At): Joined {
  return gather(row.list('students'), (said, nth): string | null | ImportNote => {
    const found = students.get(said)
    const who = found?.isStudent === true && found.schoolIds.includes(school.id) ? found : undefined
    if (who === undefined)
      return row.say(
        'students',
        'student_unknown',
        `Number ${nth} of the list: no student of the school has this number. Import the students first; zeros in front may be lost.`,
      )
    if (who.takenOutOf.includes(ref))
      return row.say(
        'students',
        'taken_out',
        `Number ${nth} of the list: somebody took this student out of the class by hand. Put them back from the list of the class.`,
      )
    return who.classIds.includes(ref) ? null : who.id
  })
}

/** Whom a cell names; all that is wrong with it at once. `null` of `look`: nothing is to be done. */
function gather(said: readonly string[], look: (said: string, nth: number) => string | null | ImportNote): Joined {
  const found: string[] = []
  const notes: ImportNote[] = []
  for (const [index, one] of said.entries()) {
    const known = look(one, index + 1)
    if (known === null) continue
    if (typeof known === 'string') found.push(known)
    else notes.push(known)
  }
  return { found, notes }
}
