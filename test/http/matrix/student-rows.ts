/** Who gets past the door of the routes of students: administrators, and teachers of the school or of a class. */

import type { PersonName } from '../school-district.ts'

const LOOK_AFTER: readonly PersonName[] = ['districtAdmin', 'schoolAdmin', 'teacher', 'otherTeacher', 'southTeacher']

/** Teachers and school administrators: those of districts and customers have no benchmark roster. */
const TEST: readonly PersonName[] = ['schoolAdmin', 'teacher', 'otherTeacher', 'southTeacher']

/** Who enrols in pathways, and who makes them. */
const TEACH: readonly PersonName[] = ['teacher', 'otherTeacher', 'southTeacher']
const MAKE: readonly PersonName[] = ['districtAdmin']

/** A student’s own. */
const OWN: readonly PersonName[] = ['student']

const PROGRAMME_ROWS = [
  'get /api/v1/classes/:classId/programmes',
  'post /api/v1/classes/:classId/programmes',
  'get /api/v1/programmes/:programmeId',
  'put /api/v1/programmes/:programmeId',
  'get /api/v1/programmes/:programmeId/students',
  'get /api/v1/programmes/:programmeId/points',
  'post /api/v1/programmes/:programmeId/points',
  'post /api/v1/programmes/:programmeId/taken-back',
] as const

const BENCHMARK_ROWS = [
  'get /api/v1/benchmarks',
  'post /api/v1/benchmarks/assignments',
  'post /api/v1/students/:studentId/benchmark-reassignment',
  'post /api/v1/students/:studentId/benchmark-invalidation',
  'get /api/v1/benchmark-results/template',
  'post /api/v1/benchmark-result-previews',
  'post /api/v1/benchmark-results',
] as const

/** By route, as the matrix of routes wants it; what each then may do with whom is the other tests'. */
export const STUDENT_ROWS: Readonly<Record<string, readonly PersonName[]>> = Object.fromEntries([
  ...[
    'get /api/v1/pathways/:pathwayId/students',
    'post /api/v1/pathways/:pathwayId/enrolments',
    'post /api/v1/pathways/:pathwayId/done-steps',
  ].map((route) => [route, TEACH] as const),
  ...['post /api/v1/pathways', 'put /api/v1/pathways/:pathwayId', 'delete /api/v1/pathways/:pathwayId'].map(
    (route) => [route, MAKE] as const,
  ),
  ['get /api/v1/pathways', [...TEACH, ...MAKE]] as const,
  ...PROGRAMME_ROWS.map((route) => [route, TEACH] as const),
  ...['get', 'put'].map((method) => [`${method} /api/v1/classes/:classId/avatar-hours`, LOOK_AFTER] as const),
  ...['get /api/v1/student/avatar', 'put /api/v1/student/avatar', 'post /api/v1/student/avatar/purchases'].map(
    (route) => [route, OWN] as const,
  ),
  ...BENCHMARK_ROWS.map((route) => [route, TEST] as const),
  ...[
    'get /api/v1/students',
    'get /api/v1/students/options',
    'get /api/v1/students/report/export',
    'get /api/v1/students/classes',
    'get /api/v1/students/:studentId',
    'put /api/v1/students/:studentId',
    'post /api/v1/students',
    'post /api/v1/students/state',
    'post /api/v1/students/:studentId/deactivation',
    'post /api/v1/students/:studentId/activation',
    'post /api/v1/students/:studentId/sign-out',
    'post /api/v1/students/:studentId/move',
    'post /api/v1/students/:studentId/classes',
    'delete /api/v1/students/:studentId/classes/:classId',
    'get /api/v1/students/:studentId/deletion',
    'post /api/v1/students/:studentId/deletion',
  ].map((route) => [route, LOOK_AFTER] as const),
])

/** Who prints start cards for somebody: by the same roles. */
export const CARD_ROWS: Readonly<Record<string, readonly PersonName[]>> = Object.fromEntries(
  [
    'get /api/v1/start-cards',
    'get /api/v1/start-cards/classes',
    'get /api/v1/start-cards/classes/:classId',
    'post /api/v1/start-cards/classes/:classId/print',
    'post /api/v1/start-cards/revocation',
    'get /api/v1/students/:studentId/start-card',
    'post /api/v1/students/:studentId/start-card',
  ].map((route) => [route, LOOK_AFTER]),
)
