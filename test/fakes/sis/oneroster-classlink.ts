/**
 * ClassLink's dialect of OneRoster 1.1, both of its doors: a district's own server with OAuth 1.0a, and the proxy with one
 * bearer for all districts of a partner (developer.classlink.com, "Accessing data" and "Obtaining a list of applications").
 */

import type { District } from '../../contract/districts/district.ts'
import { BASES, startOneRoster } from './oneroster.ts'
import type { Door, OneRosterFake, Quirks } from './oneroster.ts'
import type { StoreQuirks } from './oneroster-store.ts'
import type { FakeAnswer, FakeRequest } from './server.ts'

export interface ClassLinkFake extends OneRosterFake {
  readonly tenant: Door
  readonly proxy: Door
}

export const CLASSLINK = {
  applicationId: 'MoYPlyQWmG0=',
  bearer: 'partner-bearer-0001',
  key: 'tenant-key-0001',
  secret: 'tenant-secret-0001',
} as const

const PAGE_MAX = 10_000
/** The revision of the data, with every answer of either door. */
const REVISION = { header: 'x-perm-rev', first: '1001' }

const TENANT: Quirks = {
  limitMax: PAGE_MAX,
  countHeaders: ['x-total-count'],
  pageCountHeader: 'x-count',
  revision: REVISION,
}
/** It passes requests on and tells no counts. */
const PROXY: Quirks = { limitMax: PAGE_MAX, countHeaders: [], links: 'none', revision: REVISION }

/** Starts both doors over one district. Only who is enrolled is shared, and the students' collection holds teachers. */
export async function startClassLink(
  district: District,
  over: { readonly tenant?: Quirks; readonly proxy?: Quirks; readonly people?: StoreQuirks } = {},
): Promise<ClassLinkFake> {
  const { applicationId, bearer, key, secret } = CLASSLINK
  const tenant: Door = {
    base: BASES['1.1'],
    auth: { type: 'oauth1', key, secret },
    quirks: { ...TENANT, ...over.tenant },
  }
  const proxy: Door = {
    base: `/${encodeURIComponent(applicationId)}${BASES['1.1']}`,
    auth: { type: 'bearer', token: bearer },
    quirks: { ...PROXY, ...over.proxy },
  }
  const fake = await startOneRoster(
    {
      version: '1.1',
      district,
      people: { deletions: 'vanish', studentsHoldTeachers: true, ...over.people },
      extra: describeApplications,
    },
    [tenant, proxy],
  )
  return { ...fake, tenant, proxy }
}

/** The list of districts that gave access, and how to reach the server of one directly. */
function describeApplications(request: FakeRequest, origin: string): FakeAnswer | null {
  const { applicationId, bearer, key, secret } = CLASSLINK
  const { pathname } = request.url
  const headers = { 'content-type': 'application/json' }
  if (!pathname.startsWith('/applications')) return null
  if (request.headers.authorization !== `Bearer ${bearer}`)
    return { status: 401, headers, body: JSON.stringify({ status: 0, message: 'Unauthorized' }) }
  if (pathname === '/applications') {
    const application = {
      id: 1176,
      tenant_name: 'Example',
      tenant_id: 2,
      application_id: 57,
      bearer: null,
      name: 'Example',
      oneroster_application_id: encodeURIComponent(applicationId),
    }
    return { status: 200, headers, body: JSON.stringify({ status: 1, applications: [application] }) }
  }
  if (decodeURIComponent(pathname) !== `/applications/${applicationId}/server`) return null
  const server = { client_id: key, client_secret: secret, endpoint_url: `${origin}${BASES['1.1']}` }
  return { status: 200, headers, body: JSON.stringify({ status: 1, server, message: '' }) }
}
