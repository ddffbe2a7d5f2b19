/** Products: the catalogue, whose students have what, and giving and taking back. */

import {
  assignProduct,
  changeProduct,
  previewAssign,
  type ProductRefusal,
  removeProduct,
  type ProductStop,
  type StudentsChange,
} from '../../../actions/seats/change-products.ts'
import {
  viewCatalogue,
  viewClassProducts,
  viewPersonProducts,
  viewProductFile,
  viewProductStudents,
} from '../../../views/seats/products.ts'
import {
  ClassProducts,
  PersonProducts,
  ProductBody,
  ProductClassParams,
  ProductFileQuery,
  ProductOutcome,
  ProductParams,
  ProductPersonParams,
  Products,
  ProductStudentQuery,
  ProductStudents,
  ProductStudentsBody,
} from '../../contract/products.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvOf } from '../../csv.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const DONE = { status: 204 } as const
const ASSIGN = { capability: 'assign:product_access' } as const

/** `/api/v1/products…`, and what a class and a student have. */
export function addProductRoutes(table: RouteTable, world: DomainWorld): void {
  addCatalogueRoutes(table, world)
  addStudentRoutes(table, world)
  addFileRoute(table, world)
  addPeopleRoutes(table, world)
}

function addCatalogueRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/products',
    access: ASSIGN,
    summary: 'The catalogue, with what is used and free of each product.',
    response: Products,
    handle: async ({ grant }) => ({ status: 200, body: { products: [...(await viewCatalogue(world, grant))] } }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/products/:product',
    seen: '/api/v1/products',
    access: { capability: 'set:licence_quantity' },
    summary: 'Enters a product into the catalogue or changes it.',
    params: ProductParams,
    body: ProductBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuseProduct(await changeProduct(world, grant, { id: params.product, ...body }))
      return DONE
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/products/:product',
    seen: '/api/v1/products',
    access: { capability: 'set:licence_quantity' },
    summary: 'Takes a product out of the catalogue; not while a student has it or a rule gives it.',
    params: ProductParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuseProduct(await removeProduct(world, grant, params.product))
      return DONE
    },
  })
}

function addStudentRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/products/:product/students',
    access: ASSIGN,
    summary: 'Which students have, await or keep a product, by hand or by which rule, with place, reason and dates.',
    params: ProductParams,
    query: ProductStudentQuery,
    response: ProductStudents,
    handle: async ({ grant, params, query }) => {
      const { state = null, q = '' } = query
      const found = await viewProductStudents(world, grant, { ...params, state, q, ...placeOf(query) })
      return { status: 200, body: orNotFound(found) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/students',
    access: ASSIGN,
    summary: 'Gives students, or a whole class, a product, or takes it back: all of them, or none.',
    params: ProductParams,
    body: ProductStudentsBody,
    response: ProductOutcome,
    handle: async ({ grant, params, body }) => ({
      status: 200,
      body: done(await assignProduct(world, grant, changeOf(params.product, body))),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/students/preview',
    access: ASSIGN,
    summary: 'Who would have it, who would wait and why; nothing is changed.',
    params: ProductParams,
    body: ProductStudentsBody,
    response: ProductOutcome,
    handle: async ({ grant, params, body }) => ({
      status: 200,
      body: done(await previewAssign(world, grant, changeOf(params.product, body))),
    }),
  })
}

function addFileRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/products/:product/students/export',
    access: ASSIGN,
    summary: 'Which students ask for a product, who has it, by hand or by which rule, all of them as CSV.',
    params: ProductParams,
    query: ProductFileQuery,
    handle: async ({ grant, params, query: { state = null } }) => {
      const rows = orNotFound(await viewProductFile(world, grant, { ...params, state }))
      return {
        status: 200,
        text: csvOf(rows),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${params.product}-requested-assigned.csv"`,
        },
      }
    },
  })
}

function addPeopleRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/products',
    access: ASSIGN,
    summary: 'What each student of a class has.',
    params: ProductClassParams,
    response: ClassProducts,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewClassProducts(world, grant, params.classId)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/products',
    access: ASSIGN,
    summary: 'What one student has.',
    params: ProductPersonParams,
    response: PersonProducts,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewPersonProducts(world, grant, params.personId)),
    }),
  })
}

function changeOf(product: string, body: ProductStudentsBody): StudentsChange {
  const to = 'classId' in body ? { classId: body.classId } : { personIds: body.personIds }
  return { product, to, give: body.give, until: body.until ?? null }
}

function done<T extends object>(outcome: T | ProductStop): T {
  if (!('problem' in outcome)) return outcome
  const { problem, madeFor = [], count = 0 } = outcome
  if (problem !== 'other_grade') throw refusalOf(problem)
  throw unprocessable(
    problem,
    `This product is for grades ${madeFor.join(', ')}. Of these students ${count} have another grade, or none on record; nothing was changed. Leave them out, or correct their grade or the grades of the product.`,
  )
}

/** @throws HttpError that says what can't be done and what would do */
export function refuseProduct(problem: ProductRefusal | null): void {
  if (problem !== null) throw refusalOf(problem)
}

/** What isn't there, or isn't theirs, gets the answer of what isn't there. */
export function refusalOf(problem: ProductRefusal): HttpError {
  if (problem === 'product_in_use')
    return new HttpError(
      409,
      problem,
      'Students have this product or a rule gives it. Take it back and remove the rules first.',
    )
  if (problem === 'products_off') return unprocessable(problem, 'This installation has no licence kind for products.')
  if (problem === 'rule_out_of_reach')
    return unprocessable(problem, 'Name schools that you look after: a rule of yours reaches no others.')
  const wrong = WRONG_FIELDS[problem]
  if (wrong === undefined) return notFound()
  return unprocessable(problem, wrong.says, [{ field: wrong.field, code: problem, message: wrong.says }])
}

const WRONG_FIELDS: Readonly<Partial<Record<ProductRefusal, { readonly field: string; readonly says: string }>>> = {
  rule_of_other_grades: {
    field: 'grades',
    says: 'The product isn’t made for all of these grades: name only such as it is for.',
  },
  until_past: { field: 'until', says: 'That day is over. Name today or a later day.' },
  until_of_nothing: { field: 'until', says: 'Only what is given ends on a day: leave it out to take a product back.' },
}
