/** Every POST either takes an idempotency key, or is known to make nothing twice, and why. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LtiSetup } from '../../src/http/contract/lti.ts'
import { isCreation } from '../../src/http/idempotency.ts'
import type { TestApp } from './test-app.ts'
import { openWholeApp } from './whole-app.ts'

/** `reads`: changes nothing; `sets`: the second time it is so already, or refused; `once`: a secret is used up; `nobody`: nobody is signed in. */
type Reason = 'reads' | 'sets' | 'once' | 'nobody'

const NOT_CREATING: Readonly<Record<string, Reason>> = {
  '/api/v1/coaching/interaction-mail-preview': 'reads',
  // Each opening of a note is a new one, and audited.
  '/api/v1/coaching/interactions/:interactionId/notes': 'reads',
  '/api/v1/coaching/cycles/:cycleId/texts': 'reads',
  '/api/v1/coaching/log-import-previews': 'reads',
  '/api/v1/community-rules/preview': 'reads',
  '/api/v1/question-sets/check': 'reads',
  '/api/v1/roster-import-previews': 'reads',
  '/api/v1/benchmark-result-previews': 'reads',
  '/api/v1/community-links/look': 'reads',
  '/api/v1/invitations/look': 'reads',
  '/api/v1/lti/course-pages/:pageId/comparison': 'reads',
  '/api/v1/classes/led/:classId/membership-check': 'reads',
  '/api/v1/classes/:classId/membership-check': 'reads',
  '/api/v1/educator-capacity/preview': 'reads',
  '/api/v1/licences/:kind/purchases/:name/preview': 'reads',
  '/api/v1/licences/:kind/purchases/:name/removal/preview': 'reads',
  '/api/v1/licences/:kind/reservations/:schoolId/preview': 'reads',
  '/api/v1/licences/:kind/rules/preview': 'reads',
  '/api/v1/licences/:kind/people/:personId/release/preview': 'reads',
  '/api/v1/role-map/preview': 'reads',
  '/api/v1/role-map/preview/export': 'reads',
  '/api/v1/licences/:kind/purchases/:name/preview/export': 'reads',
  '/api/v1/licences/:kind/purchases/:name/removal/preview/export': 'reads',
  '/api/v1/licences/:kind/rules/preview/export': 'reads',
  '/api/v1/licences/:kind/reservations/:schoolId/preview/export': 'reads',
  '/api/v1/licences/:kind/people/:personId/priority/preview': 'reads',
  '/api/v1/licences/:kind/people/:personId/yield/preview': 'reads',
  '/api/v1/educator-capacity/preview/export': 'reads',
  '/api/v1/products/:product/preview': 'reads',
  '/api/v1/products/:product/preview/export': 'reads',
  '/api/v1/products/:product/rules/:name/preview/export': 'reads',
  '/api/v1/products/:product/rules/:name/preview': 'reads',
  '/api/v1/products/:product/students/preview': 'reads',
  // Each try is a new one, and audited.
  '/api/v1/source-trials': 'reads',
  // Each opening of a file, too.
  '/api/v1/coaching/interactions/:interactionId/attachments/:attachmentId/content': 'reads',
  '/api/v1/coaching/interaction-tags': 'sets',
  '/api/v1/coaching/interactions/:interactionId/next-step': 'sets',
  '/api/v1/coaching/interactions/:interactionId/deletion': 'sets',
  '/api/v1/coaching/cycles/:cycleId/phase': 'sets',
  '/api/v1/coaching/handovers/:handoverId/undo': 'sets',
  '/api/v1/coaching/handovers/:handoverId/steps/:interactionId': 'sets',
  '/api/v1/classes/:classId/lead-requests/:requestId/consent': 'sets',
  '/api/v1/classes/:classId/lead-requests/:requestId/refusal': 'sets',
  '/api/v1/class-lead-requests/:requestId/acceptance': 'sets',
  '/api/v1/class-lead-requests/:requestId/refusal': 'sets',
  '/api/v1/classes/led/:classId/students/:personId/give-back': 'sets',
  '/api/v1/customer/administrators/:customerAdminId/suspension': 'sets',
  '/api/v1/customer/administrators/:customerAdminId/activation': 'sets',
  '/api/v1/staff/:personId/deactivation': 'sets',
  '/api/v1/staff/:personId/activation': 'sets',
  '/api/v1/staff/:personId/removal': 'sets',
  '/api/v1/staff/:personId/return': 'sets',
  '/api/v1/session/second-factor/enrolment': 'once',
  '/api/v1/session/second-factor/confirmation': 'once',
  '/api/v1/session/second-factor/removal': 'sets',
  '/api/v1/community-invitations/:invitationId/refusal': 'sets',
  '/api/v1/communities/:communityId/leads': 'sets',
  '/api/v1/communities/:communityId/handover': 'sets',
  '/api/v1/communities/:communityId/leave': 'sets',
  '/api/v1/surveys/:surveyId/answers': 'sets',
  '/api/v1/lti/course-pages/:pageId/link': 'sets',
  '/api/v1/lti/course-pages/:pageId/dismissal': 'sets',
  '/api/v1/lti/unmatched/:launchId/link': 'sets',
  '/api/v1/lti/unmatched/:launchId/dismissal': 'sets',
  '/api/v1/lti/deployments/:deploymentId/binding': 'sets',
  '/api/v1/lti/deployments/:deploymentId/confirmation': 'sets',
  '/api/v1/notices/:noticeId/dismissal': 'sets',
  '/api/v1/session/district': 'sets',
  '/api/v1/staff/invitations/:invitationId/revocation': 'sets',
  '/api/v1/staff/:personId/move': 'sets',
  '/api/v1/staff/:personId/deletion': 'sets',
  '/api/v1/classes/:classId/teachers': 'sets',
  '/api/v1/staff/:personId/classes': 'sets',
  '/api/v1/invoices/:invoiceId/purchase-order': 'sets',
  '/api/v1/licences/:kind/people/:personId/yield': 'sets',
  '/api/v1/licences/:kind/people/:personId/release': 'sets',
  '/api/v1/products/:product/students': 'sets',
  '/api/v1/people/:personId/hold': 'sets',
  '/api/v1/people/:personId/erasure': 'sets',
  '/api/v1/people/:personId/second-factor/reset': 'sets',
  '/api/v1/match-proposals/:proposalId/dismissal': 'sets',
  '/api/v1/roster/:kind/:recordId/fields/:field/give-back': 'sets',
  '/api/v1/students/state': 'sets',
  '/api/v1/students/:studentId/deactivation': 'sets',
  '/api/v1/students/:studentId/activation': 'sets',
  '/api/v1/students/:studentId/sign-out': 'sets',
  '/api/v1/students/:studentId/move': 'sets',
  '/api/v1/students/:studentId/deletion': 'sets',
  '/api/v1/students/:studentId/benchmark-reassignment': 'sets',
  '/api/v1/students/:studentId/benchmark-invalidation': 'sets',
  '/api/v1/benchmarks/assignments': 'sets',
  '/api/v1/pathways/:pathwayId/enrolments': 'sets',
  '/api/v1/pathways/:pathwayId/done-steps': 'sets',
  '/api/v1/programmes/:programmeId/taken-back': 'sets',
  // The same file again is known already.
  '/api/v1/benchmark-results': 'sets',
  // Each printing replaces the one before, and its codes are kept nowhere: a stored answer would keep them.
  '/api/v1/students/:studentId/start-card': 'sets',
  '/api/v1/start-cards/classes/:classId/print': 'sets',
  '/api/v1/start-cards/revocation': 'sets',
  '/api/v1/card-sessions': 'nobody',
  // The platform takes a message of its course once.
  '/api/v1/placements/:placementId/answer': 'once',
  '/api/v1/password-resets/use': 'once',
  '/api/v1/invitations/accept': 'once',
  '/api/v1/support-sessions': 'once',
  '/api/v1/payment-events': 'nobody',
  '/api/v1/session': 'nobody',
  '/api/v1/password-resets': 'nobody',
  '/api/v1/participation/codes': 'nobody',
  '/api/v1/participation/devices': 'nobody',
  '/api/v1/participation/survey/answers': 'nobody',
  '/api/v1/parents/:districtId/registrations': 'nobody',
  '/lti/login': 'nobody',
  '/lti/launch': 'nobody',
}

const PLATFORM = {
  issuer: 'https://moodle.example',
  clientId: 'keyed',
  authUrl: 'https://moodle.example/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example/mod/lti/token.php',
  jwksUrl: 'https://moodle.example/mod/lti/certs.php',
  product: 'moodle',
  deploymentId: '1',
}

let app: TestApp
beforeAll(async () => {
  app = await openWholeApp()
})
afterAll(() => app.close())

const posts = () => app.table.routes.filter(({ method }) => method === 'post')

describe('a POST', () => {
  it('takes an idempotency key, or makes nothing twice', () => {
    const unknown = posts().filter((route) => !isCreation(route) && NOT_CREATING[route.path] === undefined)
    expect(unknown.map(({ path }) => path)).toEqual([])
    const both = posts().filter((route) => isCreation(route) && NOT_CREATING[route.path] !== undefined)
    expect(both.map(({ path }) => path)).toEqual([])
    const gone = Object.keys(NOT_CREATING).filter((path) => !posts().some((route) => route.path === path))
    expect(gone).toEqual([])
  })

  it('is said to be without anybody signed in only where that is so', () => {
    const nobody = posts().filter((route) => NOT_CREATING[route.path] === 'nobody')
    expect(nobody.filter(({ access }) => access.open === undefined || access.open === 'session')).toEqual([])
  })

  it('says in the API’s description that it takes a key, where it makes something', async () => {
    const { json } = await app.call('/api/openapi.json')
    const { paths } = json as { paths: Record<string, { post?: { parameters?: { name: string }[] } }> }
    const untold = posts()
      .filter((route) => isCreation(route))
      .map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((path) => !paths[path]?.post?.parameters?.some(({ name }) => name === 'Idempotency-Key'))
    expect(untold).toEqual([])
  })

  it('that adds a deployment does so once by its key', async () => {
    const token = app.bearerOf(app.alpha, 'itAdmin')
    const made = await app.call('/api/v1/lti/registrations', { token, body: PLATFORM })
    expect(made.status, made.text).toBe(201)
    const { registrations } = made.json as LtiSetup
    const id = registrations.find(({ clientId }) => clientId === PLATFORM.clientId)?.id
    const send = (key: string) =>
      app.call(`/api/v1/lti/registrations/${id}/deployments`, {
        token,
        body: { deploymentId: '2' },
        headers: { 'idempotency-key': key },
      })
    const first = await send('key-of-deployment')
    expect(first.status, first.text).toBe(200)
    const again = await send('key-of-deployment')
    expect([again.status, again.headers.get('idempotent-replayed'), again.json]).toEqual([200, 'true', first.json])
  })
})
