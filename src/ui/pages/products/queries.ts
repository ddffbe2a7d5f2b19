/** What the pages of products ask the server for; every change asks for all of it anew. */
import { queryOptions } from '@tanstack/react-query'
import type { ProductStudentQuery } from '../../../http/contract/products.ts'
import { readProductStudents } from '../../long-lists.ts'
import type { Send } from '../../session/session.ts'

/** What every query of products begins with. */
export const PRODUCTS = 'products'

export const catalogueQuery = (send: Send) =>
  queryOptions({ queryKey: [PRODUCTS], queryFn: ({ signal }) => send('GET /api/v1/products', { signal }) })

/** Up to a bound. */
export const productStudentsQuery = (
  send: Send,
  product: string,
  state: NonNullable<ProductStudentQuery['state']> | null,
) =>
  queryOptions({
    queryKey: [PRODUCTS, product, 'students', state],
    queryFn: ({ signal }) => readProductStudents(send, { product, state }, signal),
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
