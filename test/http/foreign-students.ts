/** What to ask of the routes of students, with the ids of some district. */

interface StudentIds {
  readonly student: string
  readonly school: string
  readonly otherSchool: string
  readonly class: string
  readonly pathway: string
  readonly programme: string
}
interface Request {
  readonly path: string
  readonly body?: unknown
}
type Asked = (ids: StudentIds) => Request

const NAME = { givenName: 'Ada', familyName: 'Pupil' }

const STEP = { stepId: '1', isDone: true }
const PATHWAY = { name: 'Theirs', grade: '04', steps: [{ id: null, title: 'A step', productId: null, address: null }] }
const PROGRAMME = {
  name: 'Theirs',
  startsOn: '2026-09-01',
  endsOn: '2027-06-15',
  reasons: [{ words: 'A book read', points: 5 }],
}
const READ = { reason: 'A book read' }
const ofProgramme = (programme: string, rest = ''): string => `/api/v1/programmes/${programme}${rest}`
const TYPED = { word: 'Stu Student', seen: '2026-11-20T12:00:00Z' }

const of = (student: string, rest = ''): string => `/api/v1/students/${student}${rest}`

/** By route, as the matrix of foreign ids wants it. `ours`: the ids of whoever asks. */
export function askedOfStudents(ours: () => StudentIds): Readonly<Record<string, readonly Asked[]>> {
  return {
    'get /api/v1/students': [
      (ids) => ({ path: `/api/v1/students?schoolId=${ids.school}` }),
      (ids) => ({ path: `/api/v1/students?classId=${ids.class}` }),
    ],
    'get /api/v1/students/report/export': [
      (ids) => ({ path: `/api/v1/students/report/export?schoolId=${ids.school}` }),
      (ids) => ({ path: `/api/v1/students/report/export?classId=${ids.class}` }),
    ],
    'get /api/v1/students/classes': [(ids) => ({ path: `/api/v1/students/classes?schoolId=${ids.school}` })],
    'get /api/v1/students/:studentId': [(ids) => ({ path: of(ids.student) })],
    'put /api/v1/students/:studentId': [
      (ids) => ({ path: of(ids.student), body: { ...NAME, version: '0123456789abcdef' } }),
    ],
    'post /api/v1/students': [
      (ids) => ({ path: '/api/v1/students', body: { ...NAME, schoolId: ids.school, classIds: [] } }),
      (ids) => ({ path: '/api/v1/students', body: { ...NAME, schoolId: ours().school, classIds: [ids.class] } }),
    ],
    'post /api/v1/students/state': [
      (ids) => ({ path: '/api/v1/students/state', body: { studentIds: [ids.student], active: false } }),
    ],
    ...Object.fromEntries(
      ['deactivation', 'activation', 'sign-out'].map((act) => [
        `post /api/v1/students/:studentId/${act}`,
        [(ids: StudentIds) => ({ path: of(ids.student, `/${act}`) })],
      ]),
    ),
    'post /api/v1/students/:studentId/move': [
      (ids) => ({ path: of(ids.student, '/move'), body: { toSchoolId: ours().otherSchool } }),
      (ids) => ({ path: of(ours().student, '/move'), body: { toSchoolId: ids.otherSchool } }),
      (ids) => ({ path: of(ours().student, '/move'), body: { fromClassId: ours().class, toClassId: ids.class } }),
    ],
    'post /api/v1/students/:studentId/classes': [
      (ids) => ({ path: of(ids.student, '/classes'), body: { classId: ours().class } }),
      (ids) => ({ path: of(ours().student, '/classes'), body: { classId: ids.class } }),
    ],
    'delete /api/v1/students/:studentId/classes/:classId': [
      (ids) => ({ path: of(ids.student, `/classes/${ours().class}`) }),
      (ids) => ({ path: of(ours().student, `/classes/${ids.class}`) }),
    ],
    'put /api/v1/pathways/:pathwayId': [(ids) => ({ path: `/api/v1/pathways/${ids.pathway}`, body: PATHWAY })],
    'delete /api/v1/pathways/:pathwayId': [(ids) => ({ path: `/api/v1/pathways/${ids.pathway}` })],
    'get /api/v1/pathways/:pathwayId/students': [
      (ids) => ({ path: `/api/v1/pathways/${ids.pathway}/students` }),
      (ids) => ({ path: `/api/v1/pathways/${ours().pathway}/students?classId=${ids.class}` }),
    ],
    'post /api/v1/pathways/:pathwayId/enrolments': [
      (ids) => ({
        path: `/api/v1/pathways/${ids.pathway}/enrolments`,
        body: { studentIds: [ours().student], enrol: false },
      }),
      (ids) => ({
        path: `/api/v1/pathways/${ours().pathway}/enrolments`,
        body: { studentIds: [ids.student], enrol: false },
      }),
    ],
    'post /api/v1/pathways/:pathwayId/done-steps': [
      (ids) => ({
        path: `/api/v1/pathways/${ids.pathway}/done-steps`,
        body: { ...STEP, studentIds: [ours().student] },
      }),
      (ids) => ({
        path: `/api/v1/pathways/${ours().pathway}/done-steps`,
        body: { ...STEP, studentIds: [ids.student] },
      }),
    ],
    'get /api/v1/classes/:classId/avatar-hours': [(ids) => ({ path: `/api/v1/classes/${ids.class}/avatar-hours` })],
    'put /api/v1/classes/:classId/avatar-hours': [
      (ids) => ({ path: `/api/v1/classes/${ids.class}/avatar-hours`, body: { hours: [] } }),
    ],
    'get /api/v1/classes/:classId/programmes': [(ids) => ({ path: `/api/v1/classes/${ids.class}/programmes` })],
    'post /api/v1/classes/:classId/programmes': [
      (ids) => ({ path: `/api/v1/classes/${ids.class}/programmes`, body: PROGRAMME }),
    ],
    'get /api/v1/programmes/:programmeId': [(ids) => ({ path: ofProgramme(ids.programme) })],
    'put /api/v1/programmes/:programmeId': [(ids) => ({ path: ofProgramme(ids.programme), body: PROGRAMME })],
    'get /api/v1/programmes/:programmeId/students': [(ids) => ({ path: ofProgramme(ids.programme, '/students') })],
    'get /api/v1/programmes/:programmeId/points': [
      (ids) => ({ path: ofProgramme(ids.programme, '/points') }),
      (ids) => ({ path: ofProgramme(ours().programme, `/points?studentId=${ids.student}`) }),
    ],
    'post /api/v1/programmes/:programmeId/points': [
      (ids) => ({ path: ofProgramme(ids.programme, '/points'), body: READ }),
      (ids) => ({ path: ofProgramme(ours().programme, '/points'), body: { ...READ, studentIds: [ids.student] } }),
    ],
    'post /api/v1/programmes/:programmeId/taken-back': [
      (ids) => ({ path: ofProgramme(ids.programme, '/taken-back'), body: { entryId: '1' } }),
      (ids) => ({ path: ofProgramme(ours().programme, '/taken-back'), body: { entryId: ids.student } }),
    ],
    'post /api/v1/student/avatar/purchases': [
      (ids) => ({ path: '/api/v1/student/avatar/purchases', body: { partId: 'hat-cap', programmeId: ids.programme } }),
    ],
    'get /api/v1/benchmarks': [
      (ids) => ({ path: `/api/v1/benchmarks?schoolId=${ids.school}` }),
      (ids) => ({ path: `/api/v1/benchmarks?classId=${ids.class}` }),
    ],
    'post /api/v1/benchmarks/assignments': [
      (ids) => ({ path: '/api/v1/benchmarks/assignments', body: { test: 2, give: true, studentIds: [ids.student] } }),
    ],
    'post /api/v1/students/:studentId/benchmark-reassignment': [
      (ids) => ({ path: of(ids.student, '/benchmark-reassignment'), body: TYPED }),
    ],
    'post /api/v1/students/:studentId/benchmark-invalidation': [
      (ids) => ({ path: of(ids.student, '/benchmark-invalidation'), body: { ...TYPED, test: 2, year: 2026 } }),
    ],
    'get /api/v1/start-cards': [(ids) => ({ path: `/api/v1/start-cards?classId=${ids.class}` })],
    'get /api/v1/start-cards/classes/:classId': [(ids) => ({ path: `/api/v1/start-cards/classes/${ids.class}` })],
    'post /api/v1/start-cards/classes/:classId/print': [
      (ids) => ({ path: `/api/v1/start-cards/classes/${ids.class}/print`, body: {} }),
      (ids) => ({
        path: `/api/v1/start-cards/classes/${ours().class}/print`,
        body: { studentIds: [ids.student] },
      }),
    ],
    'post /api/v1/start-cards/revocation': [
      (ids) => ({ path: '/api/v1/start-cards/revocation', body: { cardIds: [ids.student] } }),
    ],
    'get /api/v1/students/:studentId/start-card': [(ids) => ({ path: of(ids.student, '/start-card') })],
    'post /api/v1/students/:studentId/start-card': [(ids) => ({ path: of(ids.student, '/start-card') })],
    'get /api/v1/students/:studentId/deletion': [(ids) => ({ path: of(ids.student, '/deletion') })],
    'post /api/v1/students/:studentId/deletion': [
      (ids) => ({ path: of(ids.student, '/deletion'), body: { word: 'Stu Student' } }),
    ],
  }
}
