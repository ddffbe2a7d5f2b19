/** Start cards: which are in force, printing them for a student or a class, and revoking them. */

import {
  type CardToPrint,
  printClassCards,
  printStudentCard,
  revokeStartCards,
} from '../../../actions/people/start-cards.ts'
import { viewCardClasses, viewCards, viewClassCards, viewStudentCard } from '../../../views/people/start-cards.ts'
import { viewTimezone } from '../../../views/people/me.ts'
import type { Principal } from '../../../access/principal.ts'
import { placeOf } from '../../contract/shapes.ts'
import {
  CardClasses,
  CardClassParams,
  ClassCards,
  PrintCardsBody,
  RevokeCardsBody,
  RevokedCards,
  StartCards,
  StartCardsQuery,
  StudentCard,
} from '../../contract/start-cards.ts'
import { StudentParams } from '../../contract/students.ts'
import { notFound, orNotFound } from '../../errors.ts'
import type { Reply, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { startCardPdf } from './start-card-pdf.ts'
import { studentDone } from './student-refusals.ts'

const ofStudents = { capability: 'print:start_card_student' } as const
const ofClass = { capability: 'print:start_card_group', onThing: true } as const

/** `/api/v1/start-cards…` and `/api/v1/students/{studentId}/start-card`. */
export function addStartCardRoutes(
  table: RouteTable,
  world: DomainWorld,
  { publicUrl }: { readonly publicUrl: string },
): void {
  addCardListRoutes(table, world)
  addOneCardRoute(table, world)
  addPrintRoutes(table, world, publicUrl)
  table.add({
    method: 'post',
    path: '/api/v1/start-cards/revocation',
    access: ofStudents,
    summary: 'Revoke start cards: they open nothing from the next request on, and what they have opened is over.',
    body: RevokeCardsBody,
    response: RevokedCards,
    handle: async ({ principal, body }) => {
      const revoked = await revokeStartCards(world, principal, body.cardIds)
      if (revoked === 0) throw notFound()
      return { status: 200, body: { revoked } }
    },
  })
}

function addCardListRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/start-cards',
    access: ofStudents,
    summary: 'The start cards in force of my students, the newest first; no codes.',
    query: StartCardsQuery,
    response: StartCards,
    handle: async ({ principal, query }) => {
      const { classId = null } = query
      return { status: 200, body: await viewCards(world, principal, { classId, studentId: null, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/start-cards/classes',
    access: { capability: 'print:start_card_group' },
    summary: 'The classes that I may print start cards for.',
    response: CardClasses,
    handle: async ({ principal }) => ({
      status: 200,
      body: { classes: [...(await viewCardClasses(world, principal))] },
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/start-cards/classes/:classId',
    access: ofClass,
    summary: 'Who is in a class, and who of them has a start card in force.',
    params: CardClassParams,
    response: ClassCards,
    handle: async ({ principal, params }) => {
      const found = orNotFound(await viewClassCards(world, principal, params.classId))
      const { id, title, schoolName } = found.class
      const students = found.students.map(({ username: _notShown, ...student }) => student)
      return { status: 200, body: { ...found, class: { id, title, schoolName }, students } }
    },
  })
}

function addOneCardRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/students/:studentId/start-card',
    access: { ...ofStudents, onThing: true },
    summary: 'The start card in force of one student, and whether I may print one.',
    params: StudentParams,
    response: StudentCard,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: orNotFound(await viewStudentCard(world, principal, params.studentId)),
    }),
  })
}

function addPrintRoutes(table: RouteTable, world: DomainWorld, publicUrl: string): void {
  const print = async (principal: Principal, cards: readonly CardToPrint[]): Promise<Reply<never>> => {
    const timezone = await viewTimezone(world, principal)
    const bytes = await startCardPdf(cards, { publicUrl, timezone, madeAt: world.now() })
    return { status: 200, file: { name: 'start-cards.pdf', mediaType: 'application/pdf', bytes } }
  }
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/start-card',
    access: { ...ofStudents, onThing: true },
    summary:
      'Print a start card for one student, as PDF. The one that they had opens nothing any more; the code is kept nowhere.',
    params: StudentParams,
    handle: async ({ principal, params }) =>
      print(principal, studentDone(await printStudentCard(world, principal, params.studentId))),
  })
  table.add({
    method: 'post',
    path: '/api/v1/start-cards/classes/:classId/print',
    access: ofClass,
    summary:
      'Print start cards for a class, or for some in it, as PDF. Cards that they had open nothing any more; codes are kept nowhere.',
    params: CardClassParams,
    body: PrintCardsBody,
    handle: async ({ principal, params: { classId }, body }) => {
      const { studentIds = null } = body
      return print(principal, studentDone(await printClassCards(world, principal, { classId, studentIds })))
    },
  })
}
