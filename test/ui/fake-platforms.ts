/** The learning platforms of the fake backend's district: one of its own, one that it shares. */

import type { LtiSetup, RegistrationLink } from '../../src/http/contract/lti.ts'

export type FakeSetup = LtiSetup
type Registration = LtiSetup['registrations'][number]

const CANVAS: Registration = {
  id: '3',
  issuer: 'https://canvas.instructure.com',
  clientId: '10000000000001',
  authUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
  tokenUrl: 'https://sso.canvaslms.com/login/oauth2/token',
  jwksUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
  personIdField: 'sourcedId',
  frameOrigins: ['https://canvas.instructure.com', 'https://*.instructure.com'],
  origin: 'dynamic',
  product: 'canvas',
  isShared: false,
  deployments: [
    {
      id: '11',
      deploymentId: '1:8865aa05b4b79b64a91a86042e43af5ea8ae79eb',
      status: 'active',
      isConfirmed: true,
      checked: {
        at: '2026-11-21T15:04:00.000Z',
        findings: [
          { check: 'keys', state: 'ok', code: 'keys_read', says: 'The LMS’s keys can be read.', remedy: null },
          {
            check: 'privacy',
            state: 'wrong',
            code: 'privacy_anonymous',
            says: 'The LMS launches anonymously: it does not say who anybody is, and nobody is found.',
            remedy: 'Canvas: set the privacy level of the developer key to Public.',
          },
          {
            check: 'person_id',
            state: 'warning',
            code: 'person_id_missing',
            says: 'The LMS sends no id of the roster.',
            remedy: 'Canvas: the custom field canvas_user_sissourceid=$Canvas.user.sisSourceId.',
          },
        ],
        ticket: 'Staffroom 0.1.0 at https://staffroom.riverside.example\n\n[wrong] privacy_anonymous: …',
      },
    },
    { id: '12', deploymentId: '2:waiting', status: 'pending', isConfirmed: false, checked: null },
  ],
}
const SHARED: Registration = {
  ...CANVAS,
  id: '4',
  issuer: 'https://schoology.schoology.com',
  clientId: '6543210',
  product: 'schoology',
  origin: 'command',
  isShared: true,
  deployments: [{ id: '13', deploymentId: '6543210-77', status: 'inactive', isConfirmed: true, checked: null }],
}

export function openFakeSetup(): FakeSetup {
  const root = 'https://staffroom.riverside.example'
  return {
    tool: {
      loginUrl: `${root}/lti/login`,
      launchUrl: `${root}/lti/launch`,
      jwksUrl: `${root}/lti/jwks.json`,
      canvasUrl: `${root}/lti/canvas.json`,
      domain: 'staffroom.riverside.example',
    },
    registrations: structuredClone([CANVAS, SHARED]),
    links: [{ id: '2', state: 'taken', createdAt: '2026-11-20T18:00:00.000Z', expiresAt: '2026-11-23T18:00:00.000Z' }],
  }
}

export function registerFake(setup: FakeSetup, body: Readonly<Record<string, unknown>>): FakeSetup {
  const { deploymentId, ...platform } = body as unknown as Registration & { deploymentId: string | null }
  const deployments: Registration['deployments'] =
    deploymentId === null ? [] : [{ id: '21', deploymentId, status: 'active', isConfirmed: true, checked: null }]
  setup.registrations.push({
    ...platform,
    id: '9',
    personIdField: 'sourcedId',
    frameOrigins: [platform.issuer],
    origin: 'page',
    isShared: false,
    deployments,
  })
  return setup
}

function bindFake(setup: FakeSetup, registrationId: string, deploymentId: string): FakeSetup {
  const registration = setup.registrations.find(({ id }) => id === registrationId)
  registration?.deployments.push({ id: '22', deploymentId, status: 'active', isConfirmed: true, checked: null })
  return setup
}

function setFakeState(setup: FakeSetup, id: string, isOn: boolean): FakeSetup {
  const deployment = setup.registrations.flatMap(({ deployments }) => deployments).find((one) => one.id === id)
  if (deployment !== undefined) Object.assign(deployment, { status: isOn ? 'active' : 'inactive', isConfirmed: true })
  return setup
}

interface Asked {
  readonly backend: { readonly setup: FakeSetup }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** What the page asks for, but for registering: that may be refused. */
export const platformHandlers = {
  'GET /api/v1/lti': ({ backend, who }: Asked): LtiSetup =>
    who === 'admin-new' ? { ...backend.setup, registrations: [], links: [] } : backend.setup,
  'PUT /api/v1/lti/registrations/{registrationId}': ({ backend, params, body }: Asked): LtiSetup => {
    const registration = backend.setup.registrations.find(({ id }) => id === params['registrationId'])
    if (registration !== undefined) Object.assign(registration, body)
    return backend.setup
  },
  'POST /api/v1/lti/registrations/{registrationId}/deployments': ({ backend, params, body }: Asked): LtiSetup =>
    bindFake(backend.setup, params['registrationId'] ?? '', String(body['deploymentId'])),
  'POST /api/v1/lti/deployments/{deploymentId}/binding': ({ backend, params }: Asked): LtiSetup =>
    setFakeState(backend.setup, params['deploymentId'] ?? '', true),
  'PUT /api/v1/lti/deployments/{deploymentId}/state': ({ backend, params, body }: Asked): LtiSetup =>
    setFakeState(backend.setup, params['deploymentId'] ?? '', body['isOn'] === true),
  'POST /api/v1/lti/deployments/{deploymentId}/confirmation': ({ backend, params }: Asked): LtiSetup =>
    setFakeState(backend.setup, params['deploymentId'] ?? '', true),
  'POST /api/v1/lti/registration-links': ({ backend }: Asked): RegistrationLink => {
    const expiresAt = '2026-11-25T18:00:00.000Z'
    backend.setup.links.push({ id: '5', state: 'open', createdAt: '2026-11-22T18:00:00.000Z', expiresAt })
    return { url: `https://staffroom.riverside.example/lti/register/riverside.${'s'.repeat(43)}`, expiresAt }
  },
  'DELETE /api/v1/lti/registration-links/{linkId}': ({ backend, params }: Asked): LtiSetup => {
    const at = backend.setup.links.findIndex(({ id }) => id === params['linkId'])
    if (at >= 0) backend.setup.links.splice(at, 1)
    return backend.setup
  },
}
