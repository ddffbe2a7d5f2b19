/** `staffroom support open|list|end`: looking into a district for a limited time, with a reason, seen by the district. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { SupportLine } from './support-tools.ts'

interface OpenOptions {
  readonly district: string
  readonly reason: string
  readonly who: string
  readonly minutes?: string
}

export function addSupport(program: Command, shell: Shell): void {
  const support = program.command('support').description('look into a district, which sees it at once and can end it')
  addOpen(support, shell)
  const list = support
    .command('list')
    .description('accesses to a district, the newest first')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(list, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    return describe(districtId, await installation.support.list(districtId))
  })
  const end = support
    .command('end')
    .description('end an access before its time')
    .argument('<access>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(
    end,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const id = args[0] ?? ''
      await installation.support.end({ districtId, id })
      return { data: { district: districtId, ended: id }, lines: [`Support access ${id} to ${districtId} is over.`] }
    },
    ({ args }) => {
      if (!/^[1-9][0-9]{0,17}$/.test(args[0] ?? ''))
        throw new UsageError('Name the access by its number: see "support list".')
    },
  )
}

function addOpen(support: Command, shell: Shell): void {
  const open = support
    .command('open')
    .description('make a one-time link that looks into the district and changes nothing')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--reason <text>', 'what for, in words that the district reads')
    .requiredOption('--who <name>', 'who comes in: a name that the district knows or can ask for')
    .option('--minutes <number>', 'how long; without it, an hour')
  shell.actInside<OpenOptions>(
    open,
    async (_task, installation, { options }) => {
      const { reason, who } = options
      const districtId = await resolveDistrict(installation, options.district)
      const minutes = readMinutes(options) ?? installation.support.minutesDefault
      const { id, url, expiresAt } = await installation.support.open({ districtId, reason, who, minutes })
      return {
        data: { support: { id, district: districtId, url, expiresAt } },
        lines: [
          url,
          `Works once. The access is over at ${expiresAt.toISOString()}; the administrators of ${districtId} have been told, see every request and can end it.`,
        ],
      }
    },
    ({ options }) => void readMinutes(options),
  )
}

/** Null: not said. */
function readMinutes({ minutes }: OpenOptions): number | null {
  if (minutes === undefined) return null
  if (!/^[1-9][0-9]{0,5}$/.test(minutes)) throw new UsageError('--minutes takes a whole number.')
  return Number(minutes)
}

function describe(district: string, accesses: readonly SupportLine[]): Outcome {
  const rows = accesses.map(({ id, who, openedAt, expiresAt, endedAt, requests, reason }) => [
    id,
    endedAt === null ? `open until ${expiresAt}` : `over since ${endedAt}`,
    who,
    openedAt,
    String(requests),
    reason,
  ])
  const lines =
    rows.length === 0
      ? [`Nobody has been let into ${district}.`]
      : formatTable(['access', 'state', 'who', 'opened', 'requests', 'reason'], rows)
  return { data: { district, accesses }, lines }
}
