/** Everybody whom a change of a licence would touch, as one file: the same look as the page's, read in one go. */

import {
  EVERYBODY,
  type LicenceProblem,
  previewCapacityRule,
  previewLicenceRules,
  previewPurchase,
  previewRemoval,
  previewReservation,
} from '../../../actions/seats/change-licence.ts'
import {
  CapacityBody,
  LicenceParams,
  LicenceSchoolParams,
  PurchaseBody,
  PurchaseParams,
  ReservationBody,
  RulesBody,
} from '../../contract/licences.ts'
import { csvFile } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { purchaseIn, refusalOf, rulesIn } from './licence-answers.ts'

const QUANTITY = { capability: 'set:licence_quantity' } as const

/** `…/preview/export` of what many people may stand in, behind the permission of the change. */
export function addLookFileRoutes(table: RouteTable, world: DomainWorld): void {
  addPurchaseFiles(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/rules/preview/export',
    access: { capability: 'set:seat_priority' },
    summary: 'Everybody whom other rules would touch, and everybody who would wait, as CSV; nothing is changed.',
    params: LicenceParams,
    body: RulesBody,
    handle: async ({ grant, params, body }) =>
      lookFile(await previewLicenceRules(world, grant, { ...params, rules: rulesIn(body), look: EVERYBODY })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/reservations/:schoolId/preview/export',
    access: { capability: 'set:school_reservation' },
    summary: 'Everybody whom keeping so many seats for a school would touch, as CSV; nothing is changed.',
    params: LicenceSchoolParams,
    body: ReservationBody,
    handle: async ({ grant, params, body }) =>
      lookFile(await previewReservation(world, grant, { ...params, ...body, look: EVERYBODY })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/educator-capacity/preview/export',
    access: QUANTITY,
    summary: 'Every educator whom another capacity would let in or keep waiting, as CSV; nothing is changed.',
    body: CapacityBody,
    handle: async ({ grant, body }) =>
      lookFile(await previewCapacityRule(world, grant, { rule: body.rule ?? {}, look: EVERYBODY })),
  })
}

function addPurchaseFiles(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/purchases/:name/preview/export',
    access: QUANTITY,
    summary: 'Everybody whom entering the purchase would touch, and everybody who would wait, as CSV.',
    params: PurchaseParams,
    body: PurchaseBody,
    handle: async ({ grant, params, body }) =>
      lookFile(await previewPurchase(world, grant, { ...purchaseIn(params, body), look: EVERYBODY })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/purchases/:name/removal/preview/export',
    access: QUANTITY,
    summary: 'Everybody whom taking the purchase out would touch, and everybody who would wait, as CSV.',
    params: PurchaseParams,
    handle: async ({ grant, params }) => lookFile(await previewRemoval(world, grant, { ...params, look: EVERYBODY })),
  })
}

function lookFile(outcome: readonly (readonly string[])[] | LicenceProblem) {
  if ('problem' in outcome) throw refusalOf(outcome)
  return csvFile('preview.csv', outcome)
}
