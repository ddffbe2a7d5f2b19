/** Who gets past the door of the routes about what is kept of people, and of parents who register, written from the permission files. */

import type { PersonName } from './school-district.ts'

export const MAY_KEPT: Readonly<Record<string, readonly PersonName[]>> = {
  // Whoever has a role of the statement's rows; nobody else is named there.
  'get /api/v1/privacy-statement': [
    'coach',
    'southCoach',
    'districtAdmin',
    'schoolAdmin',
    'principal',
    'teacher',
    'otherTeacher',
    'southTeacher',
    'student',
  ],
  'get /api/v1/kept-people': ['districtAdmin'],
  'get /api/v1/people/:personId/kept': ['districtAdmin'],
  'get /api/v1/people/:personId/record': ['districtAdmin'],
  'get /api/v1/legal-holds': ['districtAdmin'],
  'get /api/v1/people/:personId/hold': ['districtAdmin'],
  'post /api/v1/people/:personId/hold': ['districtAdmin'],
  'delete /api/v1/people/:personId/hold': ['districtAdmin'],
  'get /api/v1/people/:personId/erasure': ['districtAdmin'],
  'post /api/v1/people/:personId/erasure': ['districtAdmin'],
  'put /api/v1/parent-portal/logo': ['districtAdmin'],
  'get /api/v1/parent-registrations': ['districtAdmin'],
}
