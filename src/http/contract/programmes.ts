/** Motivational programmes of classes, avatars of students, and the hours at which avatars rest. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

const Points = Type.Integer({ minimum: 1, maximum: 100 })
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'On the district’s clock.' })

const AvatarHour = exactly({
  weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday, 7 Sunday.' }),
  from: Clock,
  to: Type.String({
    pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
    description: 'Not among them any more; `24:00`: the end of the day.',
  }),
})
export type AvatarHour = Static<typeof AvatarHour>

export const ClassParams = exactly({ classId: Id })

/** `GET /api/v1/classes/{classId}/avatar-hours`. */
export const AvatarHours = exactly({
  class: exactly({ id: Id, title: Type.String(), schoolName: Type.String() }),
  hours: Type.Array(AvatarHour, { description: 'In the order of the week.' }),
  mayRunProgrammes: Type.Boolean({ description: 'Whether I run programmes of the class, too.' }),
})
export type AvatarHours = Static<typeof AvatarHours>

/** `PUT /api/v1/classes/{classId}/avatar-hours`. */
export const AvatarHoursBody = exactly({ hours: Type.Array(AvatarHour, { maxItems: 50 }) })
export type AvatarHoursBody = Static<typeof AvatarHoursBody>

const terms = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  startsOn: { ...DateOnly, description: 'The first day, on the district’s clock.' },
  endsOn: { ...DateOnly, description: 'The last day.' },
  reasons: Type.Array(exactly({ words: Type.String({ minLength: 1, maxLength: 80 }), points: Points }), {
    minItems: 1,
    maxItems: 20,
    description: 'What points are given for.',
  }),
}

export const Programme = exactly({
  id: Id,
  ...terms,
  state: Type.Union([Type.Literal('planned'), Type.Literal('running'), Type.Literal('over')]),
  classId: Id,
  className: Type.String(),
})
export type Programme = Static<typeof Programme>

/** `GET /api/v1/classes/{classId}/programmes`. */
export const Programmes = exactly({ programmes: Type.Array(Programme, { description: 'The newest first.' }) })
export type Programmes = Static<typeof Programmes>

/** `POST /api/v1/classes/{classId}/programmes`, `PUT /api/v1/programmes/{programmeId}`. */
export const ProgrammeBody = exactly(terms)
export type ProgrammeBody = Static<typeof ProgrammeBody>
export const ProgrammeSaved = exactly({ id: Id })
export type ProgrammeSaved = Static<typeof ProgrammeSaved>
export const ProgrammeParams = exactly({ programmeId: Id })

/** `GET /api/v1/programmes/{programmeId}/students`. */
export const ProgrammeStudents = exactly({
  week: { ...DateOnly, description: 'The Monday of this week.' },
  students: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      balance: Type.Integer({ minimum: 0, description: 'What they have and haven’t spent.' }),
      week: Type.Integer({ minimum: 0, description: 'Given this week, without what was taken back.' }),
    }),
    { description: 'Of the class, by name.' },
  ),
})
export type ProgrammeStudents = Static<typeof ProgrammeStudents>

/** `POST /api/v1/programmes/{programmeId}/points`. */
export const GivePointsBody = exactly({
  reason: Type.String({ minLength: 1, maxLength: 80, description: 'One of the programme’s, in its words.' }),
  studentIds: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Of the class; where it isn’t said, everybody in it.' }),
  ),
})
export type GivePointsBody = Static<typeof GivePointsBody>
export const PointsGiven = exactly({ students: Type.Integer({ minimum: 1 }), points: Points })
export type PointsGiven = Static<typeof PointsGiven>

const PointEntry = exactly({
  id: Id,
  at: DateTime,
  kind: Type.Union([Type.Literal('given'), Type.Literal('taken_back'), Type.Literal('accessory')]),
  points: Type.Integer({ description: 'Below nothing where they go.' }),
  words: Type.String({ description: 'For what they were given, or what was bought.' }),
  isTakenBack: Type.Boolean(),
  student: PersonName,
  byName: nullable(Type.String({ description: 'Null: nobody of this roster.' })),
})
export type PointEntry = Static<typeof PointEntry>

/** `GET /api/v1/programmes/{programmeId}/points`, the newest first. */
export const PointEntriesQuery = exactly({
  studentId: Type.Optional(Id),
  ...pageQuery,
  ...sortQuery('at', 'points', 'student'),
})
export type PointEntriesQuery = Static<typeof PointEntriesQuery>
export const PointEntries = pageOf(PointEntry)
export type PointEntries = Static<typeof PointEntries>

/** `POST /api/v1/programmes/{programmeId}/taken-back`. */
export const TakeBackBody = exactly({ entryId: Id })
export type TakeBackBody = Static<typeof TakeBackBody>
export const PointsTakenBack = exactly({ points: Points })
export type PointsTakenBack = Static<typeof PointsTakenBack>

const AvatarShape = exactly({
  d: Type.String({ description: 'Of an SVG path, in a square of 100 by 100.' }),
  fill: nullable(Type.String({ description: 'A colour; `own`: that of the avatar.' })),
  stroke: nullable(Type.String()),
  width: Type.Number({ description: 'Of the stroke.' }),
})
const PartId = Type.String({ pattern: '^[a-z-]+$', minLength: 3, maxLength: 40 })

const AvatarPart = exactly({
  id: PartId,
  slot: Type.String(),
  name: Type.String(),
  price: Type.Integer({ minimum: 0, description: 'In points; 0: free.' }),
  colour: nullable(Type.String({ description: 'Of the body; null for all that is no colour.' })),
  shapes: Type.Array(AvatarShape),
  isMine: Type.Boolean({ description: 'Free, or bought.' }),
})

/** `GET /api/v1/student/avatar`. */
export const OwnAvatar = exactly({
  look: Type.Array(PartId, { description: 'A plain one where I have built none.' }),
  parts: Type.Array(AvatarPart, { description: 'All there are, from the back to the front.' }),
  closed: nullable(
    exactly({ until: nullable({ ...DateTime, description: 'Null: at all hours.' }) }, 'Null: I may build and buy now.'),
  ),
  programmes: Type.Array(
    exactly({
      id: Id,
      name: Type.String(),
      className: Type.String(),
      endsOn: DateOnly,
      balance: Type.Integer({ minimum: 0 }),
    }),
    { description: 'Of my classes, those that run today.' },
  ),
})
export type OwnAvatar = Static<typeof OwnAvatar>

/** `PUT /api/v1/student/avatar`. */
export const BuildAvatarBody = exactly({ parts: Type.Array(PartId, { minItems: 1, maxItems: 20 }) })
export type BuildAvatarBody = Static<typeof BuildAvatarBody>

/** `POST /api/v1/student/avatar/purchases`. */
export const BuyAccessoryBody = exactly({ partId: PartId, programmeId: Id })
export type BuyAccessoryBody = Static<typeof BuyAccessoryBody>
export const AccessoryBought = exactly({ partId: PartId })
export type AccessoryBought = Static<typeof AccessoryBought>
