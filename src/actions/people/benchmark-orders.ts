/** Benchmark tests by the command line: the operator acts as the administrators of the schools do, by the same rules. */

import { authorise } from '../../access/authorise.ts'
import { operatorOfSchools } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { needNamedIds, type NamedTable } from '../../store/people/named-ids.ts'
import type { DomainWorld } from '../../store/world.ts'
import { RESULT_COLUMNS } from '../../students/result-sheet.ts'
import { assignBenchmark, type BenchmarkRefusal } from './assign-benchmark.ts'
import { countsOf, importResults, previewResults, type ResultFault, type ResultOutcome } from './import-results.ts'

interface Order {
  readonly districtId: string
  readonly test: 2 | 3
  readonly personIds: readonly string[]
  readonly give: boolean
}

interface ResultFile {
  readonly districtId: string
  readonly bytes: Buffer
}

/**
 * Binds the changes to an installation.
 * @throws Failure BENCHMARK_REFUSED
 */
export function openBenchmarkChanges(world: DomainWorld) {
  return {
    columns: RESULT_COLUMNS,
    /** Our numbers of what a feed names, or of `id:17`. */
    named: (districtId: string, table: NamedTable, names: readonly string[]): Promise<readonly string[]> =>
      inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
        needNamedIds(client, districtId, { table, names, refused }),
      ),
    assign: async ({ districtId, ...order }: Order) => {
      const outcome = await assignBenchmark(world, grantOf(districtId), order)
      if ('problem' in outcome) throw refused(ON_ORDER[outcome.problem])
      return outcome
    },
    preview: async ({ districtId, bytes }: ResultFile) => {
      const look = await previewResults(world, grantOf(districtId), bytes)
      if ('problem' in look) throw fileRefused(look)
      const { columns, rows } = look
      // Who it was stands in the file; what is shown here may go into a log.
      return { columns, counts: countsOf(rows), rows: rows.map(({ row, outcome, notes }) => ({ row, outcome, notes })) }
    },
    run: async ({ districtId, bytes, leavesOut }: ResultFile & { readonly leavesOut: boolean }) => {
      const outcome = await importResults(world, grantOf(districtId), { bytes, plan: null, leavesOut })
      if (!('problem' in outcome)) return outcome
      if (outcome.problem === 'nothing_new') return { added: 0, changed: 0, already: 0, leftOut: 0 }
      throw fileRefused(outcome)
    },
  }
}

function grantOf(districtId: string) {
  return authorise(operatorOfSchools(districtId), 'assign_unassign:benchmark_test')
}

const ON_ORDER: Readonly<Record<BenchmarkRefusal, string>> = {
  student_unknown: 'One of them is no student at work. Nothing was changed.',
  benchmarks_off:
    'The district has not switched benchmark tests on: "staffroom rules set --rule benchmarks --value true".',
}

const ON_FILE: Readonly<Record<string, string>> = {
  empty: 'The file is empty. It needs a row of column names and at least one line.',
  too_large: 'The file is larger than what is taken at once. Split it.',
  too_many_rows: 'The file has more lines than are taken at once. Split it and import the parts one after the other.',
  other_file: 'This is no CSV file but a workbook, a PDF, a picture or a packed file. Save it as CSV.',
  encoding: 'The file is written in UTF-16. Save it as UTF-8.',
  header: 'The row of column names is no CSV.',
  semicolons: 'The cells are not set apart by commas. Save the file with commas.',
  columns_missing: 'The file lacks columns that are needed',
  column_twice: 'Two columns mean the same. Take one of them out',
  rows_out:
    'Some rows can’t be taken, so nothing was imported. "--dry-run" names them; "--skip-faulty" leaves them out.',
}

function fileRefused(fault: ResultFault | Extract<ResultOutcome, { readonly problem: string }>): Failure {
  const columns = 'columns' in fault ? `: ${fault.columns.join(', ')}.` : ''
  return refused(`${ON_FILE[fault.problem] ?? 'The file can’t be taken.'}${columns}`)
}

function refused(message: string): Failure {
  return new Failure('BENCHMARK_REFUSED', 'operator', message)
}
