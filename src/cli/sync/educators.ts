/** `staffroom educators template|preview|upload|add|deactivate|activate`: the district's own list of educators, and one by hand. */

import type { Command } from 'commander'
import { stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { exitOf, printReport } from './print-run.ts'
import { nameSource, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { addEducatorByHand } from '../coaching/educator.ts'
import type { UploadPreview } from './upload-tools.ts'

const ROWS_SHOWN_MAX = 10
const PROBLEMS_SHOWN_MAX = 50

export function addEducators(program: Command, shell: Shell): void {
  const educators = program
    .command('educators')
    .description('lists of educators that the district fills in itself, and one educator by hand')
  addTemplate(educators, shell)
  addPreview(educators, shell)
  addUpload(educators, shell)
  addEducatorByHand(educators, shell)
}

function addTemplate(educators: Command, shell: Shell): void {
  const template = educators
    .command('template')
    .description('an empty list with every column that is understood')
    .option('--out <file.csv>', 'write it to this file instead of standard output')
  shell.act<{ readonly out?: string }>(template, async (task, { options }) => {
    const { csv, columns } = task.toolbox.educatorList
    const { out } = options
    if (out === undefined) return { data: { csv, columns }, lines: [csv.trimEnd()] }
    await writeFile(out, csv, { flag: 'wx' }).catch((cause: unknown) => {
      throw new UsageError(`${out} cannot be written, or it is there already. Give the name of a new file.`, 'usage', {
        cause,
      })
    })
    const rows = columns.map(({ name, meaning, aliases }): readonly Cell[] => [
      name,
      meaning,
      aliases.slice(0, 4).join(', '),
    ])
    return {
      data: { file: out, columns },
      lines: [
        `An empty list was written to ${out}.`,
        '',
        ...formatTable(['column', 'meaning', 'also understood'], rows),
      ],
    }
  })
}

interface ListOptions {
  readonly whole?: boolean
}

function addPreview(educators: Command, shell: Shell): void {
  const preview = educators
    .command('preview')
    .description('what is understood of a list, and what each row would do; exit 3 where the upload would be held')
  onList(preview)
  shell.actInside<ListOptions>(
    preview,
    async (task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const seen = await installation.sources.previewUpload(ref, {
        file: resolve(args[1] ?? ''),
        whole: options.whole === true,
        signal: task.signal,
        onProgress: task.progress.tell,
      })
      return describe(nameSource(ref), { file: args[1] ?? '', whole: options.whole === true }, seen)
    },
    ({ args }) => checkFile(args[1] ?? ''),
  )
}

function addUpload(educators: Command, shell: Shell): void {
  const upload = educators.command('upload').description('apply a list and print the report; exit 3 where it is held')
  onList(upload)
  shell.actInside<ListOptions>(
    upload,
    async (task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const report = await installation.sources.sync(ref, {
        dryRun: false,
        full: false,
        file: resolve(args[1] ?? ''),
        whole: options.whole === true,
        signal: task.signal,
        onProgress: task.progress.tell,
      })
      return { data: report, lines: printReport(report), exit: exitOf(report) }
    },
    ({ args }) => checkFile(args[1] ?? ''),
  )
}

function onList(command: Command): void {
  command
    .argument('<src>', "the source's id, or district/id; its connector is educator-csv")
    .argument('<file.csv>', 'the list')
    .option(
      '--whole',
      'the list is everybody: whoever of this source is not in it leaves (default: additions and changes)',
    )
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile() !== true) throw new UsageError(`${path} is not there, or is no file. Give a CSV file.`)
}

const EFFECTS: Readonly<Record<NonNullable<UploadPreview['rows'][number]['effect']>, string>> = {
  add: 'adds the person',
  change: 'changes the person',
  retire: 'lets the person go',
  none: 'nothing to do',
  out: 'stays out',
}

function describe(
  source: string,
  { file, whole }: { readonly file: string; readonly whole: boolean },
  { columns, rows, report }: UploadPreview,
): Outcome {
  const faulty = rows.filter(({ problems }) => problems.length > 0)
  return {
    data: { source, whole, columns, rows, report },
    exit: exitOf(report),
    lines: [
      'Columns',
      ...formatTable(
        ['', 'in the list', 'understood as'],
        columns.map(({ letter, name, as }) => [letter, name, as ?? 'not known: ignored']),
      ),
      '',
      `Rows (${rows.length > ROWS_SHOWN_MAX ? `the first ${ROWS_SHOWN_MAX} of ${formatCount(rows.length)}` : 'all'})`,
      ...formatTable(
        ['row', 'person', 'what it would do'],
        rows.slice(0, ROWS_SHOWN_MAX).map((row) => [row.row, nameOf(row.values), sayEffect(row.effect)]),
      ),
      ...printProblems(faulty),
      '',
      ...Object.entries(countEffects(rows)).map(([effect, count]) => `${formatCount(count)} × ${effect}`),
      whole
        ? `The list is everybody: whoever of ${source} is not in it leaves (${formatCount(report.tables.people.retired)} people).`
        : 'Nobody leaves by not standing in the list.',
      '',
      ...printReport(report),
      ...(report.state === 'failed'
        ? []
        : ['', `Next: staffroom educators upload ${source} ${file}${whole ? ' --whole' : ''}`]),
    ],
  }
}

function countEffects(rows: UploadPreview['rows']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { effect } of rows) counts[sayEffect(effect)] = (counts[sayEffect(effect)] ?? 0) + 1
  return counts
}

function printProblems(faulty: UploadPreview['rows']): readonly string[] {
  if (faulty.length === 0) return []
  const shown = faulty.slice(0, PROBLEMS_SHOWN_MAX)
  const lines = shown.flatMap(({ row, problems }) =>
    problems.map(({ code, field, expected }): readonly Cell[] => [row, field, code, expected]),
  )
  return [
    '',
    `Rows that stay out (${formatCount(faulty.length)}${faulty.length > shown.length ? `, the first ${PROBLEMS_SHOWN_MAX} of them; all with --json` : ''})`,
    ...formatTable(['row', 'column', 'problem', 'what should stand there'], lines),
  ]
}

function sayEffect(effect: UploadPreview['rows'][number]['effect']): string {
  return effect === null ? 'not known: the preview failed' : EFFECTS[effect]
}

function nameOf(values: Readonly<Record<string, string>>): string {
  return [values['First name'], values['Last name']].filter((name) => name !== undefined).join(' ')
}
