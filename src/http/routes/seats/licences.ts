/** Licences: one by one, their people, their ledger and their time, and what somebody may change of them. */

import {
  changeCapacity,
  changeLicenceRules,
  changePurchase,
  chooseWhoYields,
  endGraceOf,
  prioritise,
  removePurchase,
  reserveSeats,
} from '../../../actions/seats/change-licence.ts'
import { viewLedgerFile } from '../../../views/seats/ledger-files.ts'
import { viewLedger, viewLicence, viewLicenceHistory, viewSeatFile, viewSeats } from '../../../views/seats/licences.ts'
import {
  CapacityBody,
  LedgerPage,
  LedgerQuery,
  LicenceDetail,
  LicenceHistory,
  LicenceParams,
  LicencePersonParams,
  LicenceSchoolParams,
  PriorityBody,
  PurchaseBody,
  PurchaseParams,
  ReservationBody,
  RulesBody,
  SeatFileQuery,
  SeatPage,
  SeatQuery,
} from '../../contract/licences.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvFile, csvStream } from '../../csv.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { purchaseIn, refuse, rulesIn } from './licence-answers.ts'
import { addLookFileRoutes } from './licence-look-files.ts'
import { addPreviewRoutes } from './licence-previews.ts'

const DONE = { status: 204 } as const

/** `/api/v1/licences/{kind}…` */
export function addLicenceRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addFileRoute(table, world)
  addTimeRoutes(table, world)
  addPurchaseRoutes(table, world)
  addRuleRoutes(table, world)
  addCapacityRoute(table, world)
  addPreviewRoutes(table, world)
  addLookFileRoutes(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind',
    access: { capability: 'view:licence_state' },
    summary: 'One licence: its figures, and for the district its purchases, rules and schools.',
    params: LicenceParams,
    response: LicenceDetail,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewLicence(world, grant, params.kind)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind/seats',
    access: { capability: 'view:licence_state' },
    summary: 'Who waits, holds or keeps a seat, with place, reason and dates.',
    params: LicenceParams,
    query: SeatQuery,
    response: SeatPage,
    handle: async ({ grant, params, query }) => {
      const { state = null, q = '' } = query
      const found = await viewSeats(world, grant, { ...params, state, q, ...placeOf(query) })
      return { status: 200, body: orNotFound(found) }
    },
  })
}

/** Requested, assigned and why, of everybody: the billing office counts with it. */
function addFileRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind/seats/export',
    access: { capability: 'view:licence_state' },
    summary: 'Who asks for a seat, who has one and why, all of them as CSV.',
    params: LicenceParams,
    query: SeatFileQuery,
    handle: async ({ grant, params, query: { state = null } }) => {
      const rows = orNotFound(await viewSeatFile(world, grant, { ...params, state }))
      return csvFile(`${params.kind.replace(':', '-')}-requested-assigned.csv`, rows)
    },
  })
}

function addTimeRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind/history',
    access: { capability: 'view:licence_state' },
    summary: 'Bought, used and awaited day by day, and what is known of the days until the end of the term.',
    params: LicenceParams,
    response: LicenceHistory,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewLicenceHistory(world, grant, params.kind)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind/ledger',
    access: { capability: 'view:ledger' },
    summary: 'What happened to seats, the newest first, each with its reason and cause.',
    params: LicenceParams,
    query: LedgerQuery,
    response: LedgerPage,
    handle: async ({ grant, params, query }) => ({
      status: 200,
      body: await viewLedger(world, grant, { ...params, ...placeOf(query) }),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/licences/:kind/ledger/export',
    access: { capability: 'view:ledger' },
    summary: 'The whole ledger of a licence as CSV, the newest entry first, however long it is.',
    params: LicenceParams,
    handle: async ({ grant, params: { kind } }) =>
      csvStream(`${kind.replace(':', '-')}-ledger.csv`, await viewLedgerFile(world, grant, kind)),
  })
}

function addPurchaseRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'set:licence_quantity' } as const
  table.add({
    method: 'put',
    path: '/api/v1/licences/:kind/purchases/:name',
    seen: '/api/v1/licences/:kind',
    access,
    summary: 'Enters a purchase with its term, or with `replaces` changes the one of that name; nobody is thrown out.',
    params: PurchaseParams,
    body: PurchaseBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuse(await changePurchase(world, grant, purchaseIn(params, body)))
      return DONE
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/licences/:kind/purchases/:name',
    seen: '/api/v1/licences/:kind',
    access,
    summary: 'Takes a purchase out; nobody is thrown out.',
    params: PurchaseParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuse(await removePurchase(world, grant, params))
      return DONE
    },
  })
  addYieldRoute(table, world)
  addReleaseRoute(table, world)
}

function addYieldRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/people/:personId/yield',
    access: { capability: 'set:licence_quantity' },
    summary: 'Of a licence that is over: this holder gives the seat back and waits behind all others.',
    params: LicencePersonParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuse(await chooseWhoYields(world, grant, params))
      return DONE
    },
  })
}

function addReleaseRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/licences/:kind/people/:personId/release',
    access: { capability: 'set:licence_quantity' },
    summary: 'Ends the time for which the seat of somebody who left is kept; whoever waits gets it at once.',
    params: LicencePersonParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuse(await endGraceOf(world, grant, params))
      return DONE
    },
  })
}

function addCapacityRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/educator-capacity',
    seen: '/api/v1/licences',
    access: { capability: 'set:licence_quantity' },
    summary: 'How many educators follow from the coaching seats bought; nobody who is in is dropped.',
    body: CapacityBody,
    status: 204,
    handle: async ({ grant, body }) => {
      refuse(await changeCapacity(world, grant, body.rule ?? {}))
      return DONE
    },
  })
}

function addRuleRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/licences/:kind/rules',
    seen: '/api/v1/licences/:kind',
    access: { capability: 'set:seat_priority' },
    summary: 'In which order seats are handed out, and how long grace and deadlines are.',
    params: LicenceParams,
    body: RulesBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuse(await changeLicenceRules(world, grant, { ...params, rules: rulesIn(body) }))
      return DONE
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/licences/:kind/reservations/:schoolId',
    seen: '/api/v1/licences/:kind',
    access: { capability: 'set:school_reservation' },
    summary: 'Keeps seats for the people of a school; 0: none.',
    params: LicenceSchoolParams,
    body: ReservationBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuse(await reserveSeats(world, grant, { ...params, ...body }))
      return DONE
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/licences/:kind/people/:personId/priority',
    access: { capability: 'set:seat_priority' },
    summary: 'Gives somebody a number in the order by hand, or takes it back.',
    params: LicencePersonParams,
    body: PriorityBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuse(await prioritise(world, grant, { ...params, ...body }))
      return DONE
    },
  })
}
