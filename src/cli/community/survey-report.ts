/** `staffroom survey report|reports`: what communities are told, as one of their members sees it, or as a file. */

import { type Command, Option } from 'commander'
import { writeFile } from 'node:fs/promises'
import { type Outcome, UsageError } from '../outcome.ts'
import type { Shell } from '../shell.ts'
import type { CommunityReportShown } from './survey-tools.ts'
import { type AsOptions, askedOf, checkNumber, onPerson } from './survey-options.ts'

interface FileOptions extends AsOptions {
  readonly format?: 'csv' | 'pdf'
  readonly out?: string
}

export function addSurveyReports(survey: Command, shell: Shell): void {
  const report = survey
    .command('report')
    .description('the pooled report of a community, as a member sees it; noted in the audit log')
    .argument('<community>', 'its number')
  shell.actInside<FileOptions>(
    onFile(report),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      const { format, out } = options
      if (format !== undefined && out !== undefined)
        return written(out, await installation.surveys.reportFile({ ...asked, format }))
      const found = await installation.surveys.report(asked)
      return { data: found, lines: linesOf(found) }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      checkFile(options)
    },
  )
  const reports = survey
    .command('reports')
    .description('the pooled reports of all communities of a member, side by side; noted in the audit log')
  shell.actInside<FileOptions>(
    onFile(reports),
    async (_task, installation, { options }) => {
      const asked = await askedOf(installation, options)
      const { format, out } = options
      if (format !== undefined && out !== undefined)
        return written(out, await installation.surveys.reportsFile({ ...asked, format }))
      const found = await installation.surveys.reports(asked)
      const lines = found.length === 0 ? ['There is no report yet.'] : found.flatMap(linesOf)
      return { data: { reports: found }, lines }
    },
    ({ options }) => checkFile(options),
  )
}

function onFile(command: Command): Command {
  return onPerson(command)
    .addOption(new Option('--format <format>', 'with --out: as the page gives it').choices(['csv', 'pdf']))
    .option('--out <file>', 'where to; readable by you alone')
}

function checkFile({ format, out }: FileOptions): void {
  if ((format === undefined) !== (out === undefined)) throw new UsageError('Give both --format and --out, or neither.')
}

async function written(path: string, bytes: Buffer): Promise<Outcome> {
  try {
    // A file that is there already stays as it is.
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new UsageError(
      `The file ${path} cannot be written, or is there already. Check its path and rights.`,
      'file_unwritable',
      { cause },
    )
  }
  return { data: { file: path, bytes: bytes.length }, lines: [`Wrote ${path}.`] }
}

type CycleShown = CommunityReportShown['sets'][number]['cycles'][number]

function linesOf({ title, sets }: CommunityReportShown): string[] {
  const told = sets.flatMap(({ title: words, measures, cycles, mondays }) => [
    `  ${words['en'] ?? ''}`,
    ...mondays.map(
      (one) =>
        `    before Monday ${one.monday}: ${one.completed} of ${one.expected} had taken part in ${one.classes} classes`,
    ),
    ...cycles.flatMap((cycle) => [
      `    ${cycle.startsOn} to ${cycle.endsOn}: ${cycle.completed} of ${cycle.expected} took part in ${cycle.classes} classes${cycle.isLater ? `, which answered longer than the others of cycle ${cycle.number}` : ''}`,
      ...cycle.measures.map(({ measure, share, points }) => {
        const name = (cycle.asked?.measures ?? measures).find(({ id }) => id === measure)?.title['en'] ?? measure
        return `      ${name}: ${shareWords(share, isCoarse(cycle))}${points === null ? '' : `, ${points > 0 ? '+' : ''}${points} points since the cycle before`}`
      }),
    ]),
  ])
  return [title, ...(told.length === 0 ? ['  No report yet.'] : told)]
}

function isCoarse({ questions }: CycleShown): boolean {
  return questions.some(({ coarse }) => coarse)
}

const BOUND = { at_most: ' or less', at_least: ' or more' } as const

function shareWords(share: CycleShown['measures'][number]['share'], coarse: boolean): string {
  if (share === null) return 'not told'
  return `${coarse ? 'about ' : ''}${share.percent} %${share.bound === null ? '' : BOUND[share.bound]}`
}
