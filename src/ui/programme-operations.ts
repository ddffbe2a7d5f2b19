/** Operations of programmes, points and avatars: what goes in and what comes out, by the shapes of the contract. */

import type * as programmes from '../http/contract/programmes.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface ProgrammeOperations {
  'GET /api/v1/classes/{classId}/avatar-hours': Read<programmes.AvatarHours>
  'PUT /api/v1/classes/{classId}/avatar-hours': Write<programmes.AvatarHoursBody, programmes.AvatarHours>
  'GET /api/v1/classes/{classId}/programmes': Read<programmes.Programmes>
  'POST /api/v1/classes/{classId}/programmes': Write<programmes.ProgrammeBody, programmes.ProgrammeSaved>
  'GET /api/v1/programmes/{programmeId}': Read<programmes.Programme>
  'PUT /api/v1/programmes/{programmeId}': Write<programmes.ProgrammeBody, programmes.ProgrammeSaved>
  'GET /api/v1/programmes/{programmeId}/students': Read<programmes.ProgrammeStudents>
  'GET /api/v1/programmes/{programmeId}/points': Read<programmes.PointEntries, programmes.PointEntriesQuery>
  'POST /api/v1/programmes/{programmeId}/points': Write<programmes.GivePointsBody, programmes.PointsGiven>
  'POST /api/v1/programmes/{programmeId}/taken-back': Write<programmes.TakeBackBody, programmes.PointsTakenBack>
  'GET /api/v1/student/avatar': Read<programmes.OwnAvatar>
  'PUT /api/v1/student/avatar': Write<programmes.BuildAvatarBody, programmes.OwnAvatar>
  'POST /api/v1/student/avatar/purchases': Write<programmes.BuyAccessoryBody, programmes.AccessoryBought>
}
