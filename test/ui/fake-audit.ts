/** The audit log for the fake backend: some days of a district, with a denied attempt and a long entry. */

import type { AuditEntry } from '../../src/http/contract/audit.ts'

const entry = (id: number, over: Partial<AuditEntry>): AuditEntry => ({
  id: String(id),
  at: new Date(Date.parse('2026-11-22T14:00:00Z') - (60 - id) * 3_600_000).toISOString(),
  actor: 'person:501',
  actorName: 'Adaeze Okonkwo',
  action: 'field.edit',
  object: 'person:601',
  objectName: 'María-José Etxeberria-Quintana',
  detail: { field: 'givenName' },
  ...over,
})

export const AUDIT: readonly AuditEntry[] = [
  entry(60, { action: 'access.denied', detail: { route: 'get /api/v1/people/:personId/why', code: 'not_found' } }),
  entry(59, { actor: 'cli', actorName: null, action: 'setting.write', object: 'setting:guard', objectName: null }),
  entry(58, {
    actor: 'customer_admin:2',
    actorName: null,
    action: 'session.end',
    object: 'session:812',
    objectName: null,
  }),
  entry(57, { actor: 'run:8', actorName: null, action: 'role.grant', detail: { role: 'class_lead', scopeId: '20' } }),
  ...Array.from({ length: 40 }, (_none, index) => entry(56 - index, {})),
]

interface Asked {
  readonly query: URLSearchParams
}

const list = ({ query }: Asked) => {
  const found = AUDIT.filter(
    ({ action, object }) => action.startsWith(query.get('action') ?? '') && (query.get('object') ?? object) === object,
  )
  const [page, pageSize] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? 25)]
  return { items: found.slice((page - 1) * pageSize, page * pageSize), total: found.length, page, pageSize }
}

export const auditHandlers = {
  'GET /api/v1/audit': list,
  'GET /api/v1/audit/sync': list,
  'GET /api/v1/audit/export': () => 'number,at\r\n60,2026-11-22\r\n',
}
