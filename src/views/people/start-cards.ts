/** Start cards for those who print them: which are in force, and who of a class has one. Codes are shown nowhere. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { authoriseClassCards, cardReach } from '../../access/start-card.ts'
import { mayOnStudent } from '../../access/student.ts'
import {
  type CardClass,
  type CardSearch,
  type CardStudent,
  findCardClass,
  listCards,
  listClassCards,
  type ListedCard,
  readCardRules,
} from '../../store/people/start-cards.ts'
import { factsOf, listReachedClasses, readStudent, type StudentClass } from '../../store/people/students.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page of the cards in force within reach. @throws Refusal where they print nobody's */
export function viewCards(
  world: DomainWorld,
  principal: Principal,
  search: Omit<CardSearch, 'now'>,
): Promise<PageView<ListedCard> & { readonly isOn: boolean; readonly days: number }> {
  const { page, pageSize } = search
  return inDistrictClient(world, principal, async (client) => {
    const reach = cardReach(principal)
    const rules = await readCardRules(client, principal.districtId)
    // Switched off, none is in force; the worker ends them.
    const found = rules.isOn ? await listCards(client, reach, { ...search, now: world.now() }) : { items: [], total: 0 }
    return { ...found, ...rules, page, pageSize }
  })
}

/** The classes that somebody may print cards for, by title. @throws Refusal where for none */
export function viewCardClasses(
  world: DomainWorld,
  principal: Principal,
): Promise<readonly Omit<StudentClass, 'isFed'>[]> {
  return inDistrictClient(world, principal, async (client) => {
    const grant = authoriseMine(principal, 'print:start_card_group')
    return grant === null
      ? []
      : listReachedClasses(client, cardReach(principal), { scope: grant.scope, schoolId: null })
  })
}

export interface ClassCardsView {
  readonly class: CardClass
  readonly isOn: boolean
  readonly days: number
  readonly students: readonly CardStudent[]
}

/** Who is in a class, with the card of each; null: there is no such class at work. @throws Refusal where it is out of reach */
export function viewClassCards(
  world: DomainWorld,
  principal: Principal,
  classId: string,
): Promise<ClassCardsView | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const found = await findCardClass(client, districtId, classId)
    if (found === null) return null
    authoriseClassCards(principal, { classId, schoolId: found.schoolId })
    const rules = await readCardRules(client, districtId)
    const students = await listClassCards(client, districtId, { classId, now: world.now(), studentIds: null })
    return {
      class: found,
      ...rules,
      students: rules.isOn ? students : students.map((each) => ({ ...each, cardId: null })),
    }
  })
}

export interface StudentCardView {
  readonly isOn: boolean
  readonly days: number
  /** They are active, and nobody of the staff. */
  readonly mayPrint: boolean
  readonly card: ListedCard | null
}

/** The card of one student; null: there is none such within reach. @throws Refusal where they print nobody's */
export function viewStudentCard(
  world: DomainWorld,
  principal: Principal,
  studentId: string,
): Promise<StudentCardView | null> {
  return inDistrictClient(world, principal, async (client) => {
    const reach = cardReach(principal)
    const now = world.now()
    const student = await readStudent(client, reach, { personId: studentId, now })
    if (student === null || !mayOnStudent(principal, 'print:start_card_student', factsOf(student))) return null
    const rules = await readCardRules(client, principal.districtId)
    const search = { now, studentId, classId: null, page: 1, pageSize: 1 }
    const found = rules.isOn ? await listCards(client, reach, search) : { items: [] }
    const mayPrint = rules.isOn && student.state === 'active' && !student.isStaff
    return { ...rules, mayPrint, card: found.items[0] ?? null }
  })
}
