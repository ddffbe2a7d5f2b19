/** Motivational programmes of a class: making them, giving points, and the hours at which avatars rest. */

import {
  editProgramme,
  givePoints,
  makeProgramme,
  type ProgrammeRefused,
  takeBackPoints,
} from '../../../actions/people/run-programme.ts'
import { changeAvatarHours } from '../../../actions/people/set-avatar-hours.ts'
import {
  viewAvatarHours,
  viewPointEntries,
  viewProgramme,
  viewProgrammes,
  viewProgrammeStudents,
} from '../../../views/people/programmes.ts'
import {
  AvatarHours,
  AvatarHoursBody,
  ClassParams,
  GivePointsBody,
  PointEntries,
  PointEntriesQuery,
  PointsGiven,
  PointsTakenBack,
  Programme,
  ProgrammeBody,
  ProgrammeParams,
  Programmes,
  ProgrammeSaved,
  ProgrammeStudents,
  TakeBackBody,
} from '../../contract/programmes.ts'
import { placeOf } from '../../contract/shapes.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { hoursRefusal, programmeRefusal, termsRefusal } from './programme-refusals.ts'

const RESTRICT = { capability: 'restrict:avatar_and_accessory_purchase', onThing: true } as const
const RUN = { capability: 'administer:motivational_program', onThing: true } as const
const HOURS = '/api/v1/classes/:classId/avatar-hours'
const OF_CLASS = '/api/v1/classes/:classId/programmes'
const ONE = '/api/v1/programmes/:programmeId'

/** `/api/v1/classes/{classId}/avatar-hours`, `/api/v1/classes/{classId}/programmes` and `/api/v1/programmes…`. */
export function addProgrammeRoutes(table: RouteTable, world: DomainWorld): void {
  addHoursRoutes(table, world)
  addClassRoutes(table, world)
  addOneProgrammeRoutes(table, world)
  addPointRoutes(table, world)
}

function addHoursRoutes(table: RouteTable, world: DomainWorld): void {
  const look = async (principal: Parameters<typeof viewAvatarHours>[1], classId: string) => {
    const found = orNotFound(await viewAvatarHours(world, principal, classId))
    const { id, title, schoolName } = found.class
    return { class: { id, title, schoolName }, hours: [...found.hours], mayRunProgrammes: found.mayRunProgrammes }
  }
  table.add({
    method: 'get',
    path: HOURS,
    access: RESTRICT,
    summary: 'The hours of the week at which the students of a class build no avatar and buy nothing for it.',
    params: ClassParams,
    response: AvatarHours,
    handle: async ({ principal, params }) => ({ status: 200, body: await look(principal, params.classId) }),
  })
  table.add({
    method: 'put',
    path: HOURS,
    seen: HOURS,
    access: RESTRICT,
    summary: 'Say at which hours of the week the avatars of a class’s students rest, in whichever class they are then.',
    params: ClassParams,
    body: AvatarHoursBody,
    response: AvatarHours,
    handle: async ({ principal, params: { classId }, body }) => {
      const { faults } = orNotFound(await changeAvatarHours(world, principal, { classId, ...body }))
      if (faults.length > 0) throw hoursRefusal(faults)
      return { status: 200, body: await look(principal, classId) }
    },
  })
}

function addClassRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: OF_CLASS,
    access: RUN,
    summary: 'The motivational programmes of a class, the newest first.',
    params: ClassParams,
    response: Programmes,
    handle: async ({ principal, params }) => {
      const programmes = orNotFound(await viewProgrammes(world, principal, params.classId))
      return {
        status: 200,
        body: { programmes: programmes.map((one) => ({ ...one, reasons: [...one.reasons] })) },
      }
    },
  })
  table.add({
    method: 'post',
    path: OF_CLASS,
    access: RUN,
    summary: 'Begin a motivational programme in a class: from when to when, and what points are given for.',
    params: ClassParams,
    body: ProgrammeBody,
    response: ProgrammeSaved,
    status: 201,
    handle: async ({ principal, params, body }) => ({
      status: 201,
      body: done(await makeProgramme(world, principal, { ...params, ...body })),
    }),
  })
}

function addOneProgrammeRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: ONE,
    access: RUN,
    summary: 'A motivational programme.',
    params: ProgrammeParams,
    response: Programme,
    handle: async ({ principal, params }) => {
      const found = orNotFound(await viewProgramme(world, principal, params.programmeId))
      return { status: 200, body: { ...found, reasons: [...found.reasons] } }
    },
  })
  table.add({
    method: 'put',
    path: ONE,
    seen: ONE,
    access: RUN,
    summary: 'Change a motivational programme. With a last day that is past it is over; what was given stays.',
    params: ProgrammeParams,
    body: ProgrammeBody,
    response: ProgrammeSaved,
    handle: async ({ principal, params, body }) => ({
      status: 200,
      body: done(await editProgramme(world, principal, { id: params.programmeId, ...body })),
    }),
  })
  table.add({
    method: 'get',
    path: `${ONE}/students`,
    access: RUN,
    summary: 'The students of a programme’s class, with the points that they have.',
    params: ProgrammeParams,
    response: ProgrammeStudents,
    handle: async ({ principal, params }) => {
      const { week, students } = orNotFound(await viewProgrammeStudents(world, principal, params.programmeId))
      return { status: 200, body: { week, students: [...students] } }
    },
  })
}

function addPointRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: `${ONE}/points`,
    access: RUN,
    summary: 'What was given, taken back and bought with the points of a programme, the newest first.',
    params: ProgrammeParams,
    query: PointEntriesQuery,
    response: PointEntries,
    handle: async ({ principal, params, query }) => {
      const asked = { ...params, studentId: query.studentId ?? null, ...placeOf(query) }
      const found = orNotFound(await viewPointEntries(world, principal, asked))
      return { status: 200, body: { ...found, items: [...found.items] } }
    },
  })
  table.add({
    method: 'post',
    path: `${ONE}/points`,
    access: RUN,
    summary: 'Give points for one of a programme’s reasons, to some students of the class or to everybody.',
    params: ProgrammeParams,
    body: GivePointsBody,
    response: PointsGiven,
    status: 201,
    handle: async ({ principal, params, body: { reason, studentIds = null } }) => ({
      status: 201,
      body: done(await givePoints(world, principal, { ...params, reason, studentIds })),
    }),
  })
  table.add({
    method: 'post',
    path: `${ONE}/taken-back`,
    access: RUN,
    summary: 'Take back what was given wrongly, while the student still has it.',
    params: ProgrammeParams,
    body: TakeBackBody,
    response: PointsTakenBack,
    handle: async ({ principal, params, body }) => ({
      status: 200,
      body: done(await takeBackPoints(world, principal, { ...params, ...body })),
    }),
  })
}

function done<T>(outcome: { readonly done: T } | ProgrammeRefused): T {
  if ('problem' in outcome) throw programmeRefusal(outcome.problem)
  if ('faults' in outcome) throw termsRefusal(outcome.faults)
  return outcome.done
}
