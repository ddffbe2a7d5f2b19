/** `staffroom source add|list|set|pause|resume|check|quarantine`: configured feeds. */

import type { Command } from 'commander'
import { checkId } from '../people/district.ts'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { EXIT, UsageError } from '../outcome.ts'
import { formatTable, nearestWords } from '../print.ts'
import { addQuarantine } from './quarantine.ts'
import { nameSource, resolveDistrict, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { addSourceSet, checkSchedule } from './source-set.ts'
import { describeSource, lastOf, nextOf, troubleOf } from './print-source.ts'
import type { CheckLine, Installation } from '../toolbox.ts'

interface AddOptions {
  readonly district: string
  readonly id: string
  readonly connector: string
  readonly config: string
  readonly schedule?: string
}
export function addSource(program: Command, shell: Shell): void {
  const source = program.command('source').description('feeds: one configured instance of a connector in a district')
  addAdd(source, shell)
  addList(source, shell)
  addSourceSet(source, shell)
  addPause(source, shell)
  addCheck(source, shell)
  addQuarantine(source, shell)
}

function addAdd(source: Command, shell: Shell): void {
  const add = source
    .command('add')
    .description('add a source')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--id <src>', 'short name of the source')
    .requiredOption('--connector <name>', 'oneroster-csv, oneroster-rest, …')
    .requiredOption('--config <file.json>', 'its configuration; a secret may be ${ENV_NAME}')
    .option('--schedule <cron>', "when to sync, on the district's clock, as '0 2 * * *'")
  shell.actInside<AddOptions>(
    add,
    async (_task, installation, { options }) => {
      checkConnector(installation, options.connector)
      checkSchedule(installation, options.schedule)
      const config = await readJsonFile(options.config)
      refuseProblems(options.config, installation.sources.checkConfig(options.connector, config))
      const ref = { districtId: await resolveDistrict(installation, options.district), sourceId: options.id }
      const { connector, schedule = null } = options
      const { nextDueAt } = await installation.sources.add({ ...ref, connector, config, schedule })
      return {
        data: { source: { ...ref, connector, schedule, nextDueAt } },
        lines: [
          `Source ${nameSource(ref)} is there (${connector}).`,
          schedule === null
            ? 'It runs when told to: no schedule was given.'
            : `First sync by schedule: ${nextDueAt?.toISOString() ?? 'never'}`,
          `Next: staffroom source check ${nameSource(ref)}`,
          `      staffroom sync ${nameSource(ref)} --dry-run`,
        ],
      }
    },
    ({ options }) => void checkId('--id', options.id),
  )
}

function addList(source: Command, shell: Shell): void {
  const list = source.command('list').description('all sources').option('--district <id>', 'of one district only')
  shell.actInside<{ readonly district?: string }>(list, async (_task, installation, { options }) => {
    const sources = await installation.sources.list(
      options.district === undefined ? null : await resolveDistrict(installation, options.district),
    )
    if (sources.length === 0)
      return { data: { sources }, lines: ['There are no sources yet. Add one with "staffroom source add".'] }
    const rows = sources.map((view) => [
      nameSource(view),
      view.connector,
      view.schedule,
      nextOf(view),
      lastOf(view),
      troubleOf(view),
    ])
    const header = ['source', 'connector', 'schedule', 'next', 'last run', 'look at']
    return { data: { sources }, lines: formatTable(header, rows) }
  })
}

function addPause(source: Command, shell: Shell): void {
  for (const [name, paused, says] of [
    ['pause', true, 'keep the schedule from starting it; by hand it still runs'],
    ['resume', false, 'let the schedule start it again'],
  ] as const) {
    const command = source.command(name).description(says).argument('<src>', "the source's id, or district/id")
    shell.actInside(command, async (_task, installation, { args }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      return describeSource(await installation.sources.pause(ref, paused))
    })
  }
}

function addCheck(source: Command, shell: Shell): void {
  const check = source
    .command('check')
    .description('credentials and reachability; nothing is stored')
    .argument('<src>', "the source's id, or district/id")
  shell.actInside(check, async (task, installation, { args }) => {
    const ref = await resolveSource(installation, args[0] ?? '')
    const lines = await installation.sources.check(ref, task)
    const ok = lines.every((line) => line.ok || line.optional === true)
    return {
      data: { source: ref, ok, checks: lines },
      lines: [...lines.map(describeCheck), `${nameSource(ref)} ${verdictOn(lines)}`],
      exit: ok ? EXIT.done : EXIT.failed,
    }
  })
}

function describeCheck({ what, ok, optional, says }: CheckLine): string {
  return `${ok ? '✓' : markOf(optional)} ${what}: ${says}`
}

function markOf(optional: true | undefined): string {
  return optional === true ? '!' : '✗'
}

function verdictOn(lines: readonly CheckLine[]): string {
  const amiss = lines.filter(({ ok }) => !ok)
  if (amiss.length === 0) return 'works.'
  return amiss.every(({ optional }) => optional === true)
    ? 'works, but for what is marked with "!".'
    : 'does not work yet.'
}

function checkConnector(installation: Installation, typed: string): void {
  const names = installation.sources.connectors.map(({ name }) => name)
  if (names.includes(typed)) return
  const near = nearestWords(typed, names)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${names.join(', ')}.`
  throw new UsageError(`There is no connector "${typed}". ${hint}`)
}
