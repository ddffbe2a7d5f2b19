/** Start cards: what the code on one looks like, and who prints and revokes whose (P002-25, P002-32). Pure. */

import { drawCode, readDrawn } from '../roster/drawn-code.ts'
import { authorise } from './authorise.ts'
import type { Grant, Scope } from './grant.ts'
import type { Principal } from './principal.ts'
import { authoriseOnStudent, type StudentFacts, type StudentReach } from './student.ts'

/** By the first part a card is found, so that guesses at one card are counted; the second is the secret. */
export interface CardCode {
  readonly number: string
  readonly secret: string
}

const NUMBER_LENGTH = 6
const SECRET_LENGTH = 8

/** A code of random bytes; null where too few of them fit. */
export function writeCardCode(random: Uint8Array): CardCode | null {
  const drawn = drawCode(random, NUMBER_LENGTH + SECRET_LENGTH)
  return drawn === null ? null : partsOf(drawn)
}

/** What somebody typed, with hyphens and blanks or without; null: no card's code looks like that. */
export function readCardCode(typed: string): CardCode | null {
  const drawn = readDrawn(typed, NUMBER_LENGTH + SECRET_LENGTH)
  return drawn === null ? null : partsOf(drawn)
}

/** As it is printed: K7MQ4X-PDAB-CDEF. */
export function showCardCode({ number, secret }: CardCode): string {
  return `${number}-${secret.slice(0, 4)}-${secret.slice(4)}`
}

function partsOf(drawn: string): CardCode {
  return { number: drawn.slice(0, NUMBER_LENGTH), secret: drawn.slice(NUMBER_LENGTH) }
}

/** Whose cards somebody prints, sees and revokes. @throws Refusal `forbidden` where nobody's */
export function cardReach(principal: Principal): StudentReach {
  const grant = authorise(principal, 'print:start_card_student')
  return { grant, scope: grant.scope, whole: grant.scope }
}

/** To print a card for one student. @throws Refusal where they are out of reach */
export function authoriseCard(principal: Principal, student: StudentFacts): Grant<'print:start_card_student'> {
  return authoriseOnStudent(principal, 'print:start_card_student', student)
}

/** To print cards for a class. @throws Refusal where it is out of reach */
export function authoriseClassCards(
  principal: Principal,
  at: { readonly classId: string; readonly schoolId: string },
): Grant<'print:start_card_group'> {
  const { districtId } = principal
  return authorise(principal, 'print:start_card_group', {
    districtId,
    classId: at.classId,
    schoolIds: [at.schoolId],
  })
}

/**
 * Where a card for one student holds: at the school by which whoever prints it reaches them; who reaches them by a class
 * alone, in that class. Null: the student is nowhere that they reach.
 */
export function placeOfCard(
  scope: Scope,
  student: {
    readonly schools: readonly { readonly id: string }[]
    readonly classes: readonly { readonly id: string; readonly schoolId: string | null }[]
  },
): { readonly schoolId: string; readonly classId: string | null } | null {
  const school = student.schools.find(({ id }) => scope.district || scope.schoolIds.includes(id))
  if (school !== undefined) return { schoolId: school.id, classId: null }
  const taught = student.classes.find(({ id }) => scope.classIds.includes(id))
  const schoolId = taught?.schoolId ?? null
  return taught === undefined || schoolId === null ? null : { schoolId, classId: taught.id }
}
