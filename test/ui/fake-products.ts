/** Products of the fake backend: two of them, a class of students, one rule. */

import type { ProductOutcome, ProductRules, Products, ProductStudent } from '../../src/http/contract/products.ts'
import { csvOf } from '../../src/http/csv.ts'
import { found, ofName, pageOf, Refused } from './fake-answers.ts'

const SINCE = '2026-11-20T08:00:00.000Z'
type Product = Products['products'][number]
type Rule = ProductRules['rules'][number]

interface FakeProduct {
  product: Omit<Product, 'used' | 'waiting' | 'grace' | 'free' | 'rules'>
  students: ProductStudent[]
  rules: Rule[]
}
export interface FakeProducts {
  readonly products: Map<string, FakeProduct>
}

function studentAt(index: number, state: ProductStudent['state'], rules: readonly string[] = []): ProductStudent {
  const waits = state === 'waiting'
  return {
    person: { id: String(700 + index), givenName: `Student ${index + 1}`, familyName: 'Rivera' },
    state,
    since: SINCE,
    until: state === 'grace' || state === 'over' ? '2026-12-20T08:00:00.000Z' : null,
    position: waits ? index + 1 : null,
    reason: waits ? 'all_in_use' : null,
    byHand: rules.length === 0 && state !== 'taken_back',
    handUntil: null,
    rules: [...rules],
    schools: ['Riverside Elementary'],
    grades: ['04'],
  }
}

function open(
  id: string,
  name: string,
  o: { bought: number; students: ProductStudent[]; rules?: Rule[] },
): FakeProduct {
  const { bought, students, rules = [] } = o
  const figures = { bought, usedHere: null, waitingHere: null }
  return {
    product: { id, name, grades: ['04'], category: 'Literacy', kind: `product-seats:${id}`, ...figures },
    students,
    rules,
  }
}

/** A product of that many students in each state. */
export function openFakeProduct(bought: number, states: Partial<Record<ProductStudent['state'], number>>): FakeProduct {
  const students: ProductStudent[] = []
  for (const [state, many] of Object.entries(states))
    for (let index = 0; index < many; index += 1)
      students.push(studentAt(students.length, state as ProductStudent['state'], index % 2 === 1 ? ['Grade 4'] : []))
  return open('reading', 'Reading Plus', { bought, students })
}

export function openFakeProducts(): { readonly products: FakeProducts } {
  const grade4: Rule = { name: 'Grade 4', position: 1, grades: ['04'], schools: [], mine: true }
  const states = ['waiting', 'assigned', 'assigned', 'grace', 'taken_back'] as const
  const few = states.map((state, index) => studentAt(index, state, index > 1 ? ['Grade 4'] : []))
  const products = [
    open('reading', 'Reading Plus', { bought: 3, students: few, rules: [grade4] }),
    open('math', 'Math Lab', { bought: 0, students: [] }),
  ]
  return { products: { products: new Map(products.map((one) => [one.product.id, one])) } }
}

interface Asked {
  readonly backend: { readonly products: FakeProducts }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

function count({ students }: FakeProduct, ...states: readonly ProductStudent['state'][]): number {
  return students.filter(({ state }) => states.includes(state)).length
}

function lineOf(one: FakeProduct): Product {
  const used = count(one, 'assigned', 'over', 'grace')
  const free = Math.max(0, (one.product.bought ?? 0) - used)
  return {
    ...one.product,
    used,
    waiting: count(one, 'waiting'),
    grace: count(one, 'grace'),
    free,
    rules: one.rules.length,
  }
}

function productIn({ backend, params }: Pick<Asked, 'backend' | 'params'>): FakeProduct {
  return found(backend.products.products.get(params['product'] ?? ''))
}

function give(one: FakeProduct, body: Readonly<Record<string, unknown>>, isKept: boolean): ProductOutcome {
  const asked = Array.isArray(body['personIds']) ? (body['personIds'] as string[]) : ['700', '701', '702']
  const { free } = lineOf(one)
  const students = asked.map((id, index): ProductOutcome['students'][number] => {
    const before = one.students.find(({ person }) => person.id === id)
    const person = before?.person ?? { id, givenName: 'Student', familyName: id }
    const had = before === undefined || before.state === 'taken_back' ? null : before.state
    const next = had ?? (index < free ? ('assigned' as const) : ('waiting' as const))
    const has = body['give'] === true ? next : null
    return { person, had, has, reason: has === 'waiting' ? 'all_in_use' : null, until: null }
  })
  if (isKept)
    for (const { person, has } of students) {
      one.students = one.students.filter((each) => each.person.id !== person.id)
      if (has !== null) one.students.push({ ...studentAt(0, has), person, handUntil: untilIn(body) })
    }
  return {
    students,
    assigned: students.filter(({ had, has }) => had === null && has === 'assigned').length,
    waits: students.filter(({ had, has }) => had === null && has === 'waiting').length,
    freed: students.filter(({ had, has }) => had !== null && has === null).length,
    short: students.filter(({ has }) => has === 'waiting').length,
    leftOut: [],
  }
}

function untilIn(body: Readonly<Record<string, unknown>>): string | null {
  return typeof body['until'] === 'string' ? body['until'] : null
}

/** The last student of the class is of a grade for which neither is made. */
const CLASS_GRADES = ['04', '04', '05'] as const

const NOTHING_MOVES = {
  bought: 3,
  used: 3,
  over: 0,
  needed: 4,
  waiting: 1,
  grace: 1,
  short: 1,
  moves: [],
  moveCount: 0,
  moveCounts: [],
}

export const productHandlers = {
  'GET /api/v1/products': ({ backend }: Asked) => ({ products: [...backend.products.products.values()].map(lineOf) }),
  'PUT /api/v1/products/{product}': ({ backend, params, body }: Asked) => {
    const id = params['product'] ?? ''
    const known = backend.products.products.get(id) ?? open(id, '', { bought: 0, students: [] })
    const [name, category] = [String(body['name']), String(body['category'])]
    known.product = { ...known.product, name, category, grades: body['grades'] as string[] }
    backend.products.products.set(id, known)
    return null
  },
  // Whoever has it loses it, unless it stays for all or their grade.
  'POST /api/v1/products/{product}/preview': (asked: Asked) => {
    const one = productIn(asked)
    const grades = asked.body['grades'] as string[]
    const lose = one.students.filter(
      (each) => each.state === 'assigned' && grades.length > 0 && !each.grades.some((grade) => grades.includes(grade)),
    )
    return {
      ...NOTHING_MOVES,
      moves: lose.map(({ person }, index) => ({
        kind: one.product.kind,
        seq: index + 1,
        at: SINCE,
        move: 'leave' as const,
        person,
        reason: 'grade_left' as const,
        until: null,
        quantity: null,
        purchase: null,
        runId: null,
        actor: 'person:1',
        actorName: null,
      })),
      moveCount: lose.length,
      moveCounts: lose.length === 0 ? [] : [{ move: 'leave' as const, count: lose.length }],
      waitingPeople: [],
    }
  },
  'DELETE /api/v1/products/{product}': (asked: Asked) => {
    const one = productIn(asked)
    if (one.students.length + one.rules.length > 0)
      throw new Refused(409, 'product_in_use', 'Students have this product or a rule gives it.')
    asked.backend.products.products.delete(one.product.id)
    return null
  },
  'GET /api/v1/products/{product}/students': (asked: Asked) => {
    const state = asked.query.get('state')
    const inState = productIn(asked).students.filter((one) => state === null || one.state === state)
    return pageOf(ofName(inState, asked.query), asked.query)
  },
  'GET /api/v1/products/{product}/students/export': (asked: Asked) =>
    csvOf([
      [
        'family name',
        'given name',
        'person',
        'schools',
        'grades',
        'requested',
        'assigned',
        'place in the queue',
        'reason',
      ],
      ...productIn(asked).students.map(({ person, schools, grades, state, position, reason }) => [
        person.familyName,
        person.givenName,
        `id:${person.id}`,
        schools.join('; '),
        grades.join('; '),
        state === 'grace' || state === 'taken_back' ? 'no' : 'yes',
        state === 'waiting' || state === 'taken_back' ? 'no' : 'yes',
        position === null ? '' : String(position),
        reason ?? '',
      ]),
    ]),
  'POST /api/v1/products/{product}/students': (asked: Asked) => give(productIn(asked), asked.body, true),
  'POST /api/v1/products/{product}/students/preview': (asked: Asked) => give(productIn(asked), asked.body, false),
  'GET /api/v1/products/{product}/rules': (asked: Asked) => ({ rules: productIn(asked).rules }),
  'PUT /api/v1/products/{product}/rules/{name}': (asked: Asked) => {
    const one = productIn(asked)
    const name = asked.params['name'] ?? ''
    const { position, grades } = asked.body as { position: number; grades: string[] }
    one.rules = [...one.rules.filter((rule) => rule.name !== name), { name, position, grades, schools: [], mine: true }]
    return null
  },
  'DELETE /api/v1/products/{product}/rules/{name}': (asked: Asked) => {
    const one = productIn(asked)
    one.rules = one.rules.filter((rule) => rule.name !== asked.params['name'])
    return null
  },
  'POST /api/v1/products/{product}/rules/{name}/preview': (asked: Asked) => ({
    ...NOTHING_MOVES,
    waitingPeople: productIn(asked)
      .students.filter(({ state }) => state === 'waiting')
      .map(({ person, since, until, position, reason, schools }) => ({
        person,
        state: 'waiting' as const,
        since,
        until,
        position,
        reason,
        priority: null,
        roles: ['student'],
        schools,
      })),
  }),
  'GET /api/v1/classes/{classId}/products': ({ backend }: Asked) => {
    const all = [...backend.products.products.values()]
    return {
      products: all.map(lineOf).map(({ id, name, grades, free }) => ({ id, name, grades, free })),
      students: CLASS_GRADES.map((grade, index) => {
        const { person } = studentAt(index, 'assigned')
        const notFor = all.filter(({ product }) => !product.grades.includes(grade)).map(({ product }) => product.id)
        return { person, grades: [grade], notFor, products: hadBy(all, person.id) }
      }),
    }
  },
  'GET /api/v1/people/{personId}/products': ({ backend, params }: Asked) => {
    const all = [...backend.products.products.values()]
    return {
      products: all.map(lineOf).map(({ id, name, grades, free }) => ({ id, name, grades, free })),
      notFor: [],
      has: hadBy(all, params['personId'] ?? ''),
    }
  },
}

function hadBy(all: readonly FakeProduct[], personId: string) {
  return all.flatMap(({ product, students }) =>
    students
      .filter(({ person }) => person.id === personId)
      .map(({ state, until, byHand, handUntil, rules }) => ({
        product: product.id,
        state: state === 'taken_back' ? null : state,
        until,
        byHand,
        handUntil,
        rules,
        takenBack: state === 'taken_back',
      })),
  )
}
