/** Counts and times of requests for whoever watches the installation; their labels are routes, never addresses or ids. */

import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { addInstallationMetrics, type ReadInstallation } from './installation-metrics.ts'

export interface HttpMetrics {
  readonly contentType: string
  observe(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly seconds: number
  }): void
  /** The text that Prometheus reads. */
  render(): Promise<string>
}

/** A registry of its own: the process, the requests, and the installation as `read` knows it (null: it can't be told). */
export function createHttpMetrics(read: ReadInstallation): HttpMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'staffroom_' })
  const requests = new Counter({
    name: 'staffroom_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'staffroom_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  addInstallationMetrics(registry, read)
  return {
    contentType: registry.contentType,
    observe(request) {
      const { method, route } = request
      requests.inc({ method, route, status: String(request.status) })
      seconds.observe({ method, route }, request.seconds)
    },
    render: () => registry.metrics(),
  }
}
