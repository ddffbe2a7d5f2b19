/** What is kept of one person: seen, taken along, held, erased. */

import { eraseAnybody, previewErasure } from '../../../actions/people/erase-person.ts'
import { type HoldOutcome, holdPerson, liftPersonHold } from '../../../actions/people/hold-person.ts'
import { noteExport } from '../../../actions/people/note-record-export.ts'
import type { Grant } from '../../../access/grant.ts'
import {
  viewHeldPeople,
  viewHolds,
  viewKept,
  viewKeptPeople,
  viewPersonRecord,
} from '../../../views/people/kept-person.ts'
import {
  EraseBody,
  HeldPage,
  HeldQuery,
  HoldBody,
  Holds,
  Kept,
  KeptPage,
  KeptParams,
  KeptQuery,
  PersonErasure,
  PersonRecord,
} from '../../contract/kept.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './staff-refusals.ts'

/** `/api/v1/people/{personId}/kept`, `…/record`, `…/hold`, `…/erasure`, and `/api/v1/legal-holds`. */
export function addKeptRoutes(table: RouteTable, world: DomainWorld): void {
  addRecordRoutes(table, world)
  addHeldList(table, world)
  addHoldRoutes(table, world)
  addErasureRoutes(table, world)
}

function addRecordRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'export:person_record' } as const
  table.add({
    method: 'get',
    path: '/api/v1/kept-people',
    access,
    summary: 'Everybody of whom something is kept, by family name; who has left is among them.',
    query: KeptQuery,
    response: KeptPage,
    handle: async ({ grant, query }) => {
      const found = await viewKeptPeople(world, grant, { q: query.q ?? '', ...placeOf(query) })
      return { status: 200, body: { ...found, items: [...found.items] } }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/kept',
    access,
    summary: 'What is kept of a person: which parts their file has, and what is not in it.',
    params: KeptParams,
    response: Kept,
    handle: async ({ grant, params }) => {
      const { person, sections, leftOut } = orNotFound(await viewKept(world, grant, params.personId))
      return { status: 200, body: { person, sections: [...sections], leftOut: [...leftOut] } }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/record',
    access,
    summary:
      'The file of what is kept of a person, as JSON, to be handed to them. That it was made goes on the audit log.',
    params: KeptParams,
    response: PersonRecord,
    handle: async ({ grant, params: { personId } }) => {
      const file = orNotFound(await viewPersonRecord(world, grant, personId))
      await noteExport(world, grant, personId)
      return {
        status: 200,
        body: {
          ...file,
          sections: file.sections.map((part) => ({ ...part, entries: [...part.entries] })),
          notInThisFile: [...file.notInThisFile],
        },
        headers: { 'Content-Disposition': `attachment; filename="record-${personId}.json"` },
      }
    },
  })
}

function addHoldRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'set:legal_hold' } as const
  const path = '/api/v1/people/:personId/hold'
  const shown = (grant: Grant<'set:legal_hold'>, personId: string) => showHolds(world, grant, personId)
  table.add({
    method: 'get',
    path,
    access,
    summary: 'Whether somebody is under a legal hold, since when, by whom and why; and holds before.',
    params: KeptParams,
    response: Holds,
    handle: ({ grant, params }) => shown(grant, params.personId),
  })
  table.add({
    method: 'post',
    path,
    access,
    summary: 'Put somebody under a legal hold: nothing that is kept of them is destroyed until it is lifted.',
    params: KeptParams,
    body: HoldBody,
    response: Holds,
    handle: async ({ grant, params: { personId }, body }) => {
      refuse(await holdPerson(world, grant, { personId, ...body }))
      return shown(grant, personId)
    },
  })
  table.add({
    method: 'delete',
    path,
    access,
    summary: 'Lift the legal hold on somebody.',
    params: KeptParams,
    response: Holds,
    handle: async ({ grant, params: { personId } }) => {
      refuse(await liftPersonHold(world, grant, personId))
      return shown(grant, personId)
    },
  })
}

function addHeldList(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'set:legal_hold' } as const
  table.add({
    method: 'get',
    path: '/api/v1/legal-holds',
    access,
    summary: 'Who is under a legal hold, the newest first.',
    query: HeldQuery,
    response: HeldPage,
    handle: async ({ grant, query }) => {
      const found = await viewHeldPeople(world, grant, placeOf(query))
      const items = found.items.map((each) => ({ ...each, setAt: new Date(each.setAt).toISOString() }))
      return { status: 200, body: { ...found, items } }
    },
  })
}

async function showHolds(world: DomainWorld, grant: Grant<'set:legal_hold'>, personId: string) {
  const holds = orNotFound(await viewHolds(world, grant, personId)).map(({ setAt, liftedAt, ...hold }) => ({
    ...hold,
    setAt: setAt.toISOString(),
    liftedAt: liftedAt?.toISOString() ?? null,
  }))
  return { status: 200, body: { isHeld: holds.some(({ liftedAt }) => liftedAt === null), holds } }
}

function refuse(outcome: HoldOutcome): void {
  if (outcome === 'person_unknown') throw notFound()
  if (outcome === 'reason_needed') {
    const message = 'Say why: the number of a case, or who has asked for it.'
    throw unprocessable('reason_needed', message, [{ field: 'reason', code: 'reason_needed', message }])
  }
  if (outcome === 'already_so') throw new HttpError(409, 'already_so', 'It is so already. Look at the person again.')
}

function addErasureRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'erase:person' } as const
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/erasure',
    access,
    summary: 'What goes for good if somebody is erased, and what stands in the way.',
    params: KeptParams,
    response: PersonErasure,
    handle: async ({ grant, params }) => {
      const { rest, ...erasure } = done(await previewErasure(world, grant, params.personId))
      return { status: 200, body: { ...erasure, rest: [...rest] } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/people/:personId/erasure',
    access,
    summary:
      'Erase somebody whom no feed has, staff or student, with all that is theirs, for good; their name has to be typed.',
    params: KeptParams,
    body: EraseBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      done(await eraseAnybody(world, grant, { ...params, ...body }))
      return { status: 204 }
    },
  })
}
