/** The roster as files, for those who may take it along. */

import { PassThrough } from 'node:stream'
import { exportRoster } from '../../../actions/sync/export-roster.ts'
import { RosterExportQuery } from '../../contract/roster-export.ts'
import { HttpError } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { createZipStream } from '../../zip-stream.ts'

/** Of one process: each holds a connection to the database as long as somebody reads. */
const AT_ONCE_MAX = 2
/** Whoever reads more slowly than that is cut off. */
const READ_MS_MAX = 600_000

/** `GET /api/v1/roster-export`. */
export function addRosterExportRoutes(table: RouteTable, world: DomainWorld): void {
  let underWay = 0
  table.add({
    method: 'get',
    path: '/api/v1/roster-export',
    access: { capability: 'export:roster' },
    summary:
      'The roster as a zip of orgs.csv, people.csv, roles.csv, classes.csv and enrolments.csv, of one moment. That it was taken along goes on the audit log.',
    query: RosterExportQuery,
    handle: async ({ grant, query }) => {
      if (underWay >= AT_ONCE_MAX)
        throw new HttpError(429, 'busy', 'Others are taking the roster along just now. Try again in a moment.')
      underWay += 1
      const stream = new PassThrough()
      const late = setTimeout(() => stream.destroy(), READ_MS_MAX)
      // Counted until the last byte has gone, or whoever read it.
      stream.once('close', () => {
        clearTimeout(late)
        underWay -= 1
      })
      try {
        const handOver = await exportRoster(world, grant, { all: query.all === true })
        const zip = createZipStream(stream)
        handOver(zip.add)
          .then(zip.end)
          .catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error('The export was cut.')))
      } catch (error) {
        stream.destroy()
        throw error
      }
      return {
        status: 200,
        stream,
        headers: { 'Content-Type': 'application/zip', 'Content-Disposition': 'attachment; filename="roster.zip"' },
      }
    },
  })
}
