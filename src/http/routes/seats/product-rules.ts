/** The rules that give students a product: "all of grade 4 of these schools". */

import { EVERYBODY, pageOf } from '../../../actions/seats/change-licence.ts'
import { changeProductRule, previewProductRule } from '../../../actions/seats/change-products.ts'
import { viewProductRules } from '../../../views/seats/products.ts'
import {
  ProductParams,
  ProductRuleBody,
  ProductRuleParams,
  ProductRulePreview,
  ProductRulePreviewBody,
  ProductRules,
} from '../../contract/products.ts'
import { PreviewQuery } from '../../contract/licences.ts'
import { csvFile } from '../../csv.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { pageIn } from './licence-answers.ts'
import { refusalOf, refuseProduct } from './products.ts'

const DONE = { status: 204 } as const
const ASSIGN = { capability: 'assign:product_access' } as const

/** `/api/v1/products/{product}/rules…` */
export function addProductRuleRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/products/:product/rules',
    access: ASSIGN,
    summary: 'The rules of a product, in the order in which their students get seats.',
    params: ProductParams,
    response: ProductRules,
    handle: async ({ grant, params }) => {
      const rules = orNotFound(await viewProductRules(world, grant, params.product))
      return { status: 200, body: { rules: [...rules] } }
    },
  })
  addChangingRoutes(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/rules/:name/preview',
    access: ASSIGN,
    summary: 'What setting the rule, or taking it out, would do, and to whom; nothing is changed.',
    params: ProductRuleParams,
    query: PreviewQuery,
    body: ProductRulePreviewBody,
    response: ProductRulePreview,
    handle: async ({ grant, params, query, body }) => {
      const change = { ...params, becomes: body.rule }
      const preview = await previewProductRule(world, grant, { change, look: pageOf(pageIn(query)) })
      if ('problem' in preview) throw refusalOf(preview.problem)
      const { kind: _, ...figures } = preview
      return { status: 200, body: figures }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/products/:product/rules/:name/preview/export',
    access: ASSIGN,
    summary: 'Every student in reach whom the rule would touch, or who would wait, as CSV; nothing is changed.',
    params: ProductRuleParams,
    body: ProductRulePreviewBody,
    handle: async ({ grant, params, body }) => {
      const change = { ...params, becomes: body.rule }
      const rows = await previewProductRule(world, grant, { change, look: EVERYBODY })
      if ('problem' in rows) throw refusalOf(rows.problem)
      return csvFile('preview.csv', rows)
    },
  })
}

function addChangingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/products/:product/rules/:name',
    seen: '/api/v1/products/:product/rules',
    access: ASSIGN,
    summary: 'Sets a rule; its students get seats at once, as far as there are any.',
    params: ProductRuleParams,
    body: ProductRuleBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuseProduct(await changeProductRule(world, grant, { ...params, becomes: body }))
      return DONE
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/products/:product/rules/:name',
    seen: '/api/v1/products/:product/rules',
    access: ASSIGN,
    summary: 'Takes a rule out; the seats of those whom nothing else gives it go into grace.',
    params: ProductRuleParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuseProduct(await changeProductRule(world, grant, { ...params, becomes: null }))
      return DONE
    },
  })
}
