/** Who is signed in: one's own sessions, and those of the district; each can be ended. */

import { placeOf } from '../../contract/shapes.ts'
import { endAnySession, endMySession } from '../../../actions/signin/end-session.ts'
import { viewDistrictSessions, viewOwnSessions } from '../../../views/signin/sessions.ts'
import { OwnSessions, SessionPage, SessionParams, SessionQuery } from '../../contract/sessions.ts'
import { notFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Everything under `/api/v1/sessions` and `/api/v1/district/sessions`. */
export function addSessionListRoutes(table: RouteTable, world: DomainWorld): void {
  addOwnRoutes(table, world)
  addDistrictRoutes(table, world)
}

function addOwnRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/sessions',
    access: { capability: 'view:own_sessions', mine: true },
    summary: 'Where I am signed in, the newest first.',
    response: OwnSessions,
    handle: async ({ grant, token }) => ({
      status: 200,
      body: grant === null ? { sessions: [] } : await viewOwnSessions(world, grant, token),
    }),
  })
  table.add({
    method: 'delete',
    path: '/api/v1/sessions/:sessionId',
    access: { capability: 'view:own_sessions' },
    summary: 'Ends a session of mine: its next request is refused.',
    params: SessionParams,
    status: 204,
    handle: async ({ grant, token, params }) => {
      if (!(await endMySession(world, grant, { ...params, token }))) throw notFound()
      return { status: 204 }
    },
  })
}

function addDistrictRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'revoke:session' } as const
  table.add({
    method: 'get',
    path: '/api/v1/district/sessions',
    access,
    summary: 'Who is signed in to the district, the newest first.',
    query: SessionQuery,
    response: SessionPage,
    handle: async ({ grant, query }) => {
      return { status: 200, body: await viewDistrictSessions(world, grant, placeOf(query)) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/district/sessions/:sessionId',
    access,
    summary: 'Ends somebody’s session: its next request is refused.',
    params: SessionParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await endAnySession(world, grant, params.sessionId))) throw notFound()
      return { status: 204 }
    },
  })
}
