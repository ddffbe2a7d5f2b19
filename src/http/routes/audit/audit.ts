/** Who did what: pages of the audit log, and a file of it. */

import { noteAuditExport } from '../../../actions/coaching/note-audit.ts'
import { AUDIT_EXPORT_MAX, viewAudit, viewAuditForExport } from '../../../views/audit/audit.ts'
import type { AuditQuery } from '../../contract/audit.ts'
import { AuditFilterQuery, AuditPage, AuditQuery as QuerySchema } from '../../contract/audit.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvOf } from '../../csv.ts'
import { unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Everything under `/api/v1/audit`. */
export function addAuditRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/audit',
    access: { capability: 'view:audit_log' },
    summary:
      'The audit log, the newest first; of a school, what was done to its people and classes, and nothing of coaching.',
    query: QuerySchema,
    response: AuditPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewAudit(world, grant, { ...filterOf(query), ...placeOf(query) }),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/audit/sync',
    access: { capability: 'view:audit_log_of_sync_and_lti' },
    summary: 'What the audit log has of sources, runs, uploads and the LMS.',
    query: QuerySchema,
    response: AuditPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewAudit(world, grant, { ...filterOf(query), ...placeOf(query) }),
    }),
  })
  addExport(table, world)
}

const COLUMNS = ['number', 'at', 'actor', 'actor name', 'action', 'object', 'object name', 'detail'] as const

function addExport(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/audit/export',
    access: { capability: 'export:audit_log' },
    summary: 'The audit log as CSV. That it was taken along goes on it.',
    query: AuditFilterQuery,
    handle: async ({ grant, query }) => {
      const rows = await viewAuditForExport(world, grant, filterOf(query))
      if (rows === null)
        throw unprocessable(
          'too_many_entries',
          `One file takes ${AUDIT_EXPORT_MAX} entries, and these are more. Ask for a shorter time with from and until.`,
        )
      await noteAuditExport(world, grant, rows.length)
      const lines = rows.map((row) => [
        row.id,
        row.at,
        row.actor,
        row.actorName ?? '',
        row.action,
        row.object,
        row.objectName ?? '',
        JSON.stringify(row.detail),
      ])
      return {
        status: 200,
        text: csvOf([COLUMNS, ...lines]),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="audit.csv"',
        },
      }
    },
  })
}

function filterOf({ actor, action, object, from, until }: AuditQuery) {
  return {
    actor: actor ?? null,
    action: action ?? '',
    object: object ?? null,
    from: from === undefined ? null : new Date(from),
    until: until === undefined ? null : new Date(until),
  }
}
