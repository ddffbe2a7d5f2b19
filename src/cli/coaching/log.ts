/** `staffroom coaching template|import|undo-import|log|cycle|list|cycles|educators|settings|set|tag`: older logs from a file, lists, the district's words. */

import { type Command, Option } from 'commander'
import { readFile, stat } from 'node:fs/promises'
import { csvLine } from '../csv.ts'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { addCoachActs } from './coach-acts.ts'
import { addCoachingLists } from './lists.ts'
import type { LogLook } from './log-tools.ts'
import { addCoachingSettings } from './settings.ts'

interface ImportOptions {
  readonly district: string
  readonly for: string
  readonly dryRun?: boolean
  readonly dates?: 'month-first' | 'day-first'
  readonly makeTags?: boolean
  readonly skipFaulty?: boolean
}

const LINES_SHOWN_MAX = 20
const PROBLEMS_SHOWN_MAX = 100

export function addCoaching(program: Command, shell: Shell): void {
  const coaching = program
    .command('coaching')
    .description(
      'interactions and cycles of coaches: lists, older logs from a file, acts in a coach’s name, the words that describe them',
    )
  addTemplate(coaching, shell)
  addImport(coaching, shell)
  addUndo(coaching, shell)
  addCoachActs(coaching, shell)
  addCoachingLists(coaching, shell)
  addCoachingSettings(coaching, shell)
}

function addTemplate(coaching: Command, shell: Shell): void {
  const template = coaching.command('template').description('an empty log with every column that is understood')
  shell.act(template, (task) => {
    const { logColumns } = task.toolbox
    const line = csvLine(logColumns.map(({ name }) => name)).trimEnd()
    return Promise.resolve({ data: { csv: `${line}\r\n`, columns: logColumns }, lines: [line] })
  })
}

function addImport(coaching: Command, shell: Shell): void {
  const command = coaching
    .command('import')
    .description('import an older log of a coach; the same file again makes nothing twice')
    .argument('<file.csv>', 'the log')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--for <coach>', 'whose log it is: a sourcedId, an e-mail address, or id:17')
    .option('--dry-run', 'say what each line would become, and import nothing; exit 3 where lines can’t be read')
    .addOption(new Option('--dates <order>', 'how 1/5/2024 is written there').choices(['month-first', 'day-first']))
    .option('--make-tags', 'make tags that the district hasn’t, switched off; otherwise they are left out')
    .option('--skip-faulty', 'leave out lines that can’t be read; otherwise they keep everything out')
  shell.actInside<ImportOptions>(
    command,
    async (_task, installation, { args, options }) => {
      const { dates, makeTags = false, skipFaulty = false, dryRun = false } = options
      const log = {
        districtId: await resolveDistrict(installation, options.district),
        coach: options.for,
        bytes: await readFile(args[0] ?? ''),
        dayOrder: DATES[dates ?? 'none'],
        makesTags: makeTags,
      }
      if (dryRun) return describe(await installation.logs.preview(log))
      const done = await installation.logs.run({ ...log, leavesOut: skipFaulty })
      return { data: done, lines: [said(done)] }
    },
    async ({ args }) => {
      const found = await stat(args[0] ?? '').catch(() => null)
      if (found?.isFile() !== true)
        throw new UsageError(`${args[0] ?? ''} is not there, or is no file. Give a CSV file.`)
    },
  )
}

const DATES = { 'month-first': 'month_first', 'day-first': 'day_first', none: null } as const

function addUndo(coaching: Command, shell: Shell): void {
  const undo = coaching
    .command('undo-import')
    .description('take an import back as a whole, while nothing of it was touched')
    .argument('<import>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(
    undo,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const gone = await installation.logs.undo(districtId, args[0] ?? '')
      return { data: { gone }, lines: [`${formatCount(gone)} interactions were taken back.`] }
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('Give the number of an import.')
    },
  )
}

function said(done: {
  readonly importId: string | null
  readonly made: number
  readonly already?: number
  readonly out?: number
}): string {
  if (done.importId === null) return 'Nothing to do: every line that can be read was imported before.'
  const { importId, made, already = 0, out = 0 } = done
  return `Import ${importId}: ${formatCount(made)} interactions made, ${formatCount(already)} were there already, ${formatCount(out)} lines left out.`
}

function describe(look: LogLook): Outcome {
  const { coach, columns, counts, newTags, lines } = look
  const problems = lines.flatMap(({ row, problems: all }) =>
    all.map(({ column, code, says }): readonly Cell[] => [row, column, code, says]),
  )
  const fresh = lines.filter(({ outcome }) => outcome === 'new')
  return {
    data: look,
    exit: counts.out > 0 ? EXIT.held : EXIT.done,
    lines: [
      `Log of ${coach.name}`,
      '',
      ...formatTable(
        ['in the file', 'understood as'],
        columns.map(({ name, as }) => [name, as ?? 'not known: ignored']),
      ),
      '',
      ...formatTable(
        ['row', 'date', 'minutes', 'type', 'school', 'educators'],
        fresh
          .slice(0, LINES_SHOWN_MAX)
          .map(({ row, date, minutes, type, school, educators }) => [
            row,
            date,
            minutes,
            type,
            school,
            educators.map(({ name, by }) => `${name} (${by})`).join('; '),
          ]),
      ),
      ...(problems.length === 0
        ? []
        : ['', ...formatTable(['row', 'column', 'problem', 'what to do'], problems.slice(0, PROBLEMS_SHOWN_MAX))]),
      '',
      ...(newTags.length === 0 ? [] : [`Tags that the district hasn’t: ${newTags.join(', ')}`]),
      `${formatCount(counts.new)} new, ${formatCount(counts.already)} there already, ${formatCount(counts.out)} that can’t be read. Nothing was imported.`,
    ],
  }
}
