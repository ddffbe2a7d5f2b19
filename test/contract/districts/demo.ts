/** The people of the demo district whose ids never change, so that the demo LMS can launch as them. */

import type { EnrolmentRecord, FeedRoleName, PersonRecord, RosterRecord, Table } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS, slug } from './district.ts'
import type { District } from './district.ts'
import { feedRole, NOBODY_IN_PARTICULAR } from './people.ts'

const DISTRICT = 'org-0000'
const [FIRST_SCHOOL, SECOND_SCHOOL] = ['org-0001', 'org-0002']
const DOMAIN = `${slug(PRESETS.demo.name)}.example`

/** Classes of the first and of the second school that the two demo teachers lead. */
const LED_CLASSES = {
  'demo-teacher': ['class-0000', 'class-0001', 'class-0002'],
  'demo-teacher-2': ['class-0025', 'class-0026'],
} as const

const CAST: readonly PersonRecord[] = [
  staff('demo-coach', ['Odalys', 'Fernwood'], {
    jobTitle: 'Instructional Coach',
    roles: ['aide', [FIRST_SCHOOL, SECOND_SCHOOL]],
  }),
  staff('demo-coach-2', ['Tobias', 'Larkmoor'], { jobTitle: 'Instructional Coach', roles: ['aide', [SECOND_SCHOOL]] }),
  staff('demo-teacher', ['Marisol', 'Hedgecombe'], { jobTitle: 'Teacher', roles: ['teacher', [FIRST_SCHOOL]] }),
  staff('demo-teacher-2', ['Quentin', 'Ashdale'], { jobTitle: 'Teacher', roles: ['teacher', [SECOND_SCHOOL]] }),
  staff('demo-principal', ['Henrietta', 'Coldbrook'], { jobTitle: 'Principal', roles: ['principal', [FIRST_SCHOOL]] }),
  staff('demo-admin', ['Lucian', 'Merrowby'], {
    jobTitle: 'Director of Technology',
    roles: ['districtAdministrator', [DISTRICT]],
  }),
  staff('demo-billing', ['Perpetua', 'Oakenshaw'], { jobTitle: 'Accounts Payable', roles: ['aide', [DISTRICT]] }),
  {
    ...NOBODY_IN_PARTICULAR,
    sourcedId: 'demo-student',
    givenName: 'Wilhelmina',
    familyName: 'Sparrowfield',
    username: 'demo-student',
    email: `demo-student@students.${DOMAIN}`,
    identifier: '00990001',
    grades: ['KG'],
    feedRoles: [feedRole('student', FIRST_SCHOOL)],
  },
]

/** The demo preset: some 340 people at three schools, with the cast in front. */
export function makeDemoDistrict(): District {
  const made = makeDistrict(PRESETS.demo)
  return {
    ...made,
    records: function* records(table: Table): Generator<RosterRecord> {
      if (table === 'people') yield* CAST
      if (table === 'enrolments') yield* castEnrolments()
      yield* made.records(table)
    },
  }
}

function* castEnrolments(): Generator<EnrolmentRecord> {
  for (const [teacher, classes] of Object.entries(LED_CLASSES)) {
    for (const classId of classes) yield enrolment(teacher, classId, 'teacher')
  }
  for (const classId of LED_CLASSES['demo-teacher']) yield enrolment('demo-student', classId, 'student')
}

function enrolment(person: string, classId: string, role: 'teacher' | 'student'): EnrolmentRecord {
  return {
    table: 'enrolments',
    sourcedId: `e-${person}-${classId}`,
    status: 'active',
    classSourcedId: classId,
    personSourcedId: person,
    role,
    primary: false,
    beginDate: '2026-08-17',
    endDate: '2027-06-11',
  }
}

function staff(
  sourcedId: string,
  [givenName, familyName]: readonly [string, string],
  as: { readonly jobTitle: string; readonly roles: readonly [FeedRoleName, readonly string[]] },
): PersonRecord {
  const [role, orgs] = as.roles
  return {
    ...NOBODY_IN_PARTICULAR,
    sourcedId,
    givenName,
    familyName,
    username: sourcedId,
    email: `${sourcedId}@${DOMAIN}`,
    identifier: null,
    feedRoles: orgs.map((org) => feedRole(role, org)),
    metadata: { jobTitle: as.jobTitle },
  }
}
