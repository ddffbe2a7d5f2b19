/** What to ask of the routes of accounts, rules and organisation, with the ids of some district. */

export interface AccountIds {
  readonly person: string
  readonly school: string
  readonly otherSchool: string
  readonly class: string
  readonly grant: string
  readonly group: string
  readonly support: string
  readonly customerAdmin: string
  readonly invitation: string
}
interface Request {
  readonly path: string
  readonly body?: unknown
}
type Asked = (ids: AccountIds) => Request

const TEACHER = { givenName: 'Ada', familyName: 'Teacher', email: 'ada@d.example' }
const ACCOUNT = { ...TEACHER, role: 'coach', invite: false }
const STAFF = { ...TEACHER, preferredGivenName: null, preferredFamilyName: null, version: '0123456789abcdef' }
const INFORMATION = { address: null, phone: '1', website: null, email: null, version: null }
export const GROUP_AT = '2026-11-20T15:04:00.000Z'
const RULE = { value: 'help@d.example', version: '0123456789abcdef' }

/** By route, as the matrix of foreign ids wants it. `ours`: the ids of whoever asks. */
export function askedOfAccounts(ours: () => AccountIds): Readonly<Record<string, readonly Asked[]>> {
  return {
    'get /api/v1/people/:personId/sign-in': [(of) => ({ path: `/api/v1/people/${of.person}/sign-in` })],
    'delete /api/v1/people/:personId/single-sign-on': [
      (of) => ({ path: `/api/v1/people/${of.person}/single-sign-on` }),
    ],
    'delete /api/v1/support-accesses/:accessId': [(of) => ({ path: `/api/v1/support-accesses/${of.support}` })],
    'get /api/v1/people/:personId/kept': [(of) => ({ path: `/api/v1/people/${of.person}/kept` })],
    'get /api/v1/people/:personId/record': [(of) => ({ path: `/api/v1/people/${of.person}/record` })],
    'get /api/v1/people/:personId/hold': [(of) => ({ path: `/api/v1/people/${of.person}/hold` })],
    'post /api/v1/people/:personId/hold': [
      (of) => ({ path: `/api/v1/people/${of.person}/hold`, body: { reason: 'Case 17' } }),
    ],
    'delete /api/v1/people/:personId/hold': [(of) => ({ path: `/api/v1/people/${of.person}/hold` })],
    'get /api/v1/people/:personId/erasure': [(of) => ({ path: `/api/v1/people/${of.person}/erasure` })],
    'post /api/v1/people/:personId/erasure': [
      (of) => ({ path: `/api/v1/people/${of.person}/erasure`, body: { word: 'Tara Teacher' } }),
    ],
    'get /api/v1/people/:personId/why': [(of) => ({ path: `/api/v1/people/${of.person}/why` })],
    'get /api/v1/people/:personId/enrolments': [(of) => ({ path: `/api/v1/people/${of.person}/enrolments` })],
    'get /api/v1/schools/:schoolId/classes': [(of) => ({ path: `/api/v1/schools/${of.school}/classes` })],
    'get /api/v1/classes/:classId/enrolments': [(of) => ({ path: `/api/v1/classes/${of.class}/enrolments` })],
    ...Object.fromEntries(
      ['suspension', 'activation'].map((act) => [
        `post /api/v1/customer/administrators/:customerAdminId/${act}`,
        [(of: AccountIds) => ({ path: `/api/v1/customer/administrators/${of.customerAdmin}/${act}` })],
      ]),
    ),
    ...Object.fromEntries(
      ['deactivation', 'activation', 'removal', 'return'].map((act) => [
        `post /api/v1/staff/:personId/${act}`,
        [(of: AccountIds) => ({ path: `/api/v1/staff/${of.person}/${act}` })],
      ]),
    ),
    'post /api/v1/staff/:personId/invitation': [(of) => ({ path: `/api/v1/staff/${of.person}/invitation`, body: {} })],
    'post /api/v1/staff/invitations/:invitationId/renewal': [
      (of) => ({ path: `/api/v1/staff/invitations/${of.invitation}/renewal`, body: {} }),
    ],
    'post /api/v1/staff/invitations/:invitationId/revocation': [
      (of) => ({ path: `/api/v1/staff/invitations/${of.invitation}/revocation` }),
    ],
    // Whom a feed knows is told to whoever may see them; of somebody foreign nothing is.
    'get /api/v1/staff/:personId/deletion': [(of) => ({ path: `/api/v1/staff/${of.person}/deletion` })],
    'post /api/v1/staff/:personId/deletion': [
      (of) => ({ path: `/api/v1/staff/${of.person}/deletion`, body: { word: 'Tara Teacher' } }),
    ],
    'get /api/v1/staff/:personId': [(of) => ({ path: `/api/v1/staff/${of.person}` })],
    'put /api/v1/staff/:personId': [(of) => ({ path: `/api/v1/staff/${of.person}`, body: STAFF })],
    'post /api/v1/staff': [(of) => ({ path: '/api/v1/staff', body: { ...ACCOUNT, schoolId: of.school } })],
    'post /api/v1/staff/teachers': [
      (of) => ({ path: '/api/v1/staff/teachers', body: { schoolId: of.school, teachers: [TEACHER] } }),
    ],
    'get /api/v1/staff': [(of) => ({ path: `/api/v1/staff?schoolId=${of.school}` })],
    'post /api/v1/staff/:personId/roles': [
      (of) => ({ path: `/api/v1/staff/${of.person}/roles`, body: { role: 'coach', schoolId: ours().school } }),
      (of) => ({ path: `/api/v1/staff/${ours().person}/roles`, body: { role: 'coach', schoolId: of.school } }),
    ],
    'delete /api/v1/staff/:personId/roles/:grantId': [
      (of) => ({ path: `/api/v1/staff/${of.person}/roles/${of.grant}` }),
      (of) => ({ path: `/api/v1/staff/${ours().person}/roles/${of.grant}` }),
    ],
    'post /api/v1/staff/:personId/move': [
      (of) => ({
        path: `/api/v1/staff/${of.person}/move`,
        body: { fromSchoolId: ours().school, toSchoolId: ours().otherSchool },
      }),
      (of) => ({
        path: `/api/v1/staff/${ours().person}/move`,
        body: { fromSchoolId: ours().school, toSchoolId: of.otherSchool },
      }),
    ],
    'put /api/v1/schools/:schoolId/information': [
      (of) => ({ path: `/api/v1/schools/${of.school}/information`, body: INFORMATION }),
    ],
    'post /api/v1/school-groups': [
      (of) => ({ path: '/api/v1/school-groups', body: { name: 'Taken over', schoolIds: [of.school] } }),
    ],
    'put /api/v1/school-groups/:groupId': [
      (of) => ({ path: `/api/v1/school-groups/${of.group}`, body: { name: 'X', schoolIds: [], version: GROUP_AT } }),
    ],
    'delete /api/v1/school-groups/:groupId': [(of) => ({ path: `/api/v1/school-groups/${of.group}` })],
    'get /api/v1/classes/:classId/teachers': [(of) => ({ path: `/api/v1/classes/${of.class}/teachers` })],
    'post /api/v1/classes/:classId/teachers': [
      (of) => ({ path: `/api/v1/classes/${of.class}/teachers`, body: { personIds: [ours().person] } }),
      (of) => ({ path: `/api/v1/classes/${ours().class}/teachers`, body: { personIds: [of.person] } }),
    ],
    'delete /api/v1/classes/:classId/teachers/:personId': [
      (of) => ({ path: `/api/v1/classes/${of.class}/teachers/${of.person}` }),
    ],
    'get /api/v1/staff/:personId/classes': [(of) => ({ path: `/api/v1/staff/${of.person}/classes` })],
    'post /api/v1/staff/:personId/classes': [
      (of) => ({ path: `/api/v1/staff/${of.person}/classes`, body: { classIds: [ours().class] } }),
      (of) => ({ path: `/api/v1/staff/${ours().person}/classes`, body: { classIds: [of.class] } }),
    ],
    'get /api/v1/schools/:schoolId/rules': [(of) => ({ path: `/api/v1/schools/${of.school}/rules` })],
    'put /api/v1/schools/:schoolId/rules/:rule': [
      (of) => ({ path: `/api/v1/schools/${of.school}/rules/supportEmail`, body: RULE }),
    ],
    // A rule has the same name everywhere: none of a district can be named.
    'put /api/v1/rules/:rule': [() => ({ path: '/api/v1/rules/nowhere', body: { ...RULE, locked: false } })],
  }
}
