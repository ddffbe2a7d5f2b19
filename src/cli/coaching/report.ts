/** `staffroom report sums|cycles|not-seen|figures|visibility`: coaching reports as somebody of the district sees them. */

import { type Command, Option } from 'commander'
import { UsageError } from '../outcome.ts'
import { type Cell, formatCount } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import { addFigures } from './report-figures.ts'
import { checkDay, printed } from './report-parts.ts'
import type { CyclesBy, ReportBy, ReportPlace } from './report-tools.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'

interface PlaceOptions {
  readonly district: string
  readonly as: string
  readonly mine?: boolean
  readonly caseload?: boolean
  readonly school?: string
  readonly group?: string
  readonly grade?: string
  readonly csv?: boolean
}
interface DayOptions extends PlaceOptions {
  readonly from?: string
  readonly to?: string
}
interface CoachOptions extends DayOptions {
  readonly coach?: string
}
interface SumOptions extends CoachOptions {
  readonly by: ReportBy
  readonly type?: string
  readonly tag?: string
}
interface CycleOptions extends CoachOptions {
  readonly by: CyclesBy
}
interface NotSeenOptions extends PlaceOptions {
  readonly days: string
}

const BY: readonly ReportBy[] = ['month', 'coach', 'school', 'type', 'tag', 'phase']
const CYCLES_BY: readonly CyclesBy[] = ['coach', 'school', 'focus']

export function addReport(program: Command, shell: Shell): void {
  const report = program
    .command('report')
    .description('coaching reports, as somebody of the district sees them, and who may see what')
  addSums(report, shell)
  addCycles(report, shell)
  addNotSeen(report, shell)
  addFigures(report, shell)
  const visibility = report
    .command('visibility')
    .description('who can see what about an educator, as educators read it')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(visibility, async (_task, installation, { options }) => {
    const lines = await installation.reports.visibility(await resolveDistrict(installation, options.district))
    return { data: { lines }, lines: lines.map(({ says }) => `- ${says}`) }
  })
}

function addSums(report: Command, shell: Shell): void {
  const sums = report.command('sums').description('time and interactions by what')
  onCoach(sums)
    .addOption(new Option('--by <what>', 'what to add up by').choices(BY).default('month'))
    .option('--from <date>', 'first day; the school year’s where it is left out')
    .option('--to <date>', 'last day; today where it is left out')
    .option('--type <id>', 'one kind of interaction')
    .option('--tag <name>', 'one tag, also one that is used no more')
  shell.actInside<SumOptions>(
    sums,
    async (_task, installation, { options }) => {
      const { by, type = null, tag = null } = options
      const found = await installation.reports.sums(await placeOf(installation, options), {
        by,
        coach: options.coach ?? null,
        type,
        tag,
        ...daysOf(options),
      })
      const isNoted = found.total.notes !== undefined
      const rows = found.rows.map(({ name, interactions, minutes, notes = 0 }): readonly Cell[] => [
        name === '' ? 'in no cycle' : name,
        interactions,
        minutes,
        ...(isNoted ? [notes] : []),
      ])
      return printed(options, found, {
        head: [by, 'interactions', 'minutes', ...(isNoted ? ['with a note'] : [])],
        rows,
        last: `${found.from} to ${found.to}: ${formatCount(found.total.interactions)} interactions, ${formatCount(found.total.minutes)} minutes, each once.`,
      })
    },
    ({ options }) => {
      checkPlace(options)
      checkCoach(options)
      checkDays(options)
    },
  )
}

const COUNTS = ['cycles', 'planned', 'onTrack', 'due', 'overdue', 'ended', 'higher', 'same', 'lower'] as const

function addCycles(report: Command, shell: Shell): void {
  const cycles = report.command('cycles').description('how coaching cycles stand: due, overdue, ended, rated')
  onCoach(cycles)
    .addOption(new Option('--by <what>', 'what to add up by').choices(CYCLES_BY).default('coach'))
    .option('--from <date>', 'first day; the school year’s where it is left out')
    .option('--to <date>', 'last day; today where it is left out')
  shell.actInside<CycleOptions>(
    cycles,
    async (_task, installation, { options }) => {
      const { by } = options
      const place = await placeOf(installation, options)
      const found = await installation.reports.cycles(place, { by, coach: options.coach ?? null, ...daysOf(options) })
      const rows = found.rows.map((row): readonly Cell[] => [
        row.name === '' ? 'none' : row.name,
        ...COUNTS.map((name) => row[name]),
      ])
      return printed(options, found, {
        head: [by, ...COUNTS],
        rows,
        last: `${found.from} to ${found.to}: ${formatCount(found.total.cycles)} cycles, each once; ${formatCount(found.total.overdue)} overdue.`,
      })
    },
    ({ options }) => {
      checkPlace(options)
      checkCoach(options)
      checkDays(options)
    },
  )
}

function addNotSeen(report: Command, shell: Shell): void {
  const unseen = report.command('not-seen').description('educators whom nobody has seen for so many days')
  onPlace(unseen).option('--days <count>', 'not seen for so many days', '30')
  shell.actInside<NotSeenOptions>(
    unseen,
    async (_task, installation, { options }) => {
      const found = await installation.reports.notSeen(await placeOf(installation, options), Number(options.days))
      const rows = found.items.map((row): readonly Cell[] => [
        `${row.givenName} ${row.familyName}`,
        row.schools.map(({ name }) => name).join(', '),
        row.lastSeenOn ?? 'never',
      ])
      return printed(options, found, {
        head: ['educator', 'schools', 'last seen'],
        rows,
        last: `${formatCount(found.total)} educators.`,
      })
    },
    ({ options }) => {
      checkPlace(options)
      if (!/^[1-9]\d{0,3}$/.test(options.days)) throw new UsageError('--days takes a number from 1 to 9999.')
    },
  )
}

function onCoach(command: Command): Command {
  return onPlace(command).option('--coach <person>', 'one coach’s work: a sourcedId, an e-mail address, or id:17')
}

function onPlace(command: Command): Command {
  return command
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'whose eyes: a sourcedId, or id:17; what they may not see is not printed')
    .option('--mine', 'their own work alone, instead of all that is open to them')
    .option('--caseload', 'with --mine: with somebody of their caseloads alone')
    .option('--school <sourcedid>', 'only what was at this school or for it')
    .option('--group <name>', 'only what was at the schools of this group or for them')
    .option('--grade <code>', 'only with educators who teach this grade level now, such as 04')
    .option('--csv', 'print CSV that opens safely in a spreadsheet')
}

async function placeOf(installation: Installation, options: PlaceOptions): Promise<ReportPlace> {
  const { as, mine, caseload, school = null, group = null, grade = null } = options
  const districtId = await resolveDistrict(installation, options.district)
  const whose = mine === true ? 'mine' : 'all'
  return { districtId, as, whose, caseload: caseload === true ? 'mine' : null, school, group, grade }
}

function checkPlace({ mine, caseload }: PlaceOptions): void {
  if (caseload === true && mine !== true)
    throw new UsageError('--caseload goes with --mine: others’ work is not cut down to a few people.')
}

function checkCoach({ mine, coach }: CoachOptions): void {
  if (coach !== undefined && mine === true) throw new UsageError('--coach doesn’t go with --mine: that is their own.')
}

function daysOf({ from, to }: DayOptions): { readonly from: string | null; readonly to: string | null } {
  return { from: from ?? null, to: to ?? null }
}

function checkDays({ from, to }: DayOptions): void {
  checkDay('--from', from)
  checkDay('--to', to)
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--to is before --from. Give the earlier day as --from.')
}
