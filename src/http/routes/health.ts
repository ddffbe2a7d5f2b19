/** Probes, metrics, the API's description and the app's page: what anybody may read. */

import { createHash, timingSafeEqual } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import type { Request } from 'express'
import { exactly } from '../contract/shapes.ts'
import type { HttpMetrics } from '../metrics.ts'
import { HttpError } from '../errors.ts'
import { describeApi } from '../openapi.ts'
import type { PageCookie } from '../page-cookie.ts'
import type { RouteTable } from '../route.ts'
import type { RenderShell } from '../shell.ts'

const Status = Type.Union([Type.Literal('ok'), Type.Literal('unavailable')])
const State = exactly({ status: Status })
const Ready = exactly({
  status: Status,
  database: Status,
  schema: Type.Union([Type.Literal('current'), Type.Literal('behind'), Type.Literal('unknown')]),
  worker: Type.Union([Type.Literal('alive'), Type.Literal('silent'), Type.Literal('none'), Type.Literal('unknown')]),
})

/** Never throws. Pages work without a worker; its state is told and doesn't decide. */
export type ReadReadiness = () => Promise<{ readonly ready: boolean } & Omit<Static<typeof Ready>, 'status'>>

export interface HealthDeps {
  readonly readReadiness: ReadReadiness
  readonly metricsToken: string | null
  readonly metrics: HttpMetrics
  readonly renderShell: RenderShell
  readonly cookie: Pick<PageCookie, 'isSent'>
  readonly version: string
}

/** `/healthz`, `/readyz`, `/metrics`, `/api/openapi.json` and `/`. */
export function addHealthRoutes(table: RouteTable, deps: HealthDeps): void {
  table.add({
    method: 'get',
    path: '/healthz',
    access: { open: 'health' },
    summary: 'Whether the process answers.',
    response: State,
    handle: () => ({ status: 200, body: { status: 'ok' as const } }),
  })
  table.add({
    method: 'get',
    path: '/readyz',
    access: { open: 'health' },
    summary: 'Whether the database answers, its schema is ours, and a worker is there.',
    response: Ready,
    handle: async () => {
      const { ready, ...state } = await deps.readReadiness()
      return {
        status: ready ? 200 : 503,
        body: { status: ready ? ('ok' as const) : ('unavailable' as const), ...state },
      }
    },
  })
  table.add({
    method: 'get',
    path: '/metrics',
    access: { open: 'health' },
    summary: 'Figures of the process and the installation, as Prometheus reads them.',
    handle: async ({ request }) => {
      requireReader(request, deps.metricsToken)
      const text = await deps.metrics.render()
      return { status: 200, text, headers: { 'Content-Type': deps.metrics.contentType } }
    },
  })
  addStaticRoutes(table, deps)
}

function addStaticRoutes(table: RouteTable, deps: HealthDeps): void {
  table.add({
    method: 'get',
    path: '/api/openapi.json',
    access: { open: 'static' },
    summary: 'The API, described.',
    response: Type.Record(Type.String(), Type.Unknown()),
    handle: () => ({ status: 200, body: describeApi(table.routes, deps.version) }),
  })
  table.add({
    method: 'get',
    path: '/',
    access: { open: 'static' },
    summary: 'The app.',
    // That there is a cookie, not what it opens: the page then asks.
    handle: ({ nonce, request }) => ({
      status: 200,
      html: deps.renderShell({ nonce, hasCookie: deps.cookie.isSent(request) }),
    }),
  })
}

/** The figures name districts and sources: they are for whoever has the token, or for this machine where there is none. */
function requireReader(request: Request, token: string | null): void {
  if (token === null) {
    if (isFromHere(request)) return
    throw new HttpError(
      403,
      'metrics_closed',
      'Only this machine may read the metrics. Set STAFFROOM_METRICS_TOKEN and send it as a bearer token to read them from elsewhere.',
    )
  }
  const given = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? ''
  if (timingSafeEqual(digest(given), digest(token))) return
  throw new HttpError(401, 'metrics_token', 'Send STAFFROOM_METRICS_TOKEN as a bearer token to read the metrics.')
}

/** A proxy on this machine speaks for others: what it passes on is not from here. */
function isFromHere(request: Request): boolean {
  const passedOn = request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined
  return !passedOn && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
