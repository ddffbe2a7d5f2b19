/** What each line of an older log would become: its words found among the district's, its educators among its people. Pure. */

import { checkInteraction, type FieldProblem, type InteractionInput } from './interaction.ts'
import { WORD_LENGTH_MAX } from './interaction-type.ts'
import { columnOf, type LineProblem, type LogField, type LogHeader, type LogLine } from './log-sheet.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface LogSchool extends Named {
  readonly sourcedId: string
}

/** Somebody who may be meant; only staff of the schools in reach are among them. */
export interface LogPerson {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  /** In lower case; null: none. */
  readonly email: string | null
  readonly sourcedIds: readonly string[]
  /** Given and family name, in lower case, also the names that they prefer. */
  readonly names: readonly string[]
  readonly schoolIds: readonly string[]
  readonly hasLeft: boolean
}

export interface LogFacts {
  readonly today: string
  readonly coach: LogPerson
  /** Whoever imports; null: nobody of the roster. */
  readonly importerId: string | null
  readonly types: readonly Named[]
  readonly schools: readonly LogSchool[]
  readonly people: readonly LogPerson[]
  readonly tags: readonly Named[]
  /** Tags that the district hasn't are made, switched off; otherwise they are left out. */
  readonly makesTags: boolean
}

export interface MatchedEducator {
  readonly said: string
  readonly by: 'email' | 'sis_id' | 'name'
  readonly person: LogPerson
}

export interface MatchedLine {
  readonly line: LogLine
  readonly input: InteractionInput
  readonly doneOn: string | null
  readonly educators: readonly MatchedEducator[]
  readonly type: Named | null
  readonly school: Named | null
  /** Tags that the district hasn't. */
  readonly newTags: readonly string[]
  readonly problems: readonly LineProblem[]
}

const NOBODY = '0'
const NEW_TAG = 'new:'

type Say = (field: LogField, code: string, says: string) => void

/** The line as an interaction, and everything that keeps it from being one. */
export function matchLine(line: LogLine, header: LogHeader, facts: LogFacts): MatchedLine {
  const found: LineProblem[] = [...line.problems]
  const wrong: Say = (field, code, says) => found.push({ column: columnOf(header, field), code, says })
  if (line.coach !== '' && !isMeant(line.coach, facts.coach))
    wrong('coach', 'coach_other', 'This line is another coach’s. Import it for them.')
  const type = matchType(line, facts, wrong)
  const { school, others, educators } = matchPlaces(line, facts, wrong)
  const { known, unknown } = findTags(line.tags, facts)
  if (facts.makesTags && unknown.some((name) => name.length > WORD_LENGTH_MAX))
    wrong('tags', 'tag_too_long', `A tag has up to ${WORD_LENGTH_MAX} characters. Put semicolons between tags.`)
  const input: InteractionInput = {
    date: line.date,
    minutes: line.minutes,
    typeId: type?.id ?? '',
    schoolId: school?.id ?? NOBODY,
    otherSchoolIds: others.map(({ id }) => id),
    educatorIds: [...new Set(educators.map(({ person }) => person.id))],
    tagIds: [...known.map(({ id }) => id), ...(facts.makesTags ? unknown.map((name) => `${NEW_TAG}${name}`) : [])],
    notes: line.notes,
    nextStep: line.nextStep === null ? null : { text: line.nextStep.text, dueOn: line.nextStep.dueOn },
  }
  if (found.length === 0) found.push(...checkRules(input, header, facts))
  const problems = found.filter((one, at) => found.findIndex((other) => isAlike(one, other)) === at)
  return { line, input, doneOn: line.nextStep?.doneOn ?? null, educators, type, school, newTags: unknown, problems }
}

function matchType({ type: said }: LogLine, { types }: LogFacts, wrong: Say): Named | null {
  const type = types.find(({ name, id }) => same(name, said) || same(id, said)) ?? null
  const names = types.map(({ name }) => name).join(', ')
  if (type === null) wrong('type', 'type_unknown', `Give one of the district’s types: ${names}.`)
  return type
}

/** Where it was and who was there. */
function matchPlaces(line: LogLine, facts: LogFacts, wrong: Say) {
  const named = line.school === '' ? null : findSchool(line.school, facts.schools)
  if (typeof named === 'string') wrong('school', SCHOOL[named].code, SCHOOL[named].says)
  const near = typeof named === 'string' ? null : named
  const others = line.otherSchools.flatMap((said) => {
    const found = findSchool(said, facts.schools)
    if (typeof found !== 'string') return [found]
    wrong('otherSchools', SCHOOL[found].code, SCHOOL[found].says)
    return []
  })
  const educators = line.educators.flatMap((said): MatchedEducator[] => {
    const found = findPerson(said, facts.people, near?.id ?? null)
    if (typeof found !== 'string') return [found]
    wrong('educators', PERSON[found].code, PERSON[found].says)
    return []
  })
  if (educators.some(({ person }) => person.id === facts.importerId && person.id !== facts.coach.id))
    wrong('educators', 'educator_is_importer', 'This line is about you. Somebody else has to import it.')
  const school = near ?? (line.school === '' ? sharedSchool(educators, facts.schools) : null)
  if (school === null && line.school === '')
    wrong('school', 'school_missing', 'Name the school: its educators do not say which one.')
  return { school, others, educators }
}

function isAlike(a: LineProblem, b: LineProblem): boolean {
  return a.column === b.column && a.code === b.code
}

/** The ids of the tags, those that were made put in the place of their names. @param made ids by name in lower case */
export function withMadeTags(tagIds: readonly string[], made: ReadonlyMap<string, string>): readonly string[] {
  return tagIds.map((id) => (id.startsWith(NEW_TAG) ? (made.get(id.slice(NEW_TAG.length).toLowerCase()) ?? id) : id))
}

/** Addresses, SIS ids and names by which somebody may be meant, in lower case but for the ids. */
export function wordsOf(said: string): readonly string[] {
  const [, name, address] = /^(.*)<([^<>]+)>$/.exec(said) ?? []
  if (address !== undefined) return [address.trim(), fullName(name ?? '')]
  return [said, fullName(said)]
}

const SCHOOL = {
  unknown: {
    code: 'school_unknown',
    says: 'No school within reach has this name or SIS id. Write it as the roster has it.',
  },
  several: { code: 'school_several', says: 'Several schools have this name. Give the SIS id.' },
} as const

const PERSON = {
  unknown: {
    code: 'educator_unknown',
    says: 'Nobody of the staff within reach is that. Give the e-mail address or SIS id of the roster.',
  },
  several: { code: 'educator_several', says: 'Several people may be meant. Give the e-mail address or SIS id.' },
} as const

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

/** `Lastname, First` and `First Lastname` in one form. */
function fullName(said: string): string {
  const [family = '', given] = said.split(',').map((part) => part.trim())
  const name = given === undefined ? family : `${given} ${family}`
  return name.toLowerCase().replaceAll(/\s+/g, ' ')
}

function findSchool(said: string, schools: readonly LogSchool[]): LogSchool | 'unknown' | 'several' {
  const byId = schools.filter(({ sourcedId }) => sourcedId === said)
  const found = byId.length > 0 ? byId : schools.filter(({ name }) => same(name, said))
  const [one] = found
  if (one === undefined) return 'unknown'
  return found.length > 1 ? 'several' : one
}

function findPerson(
  said: string,
  people: readonly LogPerson[],
  schoolId: string | null,
): MatchedEducator | 'unknown' | 'several' {
  const [word = '', name = ''] = wordsOf(said)
  const tries = [
    { by: 'email', fits: ({ email }: LogPerson) => word.includes('@') && email === word.toLowerCase() },
    { by: 'sis_id', fits: ({ sourcedIds }: LogPerson) => sourcedIds.includes(word) },
    // An address or id that nobody has is never taken for somebody of the same name.
    { by: 'name', fits: ({ names }: LogPerson) => !/[<@]/.test(said) && names.includes(name) },
  ] as const
  for (const { by, fits } of tries) {
    const found = people.filter(fits)
    const person = onlyOne(found, name, schoolId)
    if (person !== null) return { said, by, person }
    if (found.length > 0) return 'several'
  }
  return 'unknown'
}

/** Of several: the one of that name; the one at the school; the one who is still there. */
function onlyOne(found: readonly LogPerson[], name: string, schoolId: string | null): LogPerson | null {
  const narrower = [
    (one: LogPerson) => one.names.includes(name),
    (one: LogPerson) => schoolId !== null && one.schoolIds.includes(schoolId),
    (one: LogPerson) => !one.hasLeft,
  ]
  let left = found
  for (const fits of narrower) {
    if (left.length === 1) break
    const fewer = left.filter(fits)
    if (fewer.length > 0) left = fewer
  }
  return left.length === 1 ? (left[0] ?? null) : null
}

function sharedSchool(educators: readonly MatchedEducator[], schools: readonly LogSchool[]): LogSchool | null {
  const shared = schools.filter(({ id }) => educators.every(({ person }) => person.schoolIds.includes(id)))
  return educators.length > 0 && shared.length === 1 ? (shared[0] ?? null) : null
}

function findTags(
  said: readonly string[],
  { tags }: LogFacts,
): { known: readonly Named[]; unknown: readonly string[] } {
  const once = said.filter((name, at) => said.findIndex((other) => same(other, name)) === at)
  return {
    known: once.flatMap((name) => tags.find((tag) => same(tag.name, name)) ?? []),
    unknown: once.filter((name) => !tags.some((tag) => same(tag.name, name))),
  }
}

function isMeant(said: string, person: LogPerson): boolean {
  const [word = '', name = ''] = wordsOf(said)
  return person.email === word.toLowerCase() || person.sourcedIds.includes(word) || person.names.includes(name)
}

const FIELDS: Readonly<Record<string, LogField>> = {
  date: 'date',
  minutes: 'minutes',
  schoolId: 'school',
  otherSchoolIds: 'otherSchools',
  educatorIds: 'educators',
  tagIds: 'tags',
  notes: 'notes',
  'nextStep/text': 'nextStep',
  'nextStep/dueOn': 'nextStepDue',
}

/** The rules of logging hold; what was found is known. */
function checkRules(input: InteractionInput, header: LogHeader, { today, coach }: LogFacts): readonly LineProblem[] {
  const found = checkInteraction(input, {
    today,
    coachId: coach.id,
    typeIds: new Set([input.typeId]),
    schoolIds: new Set([input.schoolId, ...input.otherSchoolIds]),
    educatorIds: new Set(input.educatorIds),
    tagIds: new Set(input.tagIds),
  })
  return found.map(({ field, code, message }: FieldProblem) => {
    const of = FIELDS[field] ?? FIELDS[field.split('/')[0] ?? '']
    return { column: of === undefined ? null : columnOf(header, of), code, says: message }
  })
}
