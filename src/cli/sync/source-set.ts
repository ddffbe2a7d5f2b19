/** `staffroom source set`: another configuration, another schedule, dates on which nothing starts. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { UsageError } from '../outcome.ts'
import { describeSource } from './print-source.ts'
import { nameSource, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { DateRange, Installation, SourceChange, SourceRef } from '../toolbox.ts'

interface SetOptions {
  readonly config?: string
  /** False where `--no-schedule` was typed. */
  readonly schedule?: string | false
  readonly blackout?: readonly string[]
  readonly removeBlackout?: readonly string[]
  /** False where `--no-blackouts` was typed. */
  readonly blackouts: boolean
  readonly windowEnd?: string | false
}

const RANGE = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const RANGES_MAX = 50

export function addSourceSet(source: Command, shell: Shell): void {
  const set = source
    .command('set')
    .description('change the configuration or the schedule of a source')
    .argument('<src>', "the source's id, or district/id")
    .option('--config <file.json>', 'the whole new configuration')
    .option('--schedule <cron>', "when to sync, on the district's clock")
    .option('--no-schedule', 'only when told to')
    .option(
      '--blackout <dates...>',
      'start nothing on these dates, as 2026-12-20..2027-01-03; added to those there are',
    )
    .option('--remove-blackout <dates...>', 'let it run on these dates again')
    .option('--no-blackouts', 'let it run on every date again')
    .option('--window-end <hh:mm>', "until when a failed night is tried again, on the district's clock")
    .option('--no-window-end', 'until the time that config/worker.json says')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const { schedule } = readScheduleChange(options)
      checkSchedule(installation, schedule ?? undefined)
      const config =
        options.config === undefined ? {} : { config: await readNewConfig(installation, ref, options.config) }
      return describeSource(await installation.sources.set(ref, { ...config, ...readScheduleChange(options) }))
    },
    ({ options }) => {
      if (options.config === undefined && Object.keys(readScheduleChange(options)).length === 0)
        throw new UsageError(
          'Nothing to set: give --config FILE.json, --schedule CRON, --blackout DATES or --window-end HH:MM.',
        )
    },
  )
}

/** Refuses an expression that can't be understood. */
export function checkSchedule(installation: Installation, cron: string | undefined): void {
  const problem = cron === undefined ? null : installation.sources.checkSchedule(cron)
  if (problem !== null) throw new UsageError(`--schedule "${cron ?? ''}": ${problem}`)
}

function readScheduleChange(options: SetOptions): Omit<SourceChange, 'config'> {
  const { schedule, windowEnd, blackout, removeBlackout } = options
  if (typeof windowEnd === 'string' && !TIME.test(windowEnd))
    throw new UsageError(`--window-end "${windowEnd}" is not a time of day. Write it as 05:00 or 17:30.`)
  return {
    ...(schedule === undefined ? {} : { schedule: schedule === false ? null : schedule }),
    ...(windowEnd === undefined ? {} : { windowEnd: windowEnd === false ? null : windowEnd }),
    ...(blackout === undefined ? {} : { addBlackouts: readRanges('--blackout', blackout) }),
    ...(removeBlackout === undefined ? {} : { removeBlackouts: readRanges('--remove-blackout', removeBlackout) }),
    ...(options.blackouts ? {} : { noBlackouts: true }),
  }
}

function readRanges(option: string, typed: readonly string[]): readonly DateRange[] {
  if (typed.length > RANGES_MAX) throw new UsageError(`${option} takes at most ${RANGES_MAX} ranges of dates.`)
  return typed.map((text) => {
    const [, from, to = from] = RANGE.exec(text.trim()) ?? []
    if (from === undefined || to === undefined || !isDate(from) || !isDate(to))
      throw new UsageError(
        `${option} "${text}" is not a range of dates. Write it as 2026-12-20..2027-01-03, or one date.`,
      )
    if (to < from) throw new UsageError(`${option} "${text}" ends before it begins.`)
    return { from, to }
  })
}

/** A date that the calendar has: not the 30th of February. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

async function readNewConfig(installation: Installation, ref: SourceRef, path: string): Promise<unknown> {
  const views = await installation.sources.list(ref.districtId)
  const connector = views.find((view) => nameSource(view) === nameSource(ref))?.connector ?? ''
  const config = await readJsonFile(path)
  refuseProblems(path, installation.sources.checkConfig(connector, config))
  return config
}
