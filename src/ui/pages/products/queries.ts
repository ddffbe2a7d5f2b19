/** What the pages of products ask the server for; every change asks for all of it anew. */
import { queryOptions } from '@tanstack/react-query'
import type { ProductStudentQuery } from '../../../http/contract/products.ts'
import type { Sort } from '../../parts/sorting.ts'
import type { Send } from '../../session/session.ts'

/** What every query of products begins with. */
export const PRODUCTS = 'products'

export const catalogueQuery = (send: Send) =>
  queryOptions({ queryKey: [PRODUCTS], queryFn: ({ signal }) => send('GET /api/v1/products', { signal }) })

export const STUDENT_ROWS = 25

interface StudentPlace {
  /** Null: in whatever state. */
  readonly state: NonNullable<ProductStudentQuery['state']> | null
  /** What a name must contain; empty: nothing. */
  readonly q: string
  /** From 0. */
  readonly page: number
  readonly sort: Sort
}

/** One page of the students, as the server sorts them. */
export const productStudentsQuery = (send: Send, product: string, { state, q, page, sort }: StudentPlace) =>
  queryOptions({
    queryKey: [PRODUCTS, product, 'students', state, q, page, sort],
    queryFn: ({ signal }) => {
      const order = { sort: `${sort.descending ? '-' : ''}${sort.column}` }
      const wish = { ...(state === null ? {} : { state }), ...(q === '' ? {} : { q }) }
      const query = { page: page + 1, pageSize: STUDENT_ROWS, ...order, ...wish }
      return send('GET /api/v1/products/{product}/students', { params: { product }, query, signal })
    },
  })

export const productRulesQuery = (send: Send, product: string) =>
  queryOptions({
    queryKey: [PRODUCTS, product, 'rules'],
    queryFn: ({ signal }) => send('GET /api/v1/products/{product}/rules', { params: { product }, signal }),
  })

export const classProductsQuery = (send: Send, classId: string) =>
  queryOptions({
    queryKey: [PRODUCTS, 'class', classId],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/products', { params: { classId }, signal }),
  })

export const personProductsQuery = (send: Send, personId: string) =>
  queryOptions({
    queryKey: [PRODUCTS, 'person', personId],
    queryFn: ({ signal }) => send('GET /api/v1/people/{personId}/products', { params: { personId }, signal }),
  })
