/** `staffroom retention show|set|names`: how long a district keeps what runs leave behind, and who took part in surveys. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from './json-file.ts'
import { type Outcome, UsageError } from './outcome.ts'
import { formatCount, formatTable } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { NameDayView, RetentionView } from './rules/setting-tools.ts'
import type { Shell } from './shell.ts'

export function addRetention(program: Command, shell: Shell): void {
  const retention = program.command('retention').description('how long what runs leave behind is kept')
  const show = retention
    .command('show')
    .description('the times in effect, and which of them the district has set')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(show, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    return describe(district, await installation.retention.show(district))
  })

  addNames(retention, shell)
  const set = retention
    .command('set')
    .description("replace the district's own times; {} goes back to the defaults. What is too old goes within the hour")
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--file <times.json>', 'some of the times in days, as {"changesDays": 400}')
  shell.actInside<{ readonly district: string; readonly file: string }>(
    set,
    async (_task, installation, { options }) => {
      const times = await readJsonFile(options.file)
      refuseProblems(options.file, installation.retention.check(times))
      const district = await resolveDistrict(installation, options.district)
      return describe(district, await installation.retention.set(district, times))
    },
  )
}

interface NamesOptions {
  readonly district: string
  readonly on?: string
  readonly dryRun?: boolean
  readonly now?: boolean
}

function addNames(retention: Command, shell: Shell): void {
  const names = retention
    .command('names')
    .description('the day of the year on which it is forgotten who took part in surveys; answers stay, and name nobody')
    .requiredOption('--district <id>', 'the district')
    .option('--on <MM-DD>', 'another day')
    .option('--dry-run', 'with --on: say what that would forget, and change nothing')
    .option('--now', 'with --on: also where the day has been this year already, and names go within the hour')
  shell.actInside<NamesOptions>(
    names,
    async (_task, installation, { options }) => {
      const { nameDay } = installation
      const { on, dryRun = false, now = false } = options
      const district = await resolveDistrict(installation, options.district)
      if (on === undefined) return describeNames(district, await nameDay.show(district, null))
      if (!nameDay.isDay(on)) throw new UsageError('A day of the year is written MM-DD, as 07-31.')
      const looked = await nameDay.show(district, on)
      if (dryRun) return describeNames(district, looked)
      if (looked.now.participations > 0 && !now)
        throw new UsageError(
          `${counted(looked.now)} would be forgotten within the hour, for the day was on ${looked.now.day}. Give --now to do that.`,
          'names_at_once',
        )
      return describeNames(district, await nameDay.set(district, on))
    },
    ({ options: { on, dryRun, now } }) => {
      if (on === undefined && (dryRun === true || now === true)) throw new UsageError('Say with --on which day.')
    },
  )
}

function describeNames(district: string, view: NameDayView): Outcome {
  const { on, setBy, next, now } = view
  return {
    data: { district, ...view },
    lines: [
      `It is forgotten who took part on ${on} of each year (${setBy === 'default' ? 'the default' : 'set by the district'}).`,
      `Next on ${next.day}: ${counted(next)}, as things stand.`,
      ...(now.participations === 0
        ? []
        : [`Within the hour: ${counted(now)}, of cycles that ended before ${now.day}.`]),
    ],
  }
}

function counted({ participations, cycles }: NameDayView['now']): string {
  const names = `${formatCount(participations)} ${participations === 1 ? 'name' : 'names'}`
  return `${names} in ${formatCount(cycles)} ${cycles === 1 ? 'cycle' : 'cycles'}`
}

function describe(district: string, { own, effective, meanings, daysMin, daysMax }: RetentionView): Outcome {
  const rows = Object.entries(effective).map(([name, days]) => [
    name,
    String(days),
    name in own ? 'district' : 'default',
    meanings[name] ?? '',
  ])
  return {
    data: { district, own, effective, daysMin, daysMax },
    lines: [
      ...formatTable(['time', 'days', 'set by', 'what'], rows),
      '',
      `From ${daysMin} to ${daysMax} days. The audit log, the ledger of seats and what an undo needs are not part of it.`,
    ],
  }
}
