/** Products: the catalogue, whose students have what, and the rules that give them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { LicencePreview } from './licences.ts'
import { DateOnly, DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

const count = Type.Integer({ minimum: 0 })
const ProductId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', description: 'What other systems call it.' })
const RuleName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$' })
const Grades = Type.Array(Type.String({ minLength: 1, maxLength: 20 }), {
  uniqueItems: true,
  maxItems: 40,
  description: 'As the roster has them: 04, KG. None: all.',
})
const words = <Word extends string>(...each: readonly Word[]) => Type.Union(each.map((word) => Type.Literal(word)))
const WaitReason = words('none_bought', 'all_in_use', 'held_in_grace', 'over_bought', 'reserved_elsewhere')
const SeatStateName = words('assigned', 'waiting', 'grace', 'over')
const ProductState = words('assigned', 'waiting', 'grace', 'over', 'taken_back')

export const ProductParams = exactly({ product: ProductId })
export const ProductRuleParams = exactly({ product: ProductId, name: RuleName })
export const ProductPersonParams = exactly({ personId: Id })
export const ProductClassParams = exactly({ classId: Id })

const named = { id: ProductId, name: Type.String() }

/** `GET /api/v1/products`: the catalogue. `usedHere` and `waitingHere`: of students in reach, where that isn't everybody. */
export const Products = exactly({
  products: Type.Array(
    exactly({
      ...named,
      grades: Type.Array(Type.String()),
      category: Type.String(),
      kind: Type.String({ description: 'The kind of its licence.' }),
      bought: nullable(count),
      used: nullable(count),
      waiting: nullable(count),
      grace: nullable(count),
      free: count,
      usedHere: nullable(count),
      waitingHere: nullable(count),
      rules: count,
    }),
  ),
})
export type Products = Static<typeof Products>

/** `PUT /api/v1/products/{product}` */
export const ProductBody = exactly({
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  grades: Grades,
  category: Type.String({ maxLength: 60, description: 'What the district files it under; empty: nothing.' }),
})
export type ProductBody = Static<typeof ProductBody>
/** `POST /api/v1/products/{product}/preview?page=&pageSize=` */
export const ProductPreview = LicencePreview
export type ProductPreview = Static<typeof ProductPreview>

/** `GET /api/v1/products/{product}/students?state=&q=&page=&pageSize=` */
export const ProductStudentQuery = exactly({
  state: Type.Optional(ProductState),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Words that a name must all contain.' })),
  ...pageQuery,
  ...sortQuery('name', 'state', 'since', 'until'),
})
export type ProductStudentQuery = Static<typeof ProductStudentQuery>
/** `GET /api/v1/products/{product}/students/export?state=` */
export const ProductFileQuery = exactly({ state: Type.Optional(ProductState) })
export type ProductFileQuery = Static<typeof ProductFileQuery>
export const ProductStudent = exactly({
  person: PersonName,
  state: ProductState,
  since: DateTime,
  until: nullable(DateTime),
  position: nullable(Type.Integer({ minimum: 1, description: 'The place in the queue.' })),
  reason: nullable(WaitReason),
  byHand: Type.Boolean({ description: 'Somebody gave it to them.' }),
  handUntil: nullable(DateOnly),
  rules: Type.Array(Type.String(), { description: 'The rules that name them, the first first.' }),
  schools: Type.Array(Type.String(), { description: 'Where they work or learn, by name.' }),
  grades: Type.Array(Type.String()),
})
export type ProductStudent = Static<typeof ProductStudent>
export const ProductStudents = pageOf(ProductStudent)
export type ProductStudents = Static<typeof ProductStudents>

/** Of what is given: the last day on which they have it; none: until it is taken back. */
const until = Type.Optional(DateOnly)
/**
 * `POST /api/v1/products/{product}/students` and the preview of it: all of them, or none. Of a class those are left out for whose
 * grade the product isn't made.
 */
export const ProductStudentsBody = Type.Union([
  exactly({
    give: Type.Boolean({ description: 'false: it is taken back.' }),
    until,
    personIds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  }),
  exactly({ give: Type.Boolean(), until, classId: Id }),
])
export type ProductStudentsBody = Static<typeof ProductStudentsBody>
export const ProductOutcome = exactly({
  students: Type.Array(
    exactly({
      person: PersonName,
      had: nullable(SeatStateName),
      has: nullable(SeatStateName),
      reason: nullable(WaitReason),
      until: nullable(DateTime),
    }),
  ),
  assigned: count,
  waits: count,
  freed: count,
  short: Type.Integer({
    minimum: 0,
    description:
      'Seats of the product to buy so that nobody waits for one, those who waited before these students among them.',
  }),
  leftOut: Type.Array(exactly({ person: PersonName, grades: Type.Array(Type.String()) }), {
    description: 'Of a class: for whose grade the product isn’t made. They don’t get it.',
  }),
})
export type ProductOutcome = Static<typeof ProductOutcome>

/** `GET /api/v1/products/{product}/rules`, in the order in which their students get seats. */
export const ProductRules = exactly({
  rules: Type.Array(
    exactly({
      name: RuleName,
      position: Type.Integer({ minimum: 1 }),
      grades: Type.Array(Type.String()),
      schools: Type.Array(Named),
      mine: Type.Boolean({ description: 'Whoever asks may change it: all its schools are theirs.' }),
    }),
  ),
})
export type ProductRules = Static<typeof ProductRules>
/** `PUT /api/v1/products/{product}/rules/{name}` and the preview of it */
export const ProductRuleBody = exactly({
  position: Type.Integer({ minimum: 1, maximum: 9999, description: 'Rules with a lower number come first.' }),
  grades: Grades,
  schoolIds: Type.Array(Id, { uniqueItems: true, maxItems: 2000, description: 'None: every school.' }),
})
export type ProductRuleBody = Static<typeof ProductRuleBody>
/** `POST /api/v1/products/{product}/rules/{name}/preview`; null: what taking the rule out would do. */
export const ProductRulePreviewBody = exactly({ rule: nullable(ProductRuleBody) })
export type ProductRulePreviewBody = Static<typeof ProductRulePreviewBody>
export const ProductRulePreview = LicencePreview
export type ProductRulePreview = Static<typeof ProductRulePreview>

const had = exactly({
  product: ProductId,
  state: nullable(SeatStateName),
  until: nullable(DateTime),
  byHand: Type.Boolean(),
  handUntil: nullable(DateOnly),
  rules: Type.Array(Type.String()),
  takenBack: Type.Boolean({ description: 'Somebody took it back though a rule gives it.' }),
})
/** Of the catalogue, those that aren't made for the student's grade. */
const notFor = Type.Array(ProductId)
const catalogue = Type.Array(exactly({ ...named, grades: Type.Array(Type.String()), free: count }))

/** `GET /api/v1/classes/{classId}/products`: what each student of the class has. */
export const ClassProducts = exactly({
  products: catalogue,
  students: Type.Array(
    exactly({ person: PersonName, grades: Type.Array(Type.String()), notFor, products: Type.Array(had) }),
  ),
})
export type ClassProducts = Static<typeof ClassProducts>
/** `GET /api/v1/people/{personId}/products`: what one student has. */
export const PersonProducts = exactly({ products: catalogue, notFor, has: Type.Array(had) })
export type PersonProducts = Static<typeof PersonProducts>
