/** `staffroom runs list|show|seats|undo|approve|discard|retry`: what was run, taken back, decided about, and tried again. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { type CsvRow, writeCsv } from '../csv.ts'
import { formatCount, formatTable } from '../print.ts'
import { exitOf, printReport } from './print-run.ts'
import { CHANGE_HEADER, changeRows, printChanges, printMatches, printQuarantined } from './print-plan.ts'
import { addRunSeats } from './run-seats.ts'
import { resolveDistrict, resolveRun, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation, PlannedChange, RunLine, RunRef } from '../toolbox.ts'

interface ShowOptions {
  readonly changes?: boolean
  readonly csv?: string
  readonly quarantined?: boolean
  readonly matches?: boolean
}

interface ApproveOptions {
  readonly additionsOnly?: boolean
  readonly match?: boolean
}

interface ListOptions {
  readonly district?: string
  readonly source?: string
  readonly limit: string
}

const RUN_ARGUMENT = ['<run>', 'the number of the run, or district/number'] as const

export function addRuns(program: Command, shell: Shell): void {
  const runs = program.command('runs').description('runs of the sources')
  addList(runs, shell)

  addShow(runs, shell)
  addRunSeats(runs, shell)
  addApprove(runs, shell)
  addUndo(runs, shell)

  const discard = runs
    .command('discard')
    .description('drop a held run; nothing changes')
    .argument(...RUN_ARGUMENT)
  shell.actInside(discard, async (_task, installation, { args }) => {
    const report = await installation.runs.discard(await resolveRun(installation, args[0] ?? ''))
    return { data: report, lines: printReport(report) }
  })
  addRetry(runs, shell)
}

function addRetry(runs: Command, shell: Shell): void {
  const retry = runs
    .command('retry')
    .description('run again what failed or was discarded, as a new run')
    .argument(...RUN_ARGUMENT)
  shell.actInside(retry, async (task, installation, { args }) => {
    const ref = await resolveRun(installation, args[0] ?? '')
    const report = await installation.runs.retry(ref, { signal: task.signal, onProgress: task.progress.tell })
    return { data: report, lines: printReport(report), exit: exitOf(report) }
  })
}

function addShow(runs: Command, shell: Shell): void {
  const show = runs
    .command('show')
    .description('the report of a run')
    .argument(...RUN_ARGUMENT)
    .option('--changes', 'with every change of its plan, field by field, as far as the plan was kept')
    .option('--matches', 'with everybody who leaves and comes back under another sourcedId')
    .option('--csv <file>', 'with --changes: write them to this file instead')
    .option('--quarantined', 'with every quarantined row, what is wrong with it and who can mend it')
  shell.actInside<ShowOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const ref = await resolveRun(installation, args[0] ?? '')
      const report = await installation.runs.show(ref)
      const written = options.csv === undefined ? null : await writeChanges(installation, ref, options.csv)
      const changes = options.changes === true && written === null ? await readChanges(installation, ref) : null
      const quarantined = options.quarantined === true ? await installation.runs.quarantined(ref) : null
      const matches = options.matches === true ? await installation.runs.matches(ref) : null
      return {
        data: {
          ...report,
          ...(changes === null ? {} : { changes }),
          ...(written === null ? {} : { changesFile: written }),
          ...(quarantined === null ? {} : { quarantined }),
          ...(matches === null ? {} : { matches }),
        },
        lines: [
          ...printReport(report),
          ...printChanges(changes),
          ...(written === null
            ? []
            : ['', `${formatCount(written.rows)} lines of changes written to ${written.file}.`]),
          ...printMatches(matches),
          ...printQuarantined(quarantined),
        ],
      }
    },
    ({ options }) => {
      if (options.csv !== undefined && options.changes !== true)
        throw new UsageError('--csv writes the changes of a run: give --changes too.')
    },
  )
}

function addApprove(runs: Command, shell: Shell): void {
  const approve = runs
    .command('approve')
    .description('apply a held run, exactly the plan that was shown')
    .argument(...RUN_ARGUMENT)
    .option('--additions-only', 'apply its additions, change and retire nothing')
    .option('--match', 'keep everybody one person who comes back under another sourcedId ("runs show --matches")')
  shell.actInside<ApproveOptions>(
    approve,
    async (task, installation, { args, options }) => {
      const ref = await resolveRun(installation, args[0] ?? '')
      const report = await installation.runs.approve(ref, {
        additionsOnly: options.additionsOnly === true,
        match: options.match === true,
        signal: task.signal,
      })
      return { data: report, lines: printReport(report), exit: exitOf(report) }
    },
    ({ options }) => {
      if (options.additionsOnly === true && options.match === true)
        throw new UsageError('--match needs the retirements that --additions-only leaves out: give one of the two.')
    },
  )
}

function addUndo(runs: Command, shell: Shell): void {
  const undo = runs
    .command('undo')
    .description(
      'take an applied run back, field by field; what was decided since stays. Undo the undo to bring it back',
    )
    .argument(...RUN_ARGUMENT)
    .option('--dry-run', 'show what would happen, change nothing')
  shell.actInside<{ readonly dryRun?: boolean }>(undo, async (task, installation, { args, options }) => {
    const ref = await resolveRun(installation, args[0] ?? '')
    const report = await installation.runs.undo(ref, { dryRun: options.dryRun === true, signal: task.signal })
    return { data: report, lines: printReport(report), exit: exitOf(report) }
  })
}

async function readChanges(installation: Installation, ref: RunRef): Promise<readonly PlannedChange[]> {
  const changes: PlannedChange[] = []
  for await (const page of installation.runs.changes(ref)) changes.push(...page)
  return changes
}

async function writeChanges(
  installation: Installation,
  ref: RunRef,
  file: string,
): Promise<{ readonly file: string; readonly rows: number }> {
  async function* rows(): AsyncGenerator<readonly CsvRow[]> {
    for await (const page of installation.runs.changes(ref)) yield page.flatMap((change) => changeRows(change))
  }
  return { file, rows: await writeCsv(file, CHANGE_HEADER, rows()) }
}

function addList(runs: Command, shell: Shell): void {
  const list = runs
    .command('list')
    .description('runs, newest first')
    .option('--district <id>', 'of one district only')
    .option('--source <src>', 'of one source only')
    .option('--limit <n>', 'at most so many', '20')
  shell.actInside<ListOptions>(
    list,
    async (_task, installation, { options }) => {
      const source = options.source === undefined ? null : await resolveSource(installation, options.source)
      const found = await installation.runs.list({
        districtId: source?.districtId ?? (await districtOf(installation, options.district)),
        sourceId: source?.sourceId ?? null,
        limit: Number(options.limit),
      })
      if (found.length === 0)
        return { data: { runs: found }, lines: ['No runs yet. Start one with "staffroom sync SRC".'] }
      return {
        data: { runs: found },
        lines: formatTable(['run', 'source', 'state', 'started by', 'requested', 'finished'], found.map(rowOf)),
      }
    },
    ({ options }) => {
      if (!/^\d{1,4}$/.test(options.limit) || Number(options.limit) < 1)
        throw new UsageError('--limit takes a whole number from 1 to 9999.')
    },
  )
}

async function districtOf(installation: Installation, typed: string | undefined): Promise<string | null> {
  return typed === undefined ? null : resolveDistrict(installation, typed)
}

function rowOf(run: RunLine): readonly (string | null)[] {
  // "reported" is applied with its report written: for a person that is one thing.
  const state = run.state === 'reported' ? 'applied' : run.state
  const mark = run.dryRun && run.state !== 'previewed' ? ' (dry run)' : ''
  const source = `${run.districtId}/${run.source}`
  return [run.runId, source, `${state}${mark}`, run.trigger, toTheSecond(run.requestedAt), toTheSecond(run.finishedAt)]
}

function toTheSecond(instant: string | null): string | null {
  return instant === null ? null : instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z')
}
