/** A platform with services and a tool that may use them, without web server or database. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServiceWorld } from '../../src/lti/service-call.ts'
import { createServiceTokens } from '../../src/lti/service-token.ts'
import type { ServiceRegistration } from '../../src/lti/service-token.ts'
import { signWith } from '../../src/lti/sign.ts'
import type { Sign } from '../../src/lti/sign.ts'
import { createToolKey } from '../../src/lti/tool-key.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import type { ProfileName } from '../fakes/lms/profiles.ts'

export interface ServiceBench {
  readonly lms: Lms
  readonly registration: ServiceRegistration
  readonly world: ServiceWorld
  /** With the key that the platform knows of us. */
  readonly sign: Sign
  /** Address of a course's list of members. */
  readonly membersUrl: string
  readonly clock: { offsetMs: number }
  /** Another origin that writes down what it is asked. */
  readonly stranger: { readonly url: string; readonly heard: string[] }
  readonly stop: () => Promise<void>
}

export const ALL_SCOPES = [
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
]

/** Starts both; `allowPrivateNetwork` false: as in a district, where none of these addresses may be asked. */
export async function startServices(
  profile: ProfileName = 'plain',
  { allowPrivateNetwork = true }: { readonly allowPrivateNetwork?: boolean } = {},
): Promise<ServiceBench> {
  const key = await createToolKey()
  const heard: string[] = []
  const server = createServer((request, response) => {
    if (request.url === '/lti/jwks.json') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key.publicJwk] }))
      return
    }
    heard.push(`${request.url} ${request.headers.authorization ?? ''}`)
    response.end('{"members":[]}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const toolUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = { offsetMs: 0 }
  const now = (): Date => new Date(Date.now() + clock.offsetMs)
  const lms = await startLms({ port: 0, toolUrl, clientId: 'client-1', deploymentId: 'd-1', profile, now })
  for (const tool of lms.platform.tools.values()) tool.scopes = ALL_SCOPES
  const fetch = createGuardedFetch({ allowPrivateNetwork, userAgent: 'Staffroom test' })
  const sign = signWith(() => Promise.resolve(key))
  const tokens = createServiceTokens({ fetch, sign, now })
  return {
    lms,
    registration: { id: '1', frameOrigins: [lms.url], tokenAudience: null, ...lms.registration },
    world: { fetch, tokens, now },
    sign,
    membersUrl: `${lms.url}/services/courses/course-101/members`,
    clock,
    stranger: { url: toolUrl, heard },
    stop: async () => {
      await lms.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}
