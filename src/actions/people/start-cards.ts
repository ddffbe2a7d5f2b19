/** Somebody prints start cards for a student or for a class, or revokes some. What is printed is kept nowhere. */

import type { Principal } from '../../access/principal.ts'
import { actorOf } from '../../access/principal.ts'
import type { CardCode } from '../../access/start-card.ts'
import { authoriseCard, authoriseClassCards, cardReach, placeOfCard } from '../../access/start-card.ts'
import {
  findCardClass,
  listClassCards,
  printCards,
  readCardRules,
  revokeCards,
} from '../../store/people/start-cards.ts'
import { factsOf, readStudent, type StudentRecord } from '../../store/people/students.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import { type StudentOutcome, StudentStop } from './student-desk.ts'

/** Of one printing: a class is smaller, and a longer file helps nobody at the scissors. */
const CARDS_MAX = 200

/** A card as it is printed, once. */
export interface CardToPrint {
  readonly code: CardCode
  readonly givenName: string
  readonly familyName: string
  readonly schoolName: string
  /** Null: it is of no class. */
  readonly classTitle: string | null
  /** By which the roster says that the LMS knows them; null: it doesn't say. */
  readonly username: string | null
  readonly expiresAt: Date
}

interface Printer {
  readonly client: DistrictClient
  readonly districtId: string
  readonly principal: Principal
  readonly now: Date
}

/** In one transaction: all of them, or none. */
async function atPrinter<T>(
  world: DomainWorld,
  principal: Principal,
  work: (printer: Printer) => Promise<T>,
): Promise<StudentOutcome<T>> {
  const { districtId } = principal
  try {
    return await inDistrictClient(world, principal, async (client) => ({
      done: await work({ client, districtId, principal, now: world.now() }),
    }))
  } catch (error) {
    if (error instanceof StudentStop) return { problem: error.problem }
    throw error
  }
}

/** How long a card holds. @throws StudentStop where the district has none */
async function daysOf({ client, districtId }: Printer): Promise<number> {
  const { isOn, days } = await readCardRules(client, districtId)
  if (!isOn) throw new StudentStop('cards_off')
  return days
}

/**
 * A card for one student (P002-25); the one that they had opens nothing any more.
 * @throws Refusal where they are out of reach
 */
export function printStudentCard(
  world: DomainWorld,
  principal: Principal,
  personId: string,
): Promise<StudentOutcome<readonly CardToPrint[]>> {
  return atPrinter(world, principal, async (printer) => {
    const { client, districtId, now } = printer
    const reach = cardReach(principal)
    const student = await readStudent(client, reach, { personId, now })
    if (student === null) throw new StudentStop('student_unknown')
    authoriseCard(principal, factsOf(student))
    const days = await daysOf(printer)
    checkCardHolder(student)
    const place = placeOfCard(reach.scope, student)
    if (place === null) throw new StudentStop('card_needs_active')
    const printing = { districtId, classId: place.classId, by: actorOf(principal), now, days }
    const wishes = [{ personId, schoolId: place.schoolId }]
    const [card] = await printCards(client, world.secrets, { ...printing, wishes })
    if (card === undefined) throw new StudentStop('card_needs_active')
    const { code, expiresAt } = card
    const { username, preferredGivenName, givenName, preferredFamilyName, familyName } = student
    return [
      {
        code,
        expiresAt,
        username,
        givenName: preferredGivenName ?? givenName,
        familyName: preferredFamilyName ?? familyName,
        schoolName: schoolOf(student, place.schoolId),
        classTitle: student.classes.find(({ id }) => id === place.classId)?.title ?? null,
      },
    ]
  })
}

/** @throws StudentStop */
function checkCardHolder({ isStaff, state }: StudentRecord): void {
  if (isStaff) throw new StudentStop('also_staff')
  if (state === 'left') throw new StudentStop('has_left')
  if (state !== 'active') throw new StudentStop('card_needs_active')
}

function schoolOf({ schools, classes }: StudentRecord, schoolId: string): string {
  const found = schools.find(({ id }) => id === schoolId)
  return found?.name ?? classes.find((each) => each.schoolId === schoolId)?.schoolName ?? ''
}

export interface ClassPrinting {
  readonly classId: string
  /** Null: everybody in it. */
  readonly studentIds: readonly string[] | null
}

/**
 * Cards for a class, or for some in it (P002-32): for those who may have one.
 * @throws Refusal where the class is out of reach
 */
export function printClassCards(
  world: DomainWorld,
  principal: Principal,
  { classId, studentIds }: ClassPrinting,
): Promise<StudentOutcome<readonly CardToPrint[]>> {
  return atPrinter(world, principal, async (printer) => {
    const { client, districtId, now } = printer
    const found = await findCardClass(client, districtId, classId)
    if (found === null) throw new StudentStop('no_such_class')
    authoriseClassCards(principal, { classId, schoolId: found.schoolId })
    const days = await daysOf(printer)
    const chosen = await listClassCards(client, districtId, { classId, now, studentIds })
    if (studentIds !== null && chosen.length < new Set(studentIds).size) throw new StudentStop('not_in_class')
    const holders = chosen.filter(({ mayHave }) => mayHave)
    if (holders.length === 0) throw new StudentStop('cards_of_nobody')
    if (holders.length > CARDS_MAX) throw new StudentStop('cards_too_many')
    const printing = { districtId, classId, by: actorOf(principal), now, days }
    const wishes = holders.map(({ id }) => ({ personId: id, schoolId: found.schoolId }))
    const cards = await printCards(client, world.secrets, { ...printing, wishes })
    const codes = new Map(cards.map((card) => [card.personId, card]))
    return holders.flatMap(({ id, givenName, familyName, username }) => {
      const card = codes.get(id)
      if (card === undefined) return []
      const { code, expiresAt } = card
      return [
        { code, expiresAt, givenName, familyName, username, schoolName: found.schoolName, classTitle: found.title },
      ]
    })
  })
}

/**
 * Revokes cards: they open nothing from the next request on, and what they have opened is over. Of whom the asker reaches;
 * others are as if they were not there.
 * @returns how many there were
 * @throws Refusal where they print nobody's
 */
export function revokeStartCards(
  world: DomainWorld,
  principal: Principal,
  cardIds: readonly string[],
): Promise<number> {
  return inDistrictClient(world, principal, (client) => revokeCards(client, cardReach(principal), cardIds))
}
