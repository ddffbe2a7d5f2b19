/** What entering a product, or changing its grades, would do: who loses it, who waits, who gains it. */

import { EVERYBODY, pageOf } from '../../../actions/seats/change-licence.ts'
import { previewProduct } from '../../../actions/seats/change-products.ts'
import { PreviewQuery } from '../../contract/licences.ts'
import { ProductBody, ProductParams, ProductPreview } from '../../contract/products.ts'
import { csvFile } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { pageIn } from './licence-answers.ts'
import { refusalOf } from './products.ts'

const QUANTITY = { capability: 'set:licence_quantity' } as const

/** `/api/v1/products/{product}/preview…`, behind the permission of the change. */
export function addProductPreviewRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/preview',
    access: QUANTITY,
    summary: 'Who would lose a product, wait for it or get it if it were for these grades; nothing is changed.',
    params: ProductParams,
    query: PreviewQuery,
    body: ProductBody,
    response: ProductPreview,
    handle: async ({ grant, params, query, body }) => {
      const asked = { product: { id: params.product, ...body }, look: pageOf(pageIn(query)) }
      const preview = await previewProduct(world, grant, asked)
      if ('problem' in preview) throw refusalOf(preview.problem)
      const { kind: _, ...figures } = preview
      return { status: 200, body: figures }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/preview/export',
    access: QUANTITY,
    summary: 'Every student whom the change of a product would touch, or who would wait, as CSV; nothing is changed.',
    params: ProductParams,
    body: ProductBody,
    handle: async ({ grant, params, body }) => {
      const asked = { product: { id: params.product, ...body }, look: EVERYBODY }
      const rows = await previewProduct(world, grant, asked)
      if ('problem' in rows) throw refusalOf(rows.problem)
      return csvFile('preview.csv', rows)
    },
  })
}
