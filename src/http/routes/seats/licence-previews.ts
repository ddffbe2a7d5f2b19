/** What each change of a licence would do, and to whom, before it is made: the change itself, done and taken back. */

import {
  type LicenceEffect,
  type LicenceProblem,
  pageOf,
  previewCapacityRule,
  previewEndOfGrace,
  previewLicenceRules,
  previewPriority,
  previewPurchase,
  previewRemoval,
  previewReservation,
  previewYield,
} from '../../../actions/seats/change-licence.ts'
import {
  CapacityBody,
  LicenceParams,
  LicencePersonParams,
  LicencePreview,
  LicenceSchoolParams,
  PreviewQuery,
  PriorityBody,
  PurchaseBody,
  PurchaseParams,
  ReservationBody,
  RulesBody,
} from '../../contract/licences.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { pageIn, purchaseIn, refusalOf, rulesIn } from './licence-answers.ts'

const QUANTITY = { capability: 'set:licence_quantity' } as const

/** `…/preview` of every change of a licence, behind the permission of the change. */
export function addPreviewRoutes(table: RouteTable, world: DomainWorld): void {
  addPurchasePreviews(table, world)
  addPersonPreviews(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/rules/preview',
    access: { capability: 'set:seat_priority' },
    summary: 'Who would be next by another order, and what other times would do; nothing is changed.',
    params: LicenceParams,
    query: PreviewQuery,
    body: RulesBody,
    response: LicencePreview,
    handle: async ({ grant, params, query, body }) =>
      shown(await previewLicenceRules(world, grant, { ...params, rules: rulesIn(body), look: pageOf(pageIn(query)) })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/reservations/:schoolId/preview',
    access: { capability: 'set:school_reservation' },
    summary: 'What keeping so many seats for a school would do, and to whom; nothing is changed.',
    params: LicenceSchoolParams,
    query: PreviewQuery,
    body: ReservationBody,
    response: LicencePreview,
    handle: async ({ grant, params, query, body }) =>
      shown(await previewReservation(world, grant, { ...params, ...body, look: pageOf(pageIn(query)) })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/educator-capacity/preview',
    access: QUANTITY,
    summary: 'Which educators another capacity would let in or keep waiting; nothing is changed.',
    query: PreviewQuery,
    body: CapacityBody,
    response: LicencePreview,
    handle: async ({ grant, query, body }) =>
      shown(await previewCapacityRule(world, grant, { rule: body.rule ?? {}, look: pageOf(pageIn(query)) })),
  })
}

function addPurchasePreviews(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/purchases/:name/preview',
    access: QUANTITY,
    summary: 'What entering the purchase would do, and to whom; nothing is changed.',
    params: PurchaseParams,
    query: PreviewQuery,
    body: PurchaseBody,
    response: LicencePreview,
    handle: async ({ grant, params, query, body }) =>
      shown(await previewPurchase(world, grant, { ...purchaseIn(params, body), look: pageOf(pageIn(query)) })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/purchases/:name/removal/preview',
    access: QUANTITY,
    summary: 'What taking the purchase out would do, and to whom; nothing is changed.',
    params: PurchaseParams,
    query: PreviewQuery,
    response: LicencePreview,
    handle: async ({ grant, params, query }) =>
      shown(await previewRemoval(world, grant, { ...params, look: pageOf(pageIn(query)) })),
  })
}

function addPersonPreviews(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/people/:personId/priority/preview',
    access: { capability: 'set:seat_priority' },
    summary: 'Who would be next if they had this number in the order by hand; nothing is changed.',
    params: LicencePersonParams,
    query: PreviewQuery,
    body: PriorityBody,
    response: LicencePreview,
    handle: async ({ grant, params, query, body }) =>
      shown(await previewPriority(world, grant, { ...params, ...body, look: pageOf(pageIn(query)) })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/people/:personId/yield/preview',
    access: QUANTITY,
    summary: 'Of a licence that is over: who would be covered if this holder gave the seat back; nothing is changed.',
    params: LicencePersonParams,
    query: PreviewQuery,
    response: LicencePreview,
    handle: async ({ grant, params, query }) =>
      shown(await previewYield(world, grant, { ...params, look: pageOf(pageIn(query)) })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/people/:personId/release/preview',
    access: QUANTITY,
    summary: 'Who would get the seat that is kept for somebody who left; nothing is changed.',
    params: LicencePersonParams,
    response: LicencePreview,
    handle: async ({ grant, params }) =>
      shown(await previewEndOfGrace(world, grant, { ...params, look: pageOf(pageIn({})) })),
  })
}

function shown(outcome: LicenceEffect | LicenceProblem) {
  if ('problem' in outcome) throw refusalOf(outcome)
  const { kind: _, ...figures } = outcome
  return { status: 200, body: figures } as const
}
