/** Deep linking requests that are refused, and the answer that is signed. */

import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { readDeepLinking, signDeepLinking } from '../../src/lti/deep-linking.ts'
import { addressOf, placeIn, placeOfKey } from '../../src/lti/place.ts'
import { LtiRefusal } from '../../src/lti/refusal.ts'
import { signWith } from '../../src/lti/sign.ts'
import { createToolKey } from '../../src/lti/tool-key.ts'

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const canvas = {
  issuer: 'https://canvas.instructure.com',
  authUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
  tokenUrl: 'https://sso.canvaslms.com/login/oauth2/token',
  jwksUrl: 'https://sso.canvaslms.com/api/lti/security/jwks',
  frameOrigins: ['https://canvas.instructure.com', 'https://*.instructure.com'],
}
const settings = (changes: Readonly<Record<string, unknown>> = {}) => ({
  [`${DL}/deep_linking_settings`]: {
    deep_link_return_url: 'https://district.instructure.com/courses/1/deep_linking_response?modal=true',
    accept_types: ['link', 'ltiResourceLink'],
    ...changes,
  },
})

function codeOf(claims: Readonly<Record<string, unknown>>): string {
  try {
    readDeepLinking(claims, canvas)
    return 'accepted'
  } catch (error) {
    if (error instanceof LtiRefusal) return error.code
    throw error
  }
}

describe('a deep linking request', () => {
  it('is read with its data and whether several may be placed', () => {
    expect(readDeepLinking(settings({ data: 'x', accept_multiple: true }), canvas)).toEqual({
      returnUrl: 'https://district.instructure.com/courses/1/deep_linking_response?modal=true',
      data: 'x',
      acceptsMultiple: true,
    })
    expect(readDeepLinking(settings(), canvas)).toMatchObject({ data: null, acceptsMultiple: false })
  })

  it.each([
    'https://evil.example/return',
    'https://instructure.com/return',
    'https://evilinstructure.com/',
    'https://district.instructure.com.evil.example/',
    'https://district.instructure.com@evil.example/',
    'https://user:secret@district.instructure.com/',
    'http://district.instructure.com/',
    'https://district.instructure.com:8443/',
    'https://evil.example\\@district.instructure.com/',
    'https://evil.example#.instructure.com',
    'https://evil.example?.instructure.com',
    '//district.instructure.com/return',
    '/return',
    // What a browser would run; spelt so that nobody mistakes it for a script of ours.
    ['javascript', 'alert(1)//.instructure.com'].join(':'),
    'data:text/html,x',
    'ftp://district.instructure.com/',
    '',
  ])('that wants its answer at %s is refused', (address) => {
    expect(codeOf(settings({ deep_link_return_url: address }))).toBe('deep_linking_return_foreign')
  })

  it.each([
    [{}, 'deep_linking_settings_missing'],
    [{ [`${DL}/deep_linking_settings`]: [] }, 'deep_linking_settings_missing'],
    [settings({ deep_link_return_url: undefined }), 'deep_linking_settings_missing'],
    [settings({ accept_types: ['link', 'html'] }), 'deep_linking_type_unknown'],
    [settings({ accept_types: 'ltiResourceLink' }), 'deep_linking_type_unknown'],
    [settings({ accept_types: undefined }), 'deep_linking_type_unknown'],
    [settings({ data: { a: 1 } }), 'claim_invalid'],
    [settings({ data: 'x'.repeat(16_385) }), 'claim_invalid'],
  ] as const)('%j is refused: %s', (claims, code) => {
    expect(codeOf(claims)).toBe(code)
  })
})

describe('the answer', () => {
  it('is signed by the active key, for this platform and five minutes, with the data as it came', async () => {
    const key = await createToolKey()
    const now = new Date('2026-11-22T10:00:00Z')
    const registration = { issuer: canvas.issuer, clientId: '10000000000001' }
    const items = [{ title: 'Staffroom', url: 'https://staffroom.example.org/lti/launch' }]
    const answer = { registration, deploymentId: '1:abc', data: 'a"b', items }
    const jwt = await signDeepLinking(
      signWith(() => Promise.resolve(key)),
      answer,
      now,
    )
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet({ keys: [key.publicJwk] }), {
      issuer: registration.clientId,
      audience: registration.issuer,
      currentDate: now,
    })
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: key.kid })
    expect(payload).toMatchObject({
      iat: now.getTime() / 1000,
      exp: now.getTime() / 1000 + 300,
      nonce: expect.stringMatching(/^[\w-]{36}$/) as string,
      'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiDeepLinkingResponse',
      'https://purl.imsglobal.org/spec/lti/claim/version': '1.3.0',
      'https://purl.imsglobal.org/spec/lti/claim/deployment_id': '1:abc',
      [`${DL}/content_items`]: [{ type: 'ltiResourceLink', ...items[0] }],
      [`${DL}/data`]: 'a"b',
    })
    const bare = await signDeepLinking(
      signWith(() => Promise.resolve(key)),
      { ...answer, data: null, items: [] },
      now,
    )
    const empty = JSON.parse(Buffer.from(bare.split('.')[1] ?? '', 'base64url').toString()) as object
    expect(empty).toMatchObject({ [`${DL}/content_items`]: [] })
    expect(`${DL}/data` in empty).toBe(false)
  })
})

describe('what a link opens', () => {
  const OWN = 'https://staffroom.example.org'
  it.each([
    { kind: 'start' },
    { kind: 'coach' },
    { kind: 'community', id: '12' },
    { kind: 'class-report', id: '7' },
    { kind: 'survey', id: '3' },
  ] as const)('is found again in its address: %j', (place) => {
    expect(placeIn(addressOf(place, OWN))).toEqual(place)
    expect(placeOfKey('id' in place ? `${place.kind}:${place.id}` : place.kind)).toEqual(place)
  })
  it.each([
    '/open/communities/0',
    '/open/communities/x',
    '/open/communities/1/2',
    '/open/surveys/$Canvas.course.id',
    '/open/surveys/03',
    '/open/surveys/1234567890123456789',
    '/open/surveys/3/report',
    '/open/classes/7',
    '/open/classes/7/report/',
    '/open/classes/7/8/report',
    '/open',
    '/open/coach/1',
    '/?open=/open/surveys/3#/open/surveys/3',
    '/',
  ])('is the start at %s', (path) => {
    expect(placeIn(`${OWN}${path}`)).toEqual({ kind: 'start' })
  })
})
