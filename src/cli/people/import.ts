/** `staffroom people template|import|undo-import`: staff, students and classes from a file. */

import { Argument, type Command } from 'commander'
import { readFile, stat } from 'node:fs/promises'
import { csvLine } from '../csv.ts'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { RosterFileLook, RosterKind } from './import-tools.ts'

const KINDS: readonly RosterKind[] = ['staff', 'students', 'classes']
const NOTES_SHOWN_MAX = 100

export function addPeopleImport(program: Command, shell: Shell): void {
  const people = program.command('people').description('staff, students and classes from a file')
  addTemplate(people, shell)
  addImport(people, shell)
  addUndo(people, shell)
}

const kindArgument = () => new Argument('<kind>', 'what is in the file').choices(KINDS)

function kindOf(text: string | undefined): RosterKind {
  return KINDS.find((kind) => kind === text) ?? 'students'
}

function addTemplate(people: Command, shell: Shell): void {
  const template = people
    .command('template')
    .description('an empty file with every column that is understood')
    .addArgument(kindArgument())
  shell.act(template, (task, { args }) => {
    const columns = task.toolbox.importColumns[kindOf(args[0])]
    const line = csvLine(columns.map(({ name }) => name)).trimEnd()
    return Promise.resolve({ data: { csv: `${line}\r\n`, columns }, lines: [line] })
  })
}

function addImport(people: Command, shell: Shell): void {
  const command = people
    .command('import')
    .description('import a file; it adds and corrects, takes nobody out, and makes nothing twice')
    .addArgument(kindArgument())
    .argument('<file.csv>', 'the file')
    .requiredOption('--district <id>', 'the district')
    .option('--dry-run', 'say what each row would do, and import nothing; exit 3 where rows can’t be taken')
    .option('--skip-faulty', 'leave out rows that can’t be taken; otherwise they keep everything out')
  shell.actInside<{ readonly district: string; readonly dryRun?: boolean; readonly skipFaulty?: boolean }>(
    command,
    async (_task, installation, { args, options }) => {
      const { dryRun = false, skipFaulty = false } = options
      const districtId = await resolveDistrict(installation, options.district)
      const file = { districtId, kind: kindOf(args[0]), bytes: await readFile(args[1] ?? '') }
      if (dryRun) return describe(await installation.rosterImports.preview(file))
      const done = await installation.rosterImports.run({ ...file, leavesOut: skipFaulty })
      return { data: done, lines: [said(done)] }
    },
    async ({ args }) => {
      const found = await stat(args[1] ?? '').catch(() => null)
      if (found?.isFile() !== true)
        throw new UsageError(`${args[1] ?? ''} is not there, or is no file. Give a CSV file.`)
    },
  )
}

function addUndo(people: Command, shell: Shell): void {
  const undo = people
    .command('undo-import')
    .description('take an import back: all of it that nobody has touched since')
    .argument('<import>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(
    undo,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const done = await installation.rosterImports.undo(districtId, args[0] ?? '')
      const { gone, stayed } = done
      const rest = stayed === 0 ? '' : ` ${formatCount(stayed)} had been touched since and stayed.`
      return { data: done, lines: [`${formatCount(gone)} things were taken back.${rest}`] }
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('Give the number of an import.')
    },
  )
}

interface Done {
  readonly importId: string | null
  readonly added: number
  readonly changed: number
  readonly already: number
  readonly leftOut: number
}

function said({ importId, added, changed, already, leftOut }: Done): string {
  if (importId === null) return 'Nothing to do: the roster says all of it already.'
  return `Import ${importId}: ${formatCount(added)} new, ${formatCount(changed)} changed, ${formatCount(already)} there already, ${formatCount(leftOut)} rows left out.`
}

function describe(look: RosterFileLook): Outcome {
  const { columns, counts, rows } = look
  const notes = rows.flatMap(({ row, outcome, notes: all }) =>
    all.map(({ column, code, says }) => [row, outcome, column, code, says] as const),
  )
  return {
    data: look,
    exit: counts.out > 0 ? EXIT.held : EXIT.done,
    lines: [
      ...formatTable(
        ['in the file', 'understood as'],
        columns.map(({ name, as }) => [name, as ?? 'not known: ignored']),
      ),
      ...(notes.length === 0
        ? []
        : ['', ...formatTable(['row', 'outcome', 'column', 'note', 'what to do'], notes.slice(0, NOTES_SHOWN_MAX))]),
      '',
      ...seatLines(look),
      `${formatCount(counts.new)} new, ${formatCount(counts.changed)} changed, ${formatCount(counts.already)} there already, ${formatCount(counts.out)} that can’t be taken. Nothing was imported.`,
    ],
  }
}

/** What it does to licences; nothing where no seat changes hands. */
function seatLines({ seats }: RosterFileLook): readonly string[] {
  if (seats === null) return ['A sync is writing just now: what this does to licences can’t be said.', '']
  if (seats.length === 0) return []
  const rows = seats.map(({ name, moveCounts, short }) => [
    name,
    moveCounts.map(({ move, count }) => `${move} ${formatCount(count)}`).join(', '),
    short,
  ])
  return [...formatTable(['licence', 'seats', 'needs more'], rows), '']
}
