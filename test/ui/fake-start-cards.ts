/** Start cards for the fake backend: a class of which some have one, printing and revoking. */

import type { StartCard } from '../../src/http/contract/start-cards.ts'
import { Refused } from './fake-answers.ts'

const AT = '2026-11-20T15:04:00Z'
const UNTIL = '2027-05-19T15:04:00Z'
const CLASS = { id: '801', title: 'Science 7, period 4', schoolName: 'Abraham Lincoln Elementary School for the Arts' }
const IN_CLASS = [
  ['601', 'Amina', 'Abdi-Wellington', true],
  ['602', 'Bo', 'Brown', true],
  ['603', 'Cy', 'Cole', false],
] as const

/** What opens the fake's student. */
export const CARD_CODE = 'K7MQ4X-PDAB-CDEF'

export interface FakeStartCards {
  isOn: boolean
  cards: StartCard[]
}

export function openFakeStartCards(): FakeStartCards {
  return { isOn: true, cards: [cardOf('602', 'Bo', 'Brown')] }
}

let printed = 40
function cardOf(studentId: string, givenName: string, familyName: string): StartCard {
  printed += 1
  return {
    id: String(printed),
    studentId,
    givenName,
    familyName,
    number: `K7MQ${printed}`,
    classTitle: CLASS.title,
    schoolName: CLASS.schoolName,
    printedAt: AT,
    printedByName: 'Priya Raman',
    expiresAt: UNTIL,
    usedAt: studentId === '602' ? AT : null,
  }
}

interface Asked {
  readonly backend: { readonly startCards: FakeStartCards }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const rulesOf = ({ isOn }: FakeStartCards) => ({ isOn, days: 180 })

function print(backend: Asked['backend'], ids: readonly string[]): Blob {
  const { startCards } = backend
  const anew = IN_CLASS.filter(([id]) => ids.includes(id)).map(([id, given, family]) => cardOf(id, given, family))
  startCards.cards = [...startCards.cards.filter(({ studentId }) => !ids.includes(studentId)), ...anew]
  return new Blob(['%PDF-1.7'], { type: 'application/pdf' })
}

export const startCardHandlers = {
  'GET /api/v1/start-cards': ({ backend: { startCards } }: Asked) => ({
    items: startCards.cards,
    total: startCards.cards.length,
    page: 1,
    pageSize: 100,
    ...rulesOf(startCards),
  }),
  'GET /api/v1/start-cards/classes': () => ({
    classes: [{ ...CLASS, schoolId: '71' }],
  }),
  'GET /api/v1/start-cards/classes/{classId}': ({ backend: { startCards } }: Asked) => ({
    class: CLASS,
    students: IN_CLASS.map(([id, givenName, familyName, mayHave]) => ({
      id,
      givenName,
      familyName,
      mayHave,
      cardId: startCards.cards.find(({ studentId }) => studentId === id)?.id ?? null,
    })),
    ...rulesOf(startCards),
  }),
  'POST /api/v1/start-cards/classes/{classId}/print': ({ backend, body }: Asked) =>
    print(backend, body['studentIds'] as string[]),
  'POST /api/v1/start-cards/revocation': ({ backend: { startCards }, body }: Asked) => {
    const before = startCards.cards.length
    startCards.cards = startCards.cards.filter(({ id }) => !(body['cardIds'] as string[]).includes(id))
    return { revoked: before - startCards.cards.length }
  },
  'GET /api/v1/students/{studentId}/start-card': ({ backend: { startCards }, params }: Asked) => ({
    mayPrint: params['studentId'] !== '603',
    card: startCards.cards.find(({ studentId }) => studentId === params['studentId']) ?? null,
    ...rulesOf(startCards),
  }),
  'POST /api/v1/students/{studentId}/start-card': ({ backend, params }: Asked) =>
    print(backend, [params['studentId'] ?? '']),
}

/** @throws Refused as the server does for every code that opens nothing */
export function checkCard(code: unknown): void {
  if (code === CARD_CODE) return
  const message = 'This code opens nothing. Look at it once more. If it is right, ask your teacher for a new one.'
  throw new Refused(422, 'card_code', message, [{ field: 'code', code: 'card_code', message }])
}
