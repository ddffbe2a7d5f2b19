/** Results of benchmark tests from a file: the empty one, a look at one, and its import. */

import { countsOf, importResults, previewResults, RESULT_HEAD } from '../../../actions/people/import-results.ts'
import { ImportResultsBody, ResultPreview, ResultPreviewBody, ResultsImported } from '../../contract/benchmarks.ts'
import { csvOf } from '../../csv.ts'
import { HttpError } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { bytesOf, importRefusal } from './import-file.ts'

const access = { capability: 'assign_unassign:benchmark_test' } as const

/** `/api/v1/benchmark-results` and `/api/v1/benchmark-result-previews`. */
export function addBenchmarkResultRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/benchmark-results/template',
    access,
    summary: 'An empty file of results, as CSV.',
    handle: () => ({
      status: 200,
      text: csvOf([RESULT_HEAD]),
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="benchmark-results.csv"',
      },
    }),
  })
  addPreviewRoute(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/benchmark-results',
    access,
    summary: 'Keeps results exactly as they were looked at, or nothing of them. The same file again changes nothing.',
    body: ImportResultsBody,
    large: true,
    response: ResultsImported,
    handle: async ({ grant, body: { content, plan, leavesOut = false } }) => {
      const outcome = await importResults(world, grant, { bytes: bytesOf(content), plan, leavesOut })
      if (!('problem' in outcome)) return { status: 200, body: outcome }
      if (outcome.problem === 'nothing_new')
        throw new HttpError(409, 'nothing_new', 'All of these results are kept already, so there is nothing to do.')
      throw importRefusal(outcome)
    },
  })
}

function addPreviewRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/benchmark-result-previews',
    access,
    summary:
      'Looks at a file of results: what each row would say of whose test, and what keeps it out. Changes nothing.',
    body: ResultPreviewBody,
    large: true,
    response: ResultPreview,
    handle: async ({ grant, body }) => {
      const look = await previewResults(world, grant, bytesOf(body.content))
      if ('problem' in look) throw importRefusal(look)
      const { plan, standsUntil, columns, rows } = look
      const { added, changed, already, leftOut } = countsOf(rows)
      return {
        status: 200,
        body: {
          plan,
          standsUntil: standsUntil.toISOString(),
          columns: [...columns],
          counts: { new: added, changed, already, out: leftOut },
          rows: rows.map(({ row, student, test, outcome, notes }) => ({
            row,
            student,
            test,
            outcome,
            notes: [...notes],
          })),
        },
      }
    },
  })
}
