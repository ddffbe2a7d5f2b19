/** `staffroom district create|set`: a new district, and another clock for one. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { nearestWords } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { DistrictTools } from '../toolbox.ts'

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/

interface CreateOptions {
  readonly id: string
  readonly name: string
  readonly timezone: string
  readonly customer?: string
}

export function addDistrict(program: Command, shell: Shell): void {
  const district = program.command('district').description('districts of this installation')
  const create = district
    .command('create')
    .description('make a district')
    .requiredOption('--id <id>', 'short name for commands: small letters, digits and hyphens')
    .requiredOption('--name <name>', 'the name that people see')
    .requiredOption('--timezone <tz>', 'IANA time zone, as America/Chicago')
    .option('--customer <id>', 'the customer who holds the district')
  shell.actInside<CreateOptions>(
    create,
    async (_task, installation, { options }) => {
      const made = readDistrict(options)
      await installation.districts.create(made)
      return {
        data: { district: made },
        lines: [
          `District ${made.id} (${made.name}, ${made.timezone}) is there.`,
          `Next: staffroom source add --district ${made.id} --id SRC --connector NAME --config FILE.json`,
          `      staffroom admin invite --district ${made.id} --role district_admin --email E`,
        ],
      }
    },
    ({ options }) => void readDistrict(options),
  )
  addSet(district, shell)
}

function addSet(district: Command, shell: Shell): void {
  const set = district
    .command('set')
    .description("change the district's time zone; its schedules keep their local times")
    .argument('<district>', "the district's id")
    .requiredOption('--timezone <tz>', 'IANA time zone, as America/Chicago')
  shell.actInside<{ readonly timezone: string }>(
    set,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, args[0] ?? '')
      const timezone = checkTimezone(options.timezone)
      const schedules = await installation.districts.setTimezone(districtId, timezone)
      return {
        data: { district: { id: districtId, timezone }, schedules },
        lines: [
          `District ${districtId} is in ${timezone}. ${schedules === 0 ? 'It has no schedules.' : `${schedules} schedules keep their local times.`}`,
          ...(schedules === 0 ? [] : ['See what comes: staffroom source list']),
        ],
      }
    },
    ({ options }) => void checkTimezone(options.timezone),
  )
}

function readDistrict(options: CreateOptions): Parameters<DistrictTools['create']>[0] {
  const name = options.name.trim()
  if (name === '') throw new UsageError('--name is blank: give the name that people see.')
  return {
    id: checkId('--id', options.id),
    name,
    timezone: checkTimezone(options.timezone),
    customerId: options.customer === undefined ? null : checkId('--customer', options.customer),
  }
}

/** Refuses what can't be an id, with what one looks like. */
export function checkId(option: string, id: string): string {
  if (ID.test(id)) return id
  throw new UsageError(
    `${option} "${id}" cannot be an id: use small letters, digits and hyphens, begin with a letter or digit, at most 63.`,
  )
}

function checkTimezone(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: typed }).resolvedOptions().timeZone
  } catch (cause) {
    const near = nearestWords(typed, Intl.supportedValuesOf('timeZone'))
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Use an IANA name, as America/Chicago.'
    throw new UsageError(`--timezone "${typed}" is not a time zone. ${hint}`, 'usage', { cause })
  }
}
