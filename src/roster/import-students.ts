/** What rows of a student list become: a student is known by number, else by the whole name at the school. Pure. */

import {
  type ImportClass,
  type ImportEffect,
  type ImportRef,
  type ImportSchool,
  classNamed,
  isNote,
  isSame,
  type PlannedRow,
  refOfRow,
  schoolOf,
  stayOut,
  type StudentDetails,
  take,
} from './import-plan.ts'
import type { ImportNote, ImportRow } from './import-sheet.ts'
import { fitsNumberRules, type NumberRules } from './student-number.ts'

/** Somebody of the district who has one of the numbers, or one of the names at a school within reach. */
export interface KnownStudent extends StudentDetails {
  readonly id: string
  readonly number: string | null
  readonly isStudent: boolean
  /** A feed knows them: their names and grade are the feed's. */
  readonly isFed: boolean
  readonly schoolIds: readonly string[]
  /** Classes that they are a student of. */
  readonly classIds: readonly string[]
  /** Classes that somebody took them out of by hand. */
  readonly takenOutOf: readonly string[]
}

export interface StudentFacts {
  readonly schools: readonly ImportSchool[]
  readonly classes: readonly ImportClass[]
  readonly known: readonly KnownStudent[]
  readonly rules: NumberRules
  /** Whether those who have classes alone may make students (002). */
  readonly teachersMayMake: boolean
  readonly readGrade: (text: string) => string
}

interface Seen {
  readonly ref: ImportRef
  /** Empty: the row gives none. */
  readonly number: string
  readonly givenName: string
  readonly familyName: string
  /** Classes that they are in, or are put into. */
  readonly isIn: Set<ImportRef>
  readonly takenOutOf: readonly string[]
}

interface Place {
  readonly name: string
  readonly school: ImportSchool
  readonly classes: readonly ImportClass[]
}

/** What rows are compared with, found without going through all of it for each. */
interface Desk {
  readonly facts: StudentFacts
  readonly classesOf: ReadonlyMap<string, readonly ImportClass[]>
  readonly byNumber: ReadonlyMap<string | null, readonly KnownStudent[]>
  readonly byName: ReadonlyMap<string, readonly KnownStudent[]>
  /** By number, and by name and school: what rows further up mean. */
  readonly seen: Map<string, Seen>
}

export function planStudents(rows: readonly ImportRow[], facts: StudentFacts): readonly PlannedRow[] {
  const desk: Desk = {
    facts,
    classesOf: Map.groupBy(facts.classes, ({ schoolId }) => schoolId),
    byNumber: Map.groupBy(facts.known, ({ number }) => number),
    byName: Map.groupBy(facts.known, (one) => nameKey(one)),
    seen: new Map(),
  }
  return rows.map((row) => planOne(row, desk))
}

function nameKey({ givenName, familyName }: Pick<StudentDetails, 'givenName' | 'familyName'>): string {
  return `${givenName.trim()} ${familyName.trim()}`.toLowerCase()
}

function planOne(row: ImportRow, desk: Desk): PlannedRow {
  const { facts } = desk
  const [givenName, familyName, number] = [row.cell('givenName'), row.cell('familyName'), row.cell('number')]
  const name = `${givenName} ${familyName}`.trim()
  const place = placeOf(row, desk)
  const problems = [...row.problems, ...place.problems, ...numberProblems(row, facts.rules)]
  if (problems.length > 0 || place.school === null) return stayOut(row, { name, school: place.school, notes: problems })
  const { school, classes } = place
  const at = { name, school, classes }
  const before = seenBefore(row, desk, school)
  if (before !== null && isNote(before)) return stayOut(row, { name, school, notes: [before] })
  if (before !== null) return putIn(row, before, at)
  const known = findKnown(row, desk, at)
  if (known !== null && isNote(known)) return stayOut(row, { name, school, notes: [known] })
  if (known === null) return makeStudent(row, desk, at)
  const { id: ref, classIds, takenOutOf } = known
  const student = { ref, number, givenName, familyName, isIn: new Set(classIds), takenOutOf }
  remember(desk, student, school)
  const edit = editOf(row, known, { facts, school })
  return putIn(row, student, { ...at, ...edit })
}

function remember({ seen }: Desk, student: Seen, school: ImportSchool): void {
  if (student.number !== '') seen.set(`number ${student.number}`, student)
  seen.set(`${nameKey(student)} at ${school.id}`, student)
}

/** Whom a row further up means, too; a note where nobody can say whether it does. Null: none. */
function seenBefore(row: ImportRow, { seen }: Desk, school: ImportSchool): Seen | ImportNote | null {
  const named = { givenName: row.cell('givenName'), familyName: row.cell('familyName') }
  const number = row.cell('number')
  const ofName = seen.get(`${nameKey(named)} at ${school.id}`)
  if (number === '') {
    if (ofName === undefined) return null
    return ofName.number === '' ? ofName : row.say('number', 'student_has_number', HAS_NUMBER)
  }
  const ofNumber = seen.get(`number ${number}`)
  if (ofNumber === undefined)
    return ofName?.number === '' ? row.say('number', 'student_without_number', WITHOUT_NUMBER) : null
  if (nameKey(ofNumber) === nameKey(named)) return ofNumber
  return row.say('number', 'number_twice', 'The number stands further up with another name.')
}

const HAS_NUMBER = 'A student of this name is there. Give the number to say whether it is them.'
const WITHOUT_NUMBER = 'A student of this name is there without a number. Leave the number out to mean them.'

function placeOf(row: ImportRow, { facts: { schools }, classesOf }: Desk) {
  const found = schoolOf(row, schools)
  if (isNote(found)) return { school: null, classes: [], problems: [found] }
  const classes = classesOf.get(found.id) ?? []
  const named = row.list('class').map((said) => classNamed(row, 'class', { said, school: found, classes }))
  const problems = named.filter((one): one is ImportNote => isNote(one))
  if (!found.whole && named.length === 0) problems.push(row.say('class', 'class_missing', 'Name one of your classes.'))
  return { school: found, classes: named.filter((one): one is ImportClass => !isNote(one)), problems }
}

function numberProblems(row: ImportRow, rules: NumberRules): readonly ImportNote[] {
  const number = row.cell('number')
  if (fitsNumberRules(number, rules)) return []
  if (number === '') return [row.say('number', 'number_missing', 'Every student of this district needs a number.')]
  const length = rules.lengthMin > 0 ? `at least ${rules.lengthMin} characters` : 'no blanks'
  const digits = rules.numeric ? ', digits only' : ''
  const says = `The district asks for ${length}${digits}. A spreadsheet may have dropped zeros in front: format the column as text.`
  return [row.say('number', 'number_wrong', says)]
}

/** The student whom the row means; null: nobody is there yet. */
function findKnown(row: ImportRow, { byNumber, byName }: Desk, { school }: Place): KnownStudent | ImportNote | null {
  const [givenName, familyName, number] = [row.cell('givenName'), row.cell('familyName'), row.cell('number')]
  const isHere = ({ schoolIds, isStudent }: KnownStudent): boolean => isStudent && schoolIds.includes(school.id)
  const namedSo = (byName.get(nameKey({ givenName, familyName })) ?? []).filter(isHere)
  if (number === '') {
    const [one, ...others] = namedSo
    if (one === undefined) return null
    if (others.length > 0)
      return row.say('number', 'student_several', 'Several students of the school are called so. Give the number.')
    return one.number === null ? one : row.say('number', 'student_has_number', HAS_NUMBER)
  }
  const [owner] = byNumber.get(number) ?? []
  if (owner === undefined) {
    const nameless = namedSo.some((one) => one.number === null)
    return nameless ? row.say('number', 'student_without_number', WITHOUT_NUMBER) : null
  }
  if (!isHere(owner))
    return row.say(
      'number',
      'number_elsewhere',
      'Somebody else in the district has this number. Put it right, or have the student moved to this school first.',
    )
  if (isSame(owner.givenName, givenName) || isSame(owner.familyName, familyName)) return owner
  return row.say(
    'number',
    'number_of_other',
    'A student of another name has this number. Put the number or the name right.',
  )
}

function makeStudent(row: ImportRow, desk: Desk, { name, school, classes }: Place): PlannedRow {
  const { facts } = desk
  if (!school.whole && !facts.teachersMayMake) {
    const says = 'Teachers make no accounts of students in this district. Ask an administrator.'
    return stayOut(row, { name, school, notes: [row.say('familyName', 'making_closed', says)] })
  }
  const [givenName, familyName, number] = [row.cell('givenName'), row.cell('familyName'), row.cell('number')]
  const ref = refOfRow(row.row)
  const isIn = new Set(classes.map(({ id }) => id))
  remember(desk, { ref, number, givenName, familyName, isIn, takenOutOf: [] }, school)
  const person: ImportEffect = {
    effect: 'person',
    as: 'student',
    schoolId: school.id,
    givenName,
    familyName,
    email: null,
    number: number === '' ? null : number,
    grades: gradesOf(row, facts) ?? [],
  }
  return take(row, { name, school, notes: [] }, [person, ...[...isIn].map((id) => put(ref, id))])
}

function gradesOf(row: ImportRow, { readGrade }: StudentFacts): readonly string[] | null {
  const said = row.cell('grade')
  return said === '' ? null : [readGrade(said)]
}

interface Edited {
  readonly edits: readonly ImportEffect[]
  readonly told: readonly ImportNote[]
}

/** What the row says otherwise of a student who is there: taken where no feed says it and whoever imports looks after them. */
function editOf(
  row: ImportRow,
  known: KnownStudent,
  { facts, school }: { readonly facts: StudentFacts; readonly school: ImportSchool },
): Edited {
  const { givenName, familyName, grades } = known
  const was = { givenName, familyName, grades }
  const said = { givenName: row.cell('givenName'), familyName: row.cell('familyName') }
  const becomes = { ...said, grades: gradesOf(row, facts) ?? grades }
  if (JSON.stringify(was) === JSON.stringify(becomes)) return { edits: [], told: [] }
  if (known.isFed) {
    const says = 'A roster feed keeps their name and grade, so these stay as they are.'
    return { edits: [], told: [row.say('familyName', 'feed_keeps', says)] }
  }
  const mine = new Set(facts.classes.filter(({ inReach }) => inReach).map(({ id }) => id))
  if (!school.whole && !known.classIds.some((id) => mine.has(id))) {
    const says = 'Name and grade stay as they are: the student is in none of your classes yet.'
    return { edits: [], told: [row.say('familyName', 'details_kept', says)] }
  }
  return { edits: [{ effect: 'edit', person: known.id, was, becomes }], told: [] }
}

function putIn(row: ImportRow, student: Seen, { name, school, classes, ...more }: Place & Partial<Edited>): PlannedRow {
  const { edits = [], told = [] } = more
  const wanted = classes.filter(({ id }) => !student.isIn.has(id))
  if (wanted.some(({ id }) => student.takenOutOf.includes(id))) {
    const says = 'Somebody took this student out of the class by hand. Put them back from the list of the class.'
    return stayOut(row, { name, school, notes: [row.say('class', 'taken_out', says)] })
  }
  for (const { id } of wanted) student.isIn.add(id)
  return take(row, { name, school, notes: told }, [...edits, ...wanted.map(({ id }) => put(student.ref, id))])
}

function put(person: ImportRef, schoolClass: ImportRef): ImportEffect {
  return { effect: 'put_in', person, class: schoolClass }
}
