/** Probes, metrics, the API's description and the app's page: what anybody may read. */

import { Type } from '@sinclair/typebox'
import { exactly } from '../contract/shapes.ts'
import type { HttpMetrics } from '../metrics.ts'
import { describeApi } from '../openapi.ts'
import type { RouteTable } from '../route.ts'
import type { RenderShell } from '../shell.ts'

const State = exactly({ status: Type.Union([Type.Literal('ok'), Type.Literal('unavailable')]) })

export interface HealthDeps {
  readonly isReady: () => Promise<boolean>
  readonly metrics: HttpMetrics
  readonly renderShell: RenderShell
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
    summary: 'Whether the database answers and its schema is ours.',
    response: State,
    handle: async () =>
      (await deps.isReady())
        ? { status: 200, body: { status: 'ok' as const } }
        : { status: 503, body: { status: 'unavailable' as const } },
  })
  table.add({
    method: 'get',
    path: '/metrics',
    access: { open: 'health' },
    summary: 'Figures of the process, as Prometheus reads them.',
    handle: async () => ({
      status: 200,
      text: await deps.metrics.render(),
      headers: { 'Content-Type': deps.metrics.contentType },
    }),
  })
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
    handle: ({ nonce }) => ({ status: 200, html: deps.renderShell({ nonce }) }),
  })
}
