/** Support accesses for the fake backend: one that is over, and what the page opens. */

import type { SupportAccess } from '../../src/http/contract/support.ts'

const LIMITS = { minutesDefault: 60, minutesMax: 240, linkMinutes: 15 }

export function openFakeSupport(): SupportAccess[] {
  return [
    {
      id: '3',
      reason: 'The nightly sync of Roosevelt was held twice; looking at why (ticket 4711).',
      who: 'Ines Okafor, Staffroom support',
      openedBy: 'operator',
      openedByName: null,
      openedAt: '2026-11-20T14:05:00Z',
      expiresAt: '2026-11-20T15:05:00Z',
      begunAt: '2026-11-20T14:06:00Z',
      endedAt: '2026-11-20T14:31:00Z',
      endedBy: 'person',
      endedByName: 'Dana Admin',
      requests: 48,
    },
  ]
}

interface Asked {
  readonly backend: { readonly support: SupportAccess[] }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export const supportHandlers = {
  'GET /api/v1/support-accesses': ({ backend, query }: Asked) => {
    const items = backend.support.filter(({ endedAt }) => query.get('open') === null || endedAt === null)
    return { items, total: items.length, page: 1, pageSize: 25, limits: LIMITS }
  },
  'POST /api/v1/support-accesses': ({ backend, body }: Asked) => {
    const id = String(4 + backend.support.length)
    const expiresAt = '2099-01-01T15:05:00Z'
    backend.support.unshift({
      id,
      reason: String(body['reason']),
      who: String(body['who']),
      openedBy: 'person',
      openedByName: 'Dana Admin',
      openedAt: '2026-11-22T14:05:00Z',
      expiresAt,
      begunAt: null,
      endedAt: null,
      endedBy: null,
      endedByName: null,
      requests: 0,
    })
    return { id, url: `https://staffroom.example/#/support/riverside.${'x'.repeat(43)}`, expiresAt }
  },
  'DELETE /api/v1/support-accesses/{accessId}': ({ backend, params }: Asked) => {
    const at = backend.support.findIndex(({ id }) => id === params['accessId'])
    const found = backend.support[at]
    if (found !== undefined)
      backend.support[at] = {
        ...found,
        endedAt: '2026-11-22T14:20:00Z',
        endedBy: 'person',
        endedByName: 'Dana Admin',
      }
    return null
  },
}
