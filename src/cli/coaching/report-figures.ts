/** `staffroom report figures`: what a principal sees of the coaching in their schools. */

import { type Command, Option } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { checkDay, printed } from './report-parts.ts'
import type { FigureAnswer } from './report-tools.ts'

interface FigureOptions {
  readonly district: string
  readonly as: string
  readonly year?: string
  readonly school?: string
  readonly group?: string
  readonly csv?: boolean
  readonly of: 'interactions' | 'cycles'
}

/** Under `staffroom report`. */
export function addFigures(report: Command, shell: Shell): void {
  const figures = report
    .command('figures')
    .description('what a principal sees of the coaching in their schools: published months, nobody by name')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'whose eyes: a sourcedId, an e-mail address, or id:17')
    .option('--year <date>', 'first day of a school year; the newest where it is left out')
    .option('--school <sourcedid>', 'one of their schools')
    .option('--group <name>', 'a group of schools, as far as they are theirs')
    .addOption(new Option('--of <what>', 'of what').choices(['interactions', 'cycles']).default('interactions'))
    .option('--csv', 'print CSV that opens safely in a spreadsheet')
  shell.actInside<FigureOptions>(
    figures,
    async (_task, installation, { options }) => {
      const { as, year = null, school = null, group = null } = options
      const districtId = await resolveDistrict(installation, options.district)
      const found = await installation.reports.figures({ districtId, as, year, school, group })
      return options.of === 'cycles' ? showCycles(options, found) : showFigures(options, found)
    },
    ({ options }) => {
      checkDay('--year', options.year)
      if (options.school !== undefined && options.group !== undefined)
        throw new UsageError('--school and --group don’t go together: name one of them.')
    },
  )
}

/** Each month as a whole, and then by kind: the kinds add up to it. */
function showFigures(options: FigureOptions, found: FigureAnswer): Outcome {
  const rows = found.windows.flatMap(({ school, from, to, types, ...all }): readonly (readonly Cell[])[] => [
    [school.name, from, to, 'all kinds', all.interactions, all.minutes],
    ...types.map(({ type, interactions, minutes }): readonly Cell[] => [
      school.name,
      from,
      to,
      type?.name ?? 'other kinds',
      interactions,
      minutes,
    ]),
  ])
  const { interactions, minutes } = found.total
  return printed(options, found, {
    head: ['school', 'from', 'to', 'kind', 'interactions', 'minutes'],
    rows,
    last: lastLine(found, rows.length, `${formatCount(interactions)} interactions, ${formatCount(minutes)} minutes`),
  })
}

/** What became of them only where that can be told. */
function showCycles(options: FigureOptions, found: FigureAnswer): Outcome {
  const { windows, total } = found.cycles
  const rows = windows.map(({ school, from, to, cycles, ended, goesOn, days }): readonly Cell[] => [
    school.name,
    from,
    to,
    cycles,
    ended,
    goesOn,
    days,
  ])
  return printed(options, found, {
    head: ['school', 'from', 'to', 'cycles', 'ended', 'go on', 'days'],
    rows,
    last: lastLine(
      found,
      rows.length,
      `${formatCount(total.cycles)} cycles, each once, ${formatCount(total.days)} days`,
    ),
  })
}

function lastLine({ isOpen, year, minimum }: FigureAnswer, rows: number, sums: string): string {
  if (!isOpen) return 'The district shows principals no figures.'
  if (rows === 0) return 'Nothing is published for this choice yet.'
  return `School year from ${year ?? ''}: ${sums}. Each figure stands for ${minimum} educators or more.`
}
