/** What operations of programmes, points and avatars take and answer. */

import type { TSchema } from '@sinclair/typebox'
import * as programmes from '../../src/http/contract/programmes.ts'

interface Shapes {
  readonly body: TSchema | null
  readonly answer: TSchema | null
}
const shape = (body: TSchema | null, answer: TSchema | null): Shapes => ({ body, answer })

export const programmeShapes = {
  'GET /api/v1/classes/{classId}/avatar-hours': shape(null, programmes.AvatarHours),
  'PUT /api/v1/classes/{classId}/avatar-hours': shape(programmes.AvatarHoursBody, programmes.AvatarHours),
  'GET /api/v1/classes/{classId}/programmes': shape(null, programmes.Programmes),
  'POST /api/v1/classes/{classId}/programmes': shape(programmes.ProgrammeBody, programmes.ProgrammeSaved),
  'GET /api/v1/programmes/{programmeId}': shape(null, programmes.Programme),
  'PUT /api/v1/programmes/{programmeId}': shape(programmes.ProgrammeBody, programmes.ProgrammeSaved),
  'GET /api/v1/programmes/{programmeId}/students': shape(null, programmes.ProgrammeStudents),
  'GET /api/v1/programmes/{programmeId}/points': shape(null, programmes.PointEntries),
  'POST /api/v1/programmes/{programmeId}/points': shape(programmes.GivePointsBody, programmes.PointsGiven),
  'POST /api/v1/programmes/{programmeId}/taken-back': shape(programmes.TakeBackBody, programmes.PointsTakenBack),
  'GET /api/v1/student/avatar': shape(null, programmes.OwnAvatar),
  'PUT /api/v1/student/avatar': shape(programmes.BuildAvatarBody, programmes.OwnAvatar),
  'POST /api/v1/student/avatar/purchases': shape(programmes.BuyAccessoryBody, programmes.AccessoryBought),
}
