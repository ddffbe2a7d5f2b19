import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { RegisteredRoute } from '../../src/http/route.ts'
import { createRouteTable, needsBearer } from '../../src/http/route.ts'
import { BY_CLASS_LEADS, OPEN_BY_CODE } from './foreign-communities.ts'
import { MAY_KEPT } from './kept-routes.ts'
import { MAY_SURVEYS } from './survey-routes.ts'
import { INTERACTION_ROWS } from './matrix/interaction-rows.ts'
import { PEOPLE_ROWS } from './matrix/people-rows.ts'
import { SOURCE_ROWS } from './matrix/source-rows.ts'
import { MAY_COACHING } from './coaching-routes.ts'
import type { PersonName } from './school-district.ts'
import { PERSON_NAMES } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openWholeApp } from './whole-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openWholeApp()
})
afterAll(() => app.close())

/** Whoever has any role of the policy at all. */
const EVERYBODY: readonly PersonName[] = [
  'coach',
  'southCoach',
  'districtAdmin',
  'itAdmin',
  'schoolAdmin',
  'principal',
  'billing',
  'teacher',
  'otherTeacher',
  'southTeacher',
  'student',
]
/** Administrators, and teachers for their own account. */
const STAFF_EDITORS: readonly PersonName[] = ['districtAdmin', 'schoolAdmin', 'teacher', 'otherTeacher', 'southTeacher']
/** Administrators in their reach, and teachers who teach a class. */
const ASSIGNERS: readonly PersonName[] = ['districtAdmin', 'schoolAdmin', 'teacher', 'otherTeacher', 'southTeacher']
/**
 * Who gets past the door of which route, written from the client's documents and not from the policy: everyone else is
 * refused, or gets an empty list where it is one of what is their own. What somebody then sees is the other tests'.
 */
const MAY: Readonly<Record<string, readonly PersonName[]>> = {
  ...MAY_SURVEYS,
  'get /api/v1/audit': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/audit/sync': ['itAdmin'],
  'get /api/v1/audit/export': ['districtAdmin'],
  ...MAY_COACHING,
  // Of coaches only where the district has opened them.
  ...INTERACTION_ROWS,
  ...SOURCE_ROWS,
  'get /api/v1/coaching/time-lines/:educatorId': ['coach', 'southCoach', 'districtAdmin'],
  'get /api/v1/coaching/drafts': ['coach', 'southCoach'],
  'put /api/v1/coaching/drafts': ['coach', 'southCoach'],
  'delete /api/v1/coaching/drafts/:draftId': ['coach', 'southCoach'],
  'put /api/v1/coaching/interaction-types': ['districtAdmin'],
  'get /api/v1/coaching/educator-doubles': ['coach', 'southCoach', 'districtAdmin', 'schoolAdmin'],
  'post /api/v1/coaching/educators': ['coach', 'southCoach', 'districtAdmin', 'schoolAdmin'],
  'get /api/v1/coaching/tags': ['coach', 'southCoach', 'districtAdmin'],
  'post /api/v1/coaching/tags': ['coach', 'southCoach', 'districtAdmin'],
  'put /api/v1/coaching/tags/:tagId': ['coach', 'southCoach', 'districtAdmin'],
  'get /api/v1/communities/reports/export': ['teacher', 'otherTeacher', 'southTeacher'],
  'get /api/v1/communities/reports/pdf': ['teacher', 'otherTeacher', 'southTeacher'],
  'get /api/v1/communities': [],
  'get /api/v1/communities/all': ['districtAdmin'],
  'get /api/v1/classes/led': ['teacher', 'otherTeacher', 'southTeacher'],
  'get /api/v1/classes/led/:classId': ['teacher', 'otherTeacher', 'southTeacher'],
  'post /api/v1/communities': [
    'coach',
    'southCoach',
    'districtAdmin',
    'schoolAdmin',
    'principal',
    'teacher',
    'otherTeacher',
    'southTeacher',
  ],
  'post /api/v1/communities/:communityId/classes': [],
  // Roles in a community are made in a community: nobody brings one along.
  'put /api/v1/communities/:communityId/classes/:classId/locks': [],
  'get /api/v1/classes/led/:classId/survey-gradebook': ['teacher', 'otherTeacher', 'southTeacher'],
  'put /api/v1/classes/led/:classId/survey-gradebook': ['teacher', 'otherTeacher', 'southTeacher'],
  ...BY_CLASS_LEADS,
  'post /api/v1/classes/:classId/lead-requests': ['teacher', 'otherTeacher', 'southTeacher'],
  'post /api/v1/classes/:classId/lead-requests/:requestId/consent': ['teacher', 'otherTeacher', 'southTeacher'],
  'post /api/v1/classes/:classId/lead-requests/:requestId/refusal': ['teacher', 'otherTeacher', 'southTeacher'],
  'delete /api/v1/classes/:classId/lead-requests/:requestId': ['teacher', 'otherTeacher', 'southTeacher'],
  'get /api/v1/classes/:classId/leads': ['teacher', 'otherTeacher', 'southTeacher', 'districtAdmin'],
  'delete /api/v1/classes/:classId/leads/:personId': ['teacher', 'otherTeacher', 'southTeacher', 'districtAdmin'],
  'get /api/v1/communities/:communityId': [],
  'put /api/v1/communities/:communityId/name': [],
  'put /api/v1/communities/:communityId/archived': [],
  'post /api/v1/communities/:communityId/leads': [],
  'delete /api/v1/communities/:communityId/leads/:personId': [],
  'post /api/v1/communities/:communityId/handover': [],
  'delete /api/v1/communities/:communityId/members/:personId': [],
  'post /api/v1/communities/:communityId/leave': [],
  'delete /api/v1/communities/:communityId/classes/:classId': [],
  'post /api/v1/communities/:communityId/invitations': [],
  'post /api/v1/communities/:communityId/links': [],
  'post /api/v1/communities/:communityId/class-requests': [],
  'delete /api/v1/communities/:communityId/invitations/:invitationId': [],
  'get /api/v1/runs': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/runs/:runId': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/runs/:runId/order': ['districtAdmin', 'itAdmin'],
  'post /api/v1/runs/:runId/retry': ['districtAdmin', 'itAdmin'],
  'post /api/v1/runs/:runId/decision': ['districtAdmin', 'itAdmin'],
  'post /api/v1/runs/:runId/undo': ['districtAdmin', 'itAdmin'],
  'get /api/v1/runs/:runId/changes': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/runs/:runId/edits': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/runs/:runId/seats': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/runs/:runId/quarantine': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/people/:personId/why': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/billing': ['billing', 'districtAdmin'],
  'get /api/v1/invoices': ['billing', 'districtAdmin'],
  'get /api/v1/invoices/export': ['billing', 'districtAdmin'],
  'get /api/v1/invoices/:invoiceId': ['billing', 'districtAdmin'],
  'get /api/v1/invoices/:invoiceId/pdf': ['billing', 'districtAdmin'],
  'post /api/v1/invoices/:invoiceId/purchase-order': ['billing', 'districtAdmin'],
  'post /api/v1/invoices/:invoiceId/checkout': ['billing', 'districtAdmin'],
  'get /api/v1/payments': ['billing', 'districtAdmin'],
  'get /api/v1/payments/export': ['billing', 'districtAdmin'],
  'get /api/v1/licences': ['districtAdmin', 'itAdmin', 'billing', 'schoolAdmin'],
  'get /api/v1/licences/:kind': ['districtAdmin', 'itAdmin', 'billing', 'schoolAdmin'],
  'get /api/v1/licences/:kind/seats': ['districtAdmin', 'itAdmin', 'billing', 'schoolAdmin'],
  'get /api/v1/licences/:kind/seats/export': ['districtAdmin', 'itAdmin', 'billing', 'schoolAdmin'],
  'get /api/v1/licences/:kind/history': ['districtAdmin', 'itAdmin', 'billing', 'schoolAdmin'],
  'get /api/v1/licences/:kind/ledger': ['districtAdmin', 'billing'],
  'get /api/v1/licences/:kind/ledger/export': ['districtAdmin', 'billing'],
  'get /api/v1/products': ASSIGNERS,
  'put /api/v1/products/:product': ['districtAdmin'],
  'delete /api/v1/products/:product': ['districtAdmin'],
  'post /api/v1/products/:product/preview': ['districtAdmin'],
  'post /api/v1/products/:product/preview/export': ['districtAdmin'],
  'get /api/v1/products/:product/students': ASSIGNERS,
  'get /api/v1/products/:product/students/export': ASSIGNERS,
  'post /api/v1/products/:product/students': ASSIGNERS,
  'post /api/v1/products/:product/students/preview': ASSIGNERS,
  'get /api/v1/products/:product/rules': ASSIGNERS,
  'put /api/v1/products/:product/rules/:name': ASSIGNERS,
  'delete /api/v1/products/:product/rules/:name': ASSIGNERS,
  'post /api/v1/products/:product/rules/:name/preview': ASSIGNERS,
  'post /api/v1/products/:product/rules/:name/preview/export': ASSIGNERS,
  'get /api/v1/classes/:classId/products': ASSIGNERS,
  'get /api/v1/people/:personId/products': ASSIGNERS,
  'get /api/v1/export-credits': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/export-credits/history': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/export-credits/history/export': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/export-credits/allotments': ['districtAdmin', 'schoolAdmin'],
  'put /api/v1/educator-capacity': ['districtAdmin'],
  'put /api/v1/licences/:kind/rules': ['districtAdmin'],
  'put /api/v1/licences/:kind/purchases/:name': ['districtAdmin'],
  'delete /api/v1/licences/:kind/purchases/:name': ['districtAdmin'],
  'post /api/v1/licences/:kind/purchases/:name/preview': ['districtAdmin'],
  'post /api/v1/licences/:kind/purchases/:name/removal/preview': ['districtAdmin'],
  'post /api/v1/licences/:kind/rules/preview': ['districtAdmin'],
  'post /api/v1/licences/:kind/reservations/:schoolId/preview': ['districtAdmin'],
  'post /api/v1/educator-capacity/preview': ['districtAdmin'],
  'post /api/v1/licences/:kind/purchases/:name/preview/export': ['districtAdmin'],
  'post /api/v1/licences/:kind/purchases/:name/removal/preview/export': ['districtAdmin'],
  'post /api/v1/licences/:kind/rules/preview/export': ['districtAdmin'],
  'post /api/v1/licences/:kind/reservations/:schoolId/preview/export': ['districtAdmin'],
  'post /api/v1/educator-capacity/preview/export': ['districtAdmin'],
  'post /api/v1/licences/:kind/people/:personId/priority/preview': ['districtAdmin'],
  'post /api/v1/licences/:kind/people/:personId/yield/preview': ['districtAdmin'],
  'put /api/v1/licences/:kind/reservations/:schoolId': ['districtAdmin'],
  'put /api/v1/licences/:kind/people/:personId/priority': ['districtAdmin'],
  'post /api/v1/licences/:kind/people/:personId/yield': ['districtAdmin'],
  'post /api/v1/licences/:kind/people/:personId/release': ['districtAdmin'],
  'post /api/v1/licences/:kind/people/:personId/release/preview': ['districtAdmin'],
  'get /api/v1/notices': ['districtAdmin', 'itAdmin'],
  'post /api/v1/notices/:noticeId/dismissal': ['districtAdmin', 'itAdmin'],
  'get /api/v1/sessions': EVERYBODY,
  'delete /api/v1/sessions/:sessionId': EVERYBODY,
  'get /api/v1/district/sessions': ['districtAdmin'],
  'delete /api/v1/district/sessions/:sessionId': ['districtAdmin'],
  'get /api/v1/student/home': ['student'],
  'get /api/v1/people': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/educator-merges': ['districtAdmin'],
  'get /api/v1/educator-merges/preview': ['districtAdmin'],
  'post /api/v1/educator-merges': ['districtAdmin'],
  'post /api/v1/educator-merges/:mergeId/undo': ['districtAdmin'],
  'get /api/v1/match-proposals': ['districtAdmin', 'itAdmin'],
  'post /api/v1/match-proposals/:proposalId/link': ['districtAdmin', 'itAdmin'],
  'post /api/v1/match-proposals/:proposalId/dismissal': ['districtAdmin', 'itAdmin'],
  'get /api/v1/lti/unmatched': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/lti/links': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/lti/people': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/lti/unmatched/:launchId/link': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/lti/unmatched/:launchId/dismissal': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'delete /api/v1/lti/links/:linkId': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/lti/course-pages': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'get /api/v1/lti/classes': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/lti/course-pages/:pageId/comparison': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/lti/course-pages/:pageId/link': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/lti/course-pages/:pageId/dismissal': ['districtAdmin', 'itAdmin', 'schoolAdmin'],
  'post /api/v1/classes/led/:classId/membership-check': ['teacher', 'otherTeacher', 'southTeacher'],
  'post /api/v1/classes/:classId/membership-check': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/lti/email-links': ['districtAdmin'],
  'put /api/v1/lti/email-links/:registrationId': ['districtAdmin'],
  'get /api/v1/runs/:runId/matches': ['districtAdmin', 'itAdmin'],
  'get /api/v1/settings': ['districtAdmin', 'itAdmin'],
  'put /api/v1/settings/guard': ['districtAdmin', 'itAdmin'],
  'put /api/v1/settings/full-comparison': ['districtAdmin', 'itAdmin'],
  'put /api/v1/settings/retention': ['districtAdmin'],
  'get /api/v1/role-map': ['districtAdmin', 'itAdmin'],
  'put /api/v1/role-map': ['districtAdmin', 'itAdmin'],
  'get /api/v1/role-map/versions': ['districtAdmin', 'itAdmin'],
  'get /api/v1/role-map/versions/:number': ['districtAdmin', 'itAdmin'],
  'post /api/v1/role-map/preview': ['districtAdmin', 'itAdmin'],
  'post /api/v1/role-map/preview/export': ['districtAdmin', 'itAdmin'],
  'get /api/v1/lti': ['districtAdmin', 'itAdmin'],
  'post /api/v1/lti/registrations': ['districtAdmin', 'itAdmin'],
  'put /api/v1/lti/registrations/:registrationId': ['districtAdmin', 'itAdmin'],
  'post /api/v1/lti/registrations/:registrationId/deployments': ['districtAdmin', 'itAdmin'],
  'post /api/v1/lti/deployments/:deploymentId/binding': ['districtAdmin', 'itAdmin'],
  'post /api/v1/lti/deployments/:deploymentId/confirmation': ['districtAdmin'],
  'put /api/v1/lti/deployments/:deploymentId/state': ['districtAdmin', 'itAdmin'],
  'post /api/v1/lti/registration-links': ['districtAdmin', 'itAdmin'],
  'delete /api/v1/lti/registration-links/:linkId': ['districtAdmin', 'itAdmin'],
  'post /api/v1/people/:personId/second-factor/reset': ['districtAdmin'],
  'get /api/v1/people/:personId/sign-in': ['districtAdmin', 'itAdmin'],
  'delete /api/v1/people/:personId/single-sign-on': ['districtAdmin', 'itAdmin'],
  'get /api/v1/support-accesses': ['districtAdmin'],
  'post /api/v1/support-accesses': ['districtAdmin'],
  'delete /api/v1/support-accesses/:accessId': ['districtAdmin'],
  'get /api/v1/settings/single-sign-on': ['districtAdmin', 'itAdmin'],
  'put /api/v1/settings/single-sign-on': ['districtAdmin', 'itAdmin'],
  'delete /api/v1/settings/single-sign-on': ['districtAdmin', 'itAdmin'],
  'get /api/v1/educator-lists': ['districtAdmin'],
  'get /api/v1/educator-lists/template': ['districtAdmin'],
  'post /api/v1/educator-lists/:sourceId/uploads': ['districtAdmin'],
  'get /api/v1/educator-uploads/:uploadId': ['districtAdmin'],
  'post /api/v1/educator-uploads/:uploadId/confirmation': ['districtAdmin'],
  'delete /api/v1/educator-uploads/:uploadId': ['districtAdmin'],
  ...PEOPLE_ROWS,
  'get /api/v1/staff': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/staff/options': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/staff/:personId': STAFF_EDITORS,
  'post /api/v1/staff': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/teachers': ['districtAdmin', 'schoolAdmin'],
  'put /api/v1/staff/:personId': STAFF_EDITORS,
  'post /api/v1/staff/:personId/invitation': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/staff/invitations': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/invitations/:invitationId/renewal': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/invitations/:invitationId/revocation': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/:personId/roles': ['districtAdmin', 'schoolAdmin'],
  'delete /api/v1/staff/:personId/roles/:grantId': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/:personId/move': ['districtAdmin'],
  'post /api/v1/staff/:personId/deactivation': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/:personId/activation': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/:personId/removal': ['districtAdmin'],
  'post /api/v1/staff/:personId/return': ['districtAdmin'],
  'get /api/v1/organisation': ['districtAdmin'],
  'put /api/v1/schools/:schoolId/information': ['districtAdmin'],
  'post /api/v1/school-groups': ['districtAdmin'],
  'put /api/v1/school-groups/:groupId': ['districtAdmin'],
  'delete /api/v1/school-groups/:groupId': ['districtAdmin'],
  'get /api/v1/classes/:classId/teachers': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/classes/:classId/teachers': ['districtAdmin', 'schoolAdmin'],
  'delete /api/v1/classes/:classId/teachers/:personId': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/staff/:personId/classes': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/staff/:personId/classes': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/staff/:personId/deletion': ['districtAdmin'],
  'post /api/v1/staff/:personId/deletion': ['districtAdmin'],
  ...MAY_KEPT,
  'get /api/v1/permissions': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/rules': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/rules/schools': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/rules/history': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/schools/:schoolId/rules': ['districtAdmin', 'schoolAdmin'],
  'put /api/v1/rules/:rule': ['districtAdmin', 'schoolAdmin'],
  'put /api/v1/schools/:schoolId/rules/:rule': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/schools': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/schools/:schoolId/classes': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/people/:personId/enrolments': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/classes/:classId/enrolments': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/classes/:classId/enrolments': ['districtAdmin', 'schoolAdmin'],
  'get /api/v1/roster/:kind/:recordId': ['districtAdmin', 'schoolAdmin'],
  'put /api/v1/roster/:kind/:recordId/fields/:field': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/roster/:kind/:recordId/fields/:field/give-back': ['districtAdmin', 'schoolAdmin'],
}
const OPEN: Readonly<Record<string, string>> = {
  'post /api/v1/payment-events': 'webhook',
  'get /healthz': 'health',
  'get /readyz': 'health',
  'get /metrics': 'health',
  'get /api/openapi.json': 'static',
  'get /': 'static',
  'get /api/v1/me': 'session',
  'get /api/v1/session/launch': 'session',
  'get /api/v1/coaching/visibility': 'session',
  'get /api/v1/placements/:placementId': 'session',
  'post /api/v1/placements/:placementId/answer': 'session',
  'get /lti/login': 'launch',
  'post /lti/login': 'launch',
  'post /lti/launch': 'launch',
  'get /lti/jwks.json': 'launch',
  'get /lti/register/:token': 'launch',
  'get /lti/canvas.json': 'launch',
  'get /api/v1/community-invitations': 'session',
  'get /api/v1/class-lead-requests': 'session',
  'post /api/v1/class-lead-requests/:requestId/acceptance': 'session',
  'post /api/v1/class-lead-requests/:requestId/refusal': 'session',
  'post /api/v1/community-invitations/:invitationId/acceptance': 'session',
  'post /api/v1/community-invitations/:invitationId/refusal': 'session',
  'post /api/v1/community-links/look': 'session',
  'post /api/v1/community-links/join': 'session',
  'post /api/v1/session': 'signin',
  'get /api/v1/session': 'session',
  'delete /api/v1/session': 'session',
  'get /api/v1/customer/districts': 'session',
  'post /api/v1/session/district': 'session',
  'get /api/v1/session/password': 'session',
  'put /api/v1/session/password': 'session',
  'get /api/v1/session/second-factor': 'session',
  'post /api/v1/session/second-factor/enrolment': 'session',
  'post /api/v1/session/second-factor/confirmation': 'session',
  'post /api/v1/session/second-factor/removal': 'session',
  'post /api/v1/support-sessions': 'signin',
  'get /api/v1/sign-in': 'signin',
  'get /sso/start/:districtId': 'signin',
  'get /sso/callback': 'signin',
  'post /api/v1/password-resets': 'signin',
  'post /api/v1/password-resets/use': 'signin',
  'get /api/v1/parents/:districtId': 'signin',
  'post /api/v1/parents/:districtId/registrations': 'signin',
  ...OPEN_BY_CODE,
  'post /api/v1/invitations/look': 'signin',
  'post /api/v1/invitations/accept': 'signin',
}

const nothing = () => ({ status: 204 })
const nameOf = (route: RegisteredRoute): string => `${route.method} ${route.path}`
const pathOf = (route: RegisteredRoute): string => route.path.replaceAll(/:[A-Za-z]+/g, '999999999')

/** For what the types forbid. */
function addUntyped(this: ReturnType<typeof createRouteTable>, definition: never): void {
  this.add(definition)
}

describe('the routes', () => {
  it('are all in this matrix: a new one says here who may use it', () => {
    const guarded = app.table.routes.filter((route) => route.access.capability !== undefined).map(nameOf)
    expect(guarded.toSorted()).toEqual(Object.keys(MAY).toSorted())
    const open = app.table.routes.filter((route) => route.access.open !== undefined)
    expect(Object.fromEntries(open.map((route) => [nameOf(route), route.access.open]))).toEqual(OPEN)
  })

  it('are the only ones that Express knows', () => {
    expect(layersOf(app).toSorted()).toEqual(app.table.routes.map(nameOf).toSorted())
  })

  it('cannot be registered twice', () => {
    const table = createRouteTable()
    const add = () =>
      table.add({
        method: 'get',
        path: '/x',
        access: { open: 'health' },
        summary: 'x',
        handle: () => ({ status: 204 }),
      })
    add()
    expect(add).toThrow('registered twice')
  })

  it('cannot be registered without saying who may use them', () => {
    const table = createRouteTable()
    const definition = { method: 'get', path: '/x', access: {}, summary: 'x', handle: nothing } as const
    // It does not type-check, and where the types are got round it is refused.
    expectTypeOf<typeof definition>().not.toExtend<Parameters<typeof table.add>[0]>()
    expect(() => {
      Reflect.apply(addUntyped, table, [definition])
    }).toThrow('must name either')
  })
})

describe('every route', () => {
  // Every person at every route: some hundreds of requests.
  it('answers everybody as the matrix says, and a refusal changes nothing', { timeout: 600_000 }, async () => {
    const before = await fingerprint()
    const wrong: string[] = []
    for (const route of app.table.routes.filter((each) => each.access.capability !== undefined)) {
      for (const name of PERSON_NAMES.filter((each) => each !== 'retiredTeacher')) {
        const may = MAY[nameOf(route)]?.includes(name) === true
        const answer = await app.call(pathOf(route), { ...emptyCall(route), token: app.bearerOf(app.alpha, name) })
        if (route.access.mine === true && !may) {
          if (answer.status !== 200 || !/^\{"[a-z]+":\[\]\}$/.test(answer.text))
            wrong.push(`${name} at ${nameOf(route)}`)
          continue
        }
        const refused = answer.status === 403
        if (refused === may) wrong.push(`${name} at ${nameOf(route)}: ${answer.status}`)
        if (refused) expect(answer.json).toMatchObject({ status: 403, error: { code: 'forbidden' } })
        if (answer.status >= 500) wrong.push(`${name} at ${nameOf(route)}: ${answer.status}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await fingerprint()).toEqual(before)
  })

  it('that wants a bearer answers 401 without one and with one that is over', async () => {
    for (const route of app.table.routes.filter(needsBearer)) {
      for (const headers of [{}, { authorization: 'Bearer 0123456789012345678901' }, { authorization: 'Basic x' }]) {
        const answer = await app.call(pathOf(route), { ...emptyCall(route), headers })
        expect(`${nameOf(route)} ${answer.status}`).toBe(`${nameOf(route)} 401`)
      }
    }
  })

  it('is closed to somebody who retired, from the next request on', async () => {
    const token = app.bearerOf(app.alpha, 'southTeacher')
    expect((await app.call('/api/v1/classes/led', { token })).status).toBe(200)
    await setStatus('southTeacher', 'retired')
    expect((await app.call('/api/v1/classes/led', { token })).status).toBe(401)
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
    await setStatus('southTeacher', 'active')
  })

  it('is closed to an unmatched launch, but for what is about the session itself', async () => {
    const token = app.bearerFor({ districtId: 'alpha', personId: null, customerId: null, roles: [] })
    for (const route of app.table.routes.filter((each) => each.access.capability !== undefined)) {
      const answer = await app.call(pathOf(route), { ...emptyCall(route), token })
      if (route.access.mine === true) expect(answer.text).toMatch(/^\{"[a-z]+":\[\]\}$/)
      else expect(answer.status).toBe(403)
    }
  })

  it('refuses before it looks at what was sent', async () => {
    const token = app.bearerOf(app.alpha, 'student')
    const answer = await app.call('/api/v1/coaching/interactions', { token, body: { nonsense: true } })
    expect(answer.status).toBe(403)
  })

  it('takes a body as JSON only, as no form of another site can send it', async () => {
    const token = app.bearerOf(app.alpha, 'teacher')
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const answer = await app.call('/api/v1/communities', {
        token,
        body: '{"name":"x"}',
        headers: { 'content-type': type },
      })
      expect(answer.status).toBe(415)
    }
  })
})

/** Bodies that no schema takes: who may gets a 400, who may not a 403, and nothing changes. */
function emptyCall(route: RegisteredRoute): { method: string; body?: unknown } {
  const method = route.method.toUpperCase()
  return route.body === undefined ? { method } : { method, body: { notOffered: true } }
}

async function setStatus(name: PersonName, status: 'active' | 'retired'): Promise<void> {
  await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query("update person set status = $2 where district_id = 'alpha' and id = $1", [
      app.alpha.people[name],
      status,
    ]),
  )
}

async function fingerprint(): Promise<unknown> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query(
      `select (select count(*) from interaction) as interactions, (select count(*) from interaction_draft) as drafts,
        (select count(*) from community) as communities, (select count(*) from community_class) as classes,
        (select count(*) from audit_entry where action not in ('access.denied', 'audit.export', 'roster.export', 'student_report.export')) as entries`,
    )
    return rows[0] as unknown
  })
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
}

/** What Express itself would answer, read from its router. */
function layersOf(testApp: TestApp): readonly string[] {
  const router = testApp.app.router as unknown as { readonly stack: readonly Layer[] }
  return router.stack.flatMap(({ route }) =>
    route === undefined ? [] : Object.keys(route.methods).map((method) => `${method} ${route.path}`),
  )
}
