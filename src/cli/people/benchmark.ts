/** `staffroom benchmark list|assign|unassign|results`: benchmark tests as the administrators of the schools have them. */

import { type Command, Option } from 'commander'
import { readFile, stat } from 'node:fs/promises'
import { csvLine } from '../csv.ts'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { BenchmarkFileLook } from './benchmark-tools.ts'

const NOTES_SHOWN_MAX = 100

export function addBenchmark(program: Command, shell: Shell): void {
  const benchmark = program.command('benchmark').description('benchmark tests of students: who has which, and results')
  addList(benchmark, shell)
  addOrder(benchmark, shell, true)
  addOrder(benchmark, shell, false)
  const results = benchmark.command('results').description('results from a file')
  addTemplate(results, shell)
  addImport(results, shell)
}

interface ListOptions {
  readonly district: string
  readonly school?: string
  readonly class?: string
  readonly year?: string
}

function addList(benchmark: Command, shell: Shell): void {
  const list = benchmark
    .command('list')
    .description('students with their three tests in a school year; people by our id')
    .requiredOption('--district <id>', 'the district')
    .option('--school <sourcedid>', 'only of this school, or "id:" and our number')
    .option('--class <sourcedid>', 'only of this class, or "id:" and our number')
    .option('--year <year>', 'the school year that began in this year; else the one of now')
  shell.actInside<ListOptions>(
    list,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const one = async (table: 'orgs' | 'classes', name: string | undefined) =>
        name === undefined ? null : ((await installation.benchmarks.named(districtId, table, [name]))[0] ?? null)
      const [schoolId, classId] = [await one('orgs', options.school), await one('classes', options.class)]
      const year = options.year === undefined ? null : Number(options.year)
      const { isOn, year: shown, items } = await installation.benchmarks.list({ districtId, schoolId, classId, year })
      const rows = items.map(({ id, grades, tests }) => [`id:${id}`, grades.join(' '), ...tests.map(sayTest)])
      return {
        data: { isOn, year: shown, students: items.map(({ id, grades, tests }) => ({ personId: id, grades, tests })) },
        lines:
          rows.length === 0
            ? [isOn ? 'No student has benchmark tests there.' : 'The district has not switched benchmark tests on.']
            : formatTable(['person', 'grades', 'test 1', 'test 2', 'test 3'], rows),
      }
    },
    ({ options }) => {
      if (options.year !== undefined && !/^2\d{3}$/.test(options.year))
        throw new UsageError('Give the year that the school year begins in, such as 2026.')
    },
  )
}

function sayTest({ state, score }: { readonly state: string; readonly score: number | null }): string {
  return score === null ? state : `${state} ${String(score)}`
}

interface OrderOptions {
  readonly district: string
  readonly test: '2' | '3'
  readonly student?: readonly string[]
  readonly class?: string
}

function addOrder(benchmark: Command, shell: Shell, give: boolean): void {
  const order = benchmark
    .command(give ? 'assign' : 'unassign')
    .description(
      give
        ? 'assign test 2 or 3 to students who have completed the one before; the first assigns itself'
        : 'take test 2 or 3 from students who have not begun it',
    )
    .requiredOption('--district <id>', 'the district')
    .addOption(new Option('--test <number>', 'which test').choices(['2', '3']).makeOptionMandatory())
    .option('--student <sourcedid...>', 'these students, or "id:" and our number')
    .option('--class <sourcedid>', 'all students of this class, or "id:" and our number')
  shell.actInside<OrderOptions>(
    order,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const personIds = await studentsOf(installation, districtId, options)
      const test = options.test === '2' ? 2 : 3
      const done = await installation.benchmarks.assign({ districtId, test, personIds, give })
      const { changed, leftOut, early } = done
      return {
        data: done,
        lines: [
          `Test ${test} was ${give ? 'assigned to' : 'taken from'} ${formatCount(changed.length)} students; ${formatCount(leftOut.length)} were left out.`,
          ...(early.length === 0
            ? []
            : [`${formatCount(early.length)} of them got it sooner than 90 days after the one before.`]),
          ...(leftOut.length === 0
            ? []
            : formatTable(
                ['left out', 'why'],
                leftOut.map(({ personId, reason }) => [`id:${personId}`, reason]),
              )),
        ],
      }
    },
    ({ options }) => {
      if ((options.student === undefined) === (options.class === undefined))
        throw new UsageError('Say whose: either --student or --class.')
    },
  )
}

async function studentsOf(
  { benchmarks }: Installation,
  districtId: string,
  { student = [], class: name }: OrderOptions,
): Promise<readonly string[]> {
  if (name === undefined) return benchmarks.named(districtId, 'people', student)
  const [classId = null] = await benchmarks.named(districtId, 'classes', [name])
  const { items } = await benchmarks.list({ districtId, schoolId: null, classId, year: null })
  return items.map(({ id }) => id)
}

function addTemplate(results: Command, shell: Shell): void {
  const template = results.command('template').description('an empty file with every column that is understood')
  shell.actInside<object>(template, (_task, installation) => {
    const { columns } = installation.benchmarks
    const line = csvLine(columns.map(({ name }) => name)).trimEnd()
    return Promise.resolve({ data: { csv: `${line}\r\n`, columns }, lines: [line] })
  })
}

function addImport(results: Command, shell: Shell): void {
  const command = results
    .command('import')
    .description('keep the results of a file; the same file again changes nothing')
    .argument('<file.csv>', 'the file')
    .requiredOption('--district <id>', 'the district')
    .option('--dry-run', 'say what each row would do, and keep nothing; exit 3 where rows can’t be taken')
    .option('--skip-faulty', 'leave out rows that can’t be taken; otherwise they keep everything out')
  shell.actInside<{ readonly district: string; readonly dryRun?: boolean; readonly skipFaulty?: boolean }>(
    command,
    async (_task, installation, { args, options }) => {
      const { dryRun = false, skipFaulty = false } = options
      const districtId = await resolveDistrict(installation, options.district)
      const file = { districtId, bytes: await readFile(args[0] ?? '') }
      if (dryRun) return describe(await installation.benchmarks.preview(file))
      const done = await installation.benchmarks.run({ ...file, leavesOut: skipFaulty })
      const { added, changed, leftOut } = done
      const says =
        added + changed === 0
          ? 'Nothing to do: all of these results are kept already.'
          : `${formatCount(added + changed)} results were kept, ${formatCount(leftOut)} rows left out.`
      return { data: done, lines: [says] }
    },
    async ({ args }) => {
      const found = await stat(args[0] ?? '').catch(() => null)
      if (found?.isFile() !== true)
        throw new UsageError(`${args[0] ?? ''} is not there, or is no file. Give a CSV file.`)
    },
  )
}

function describe(look: BenchmarkFileLook): Outcome {
  const { columns, counts, rows } = look
  const notes = rows.flatMap(({ row, outcome, notes: all }) =>
    all.map(({ column, code, says }) => [row, outcome, column, code, says] as const),
  )
  return {
    data: look,
    exit: counts.leftOut > 0 ? EXIT.held : EXIT.done,
    lines: [
      ...formatTable(
        ['in the file', 'understood as'],
        columns.map(({ name, as }) => [name, as ?? 'not known: ignored']),
      ),
      ...(notes.length === 0
        ? []
        : ['', ...formatTable(['row', 'outcome', 'column', 'note', 'what to do'], notes.slice(0, NOTES_SHOWN_MAX))]),
      '',
      `${formatCount(counts.added)} new, ${formatCount(counts.changed)} completed, ${formatCount(counts.already)} known already, ${formatCount(counts.leftOut)} that can’t be taken. Nothing was kept.`,
    ],
  }
}
