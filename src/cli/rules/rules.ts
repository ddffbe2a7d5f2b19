/** `staffroom rules show|set`: what a district has set for all its schools, and where a school differs. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { RuleLine } from './setting-tools.ts'
import type { Shell } from '../shell.ts'

interface PlaceOptions {
  readonly district: string
  readonly school?: string
}
interface SetOptions extends PlaceOptions {
  readonly rule: string
  readonly value?: string
  readonly standard?: boolean
  readonly lock?: boolean
  readonly unlock?: boolean
}

export function addRules(program: Command, shell: Shell): void {
  const rules = program.command('rules').description('what holds in a district and its schools')
  const show = rules
    .command('show')
    .description('every rule with the value that counts and whose it is')
    .requiredOption('--district <id>', 'the district')
    .option('--school <sourcedid>', 'as it counts in this school')
  shell.actInside<PlaceOptions>(show, async (_task, installation, { options }) => {
    const { school = null } = options
    const districtId = await resolveDistrict(installation, options.district)
    return describe(districtId, school, await installation.rules.show({ districtId, school }))
  })

  const set = rules
    .command('set')
    .description('set a rule for the district, or for one school of it')
    .requiredOption('--district <id>', 'the district')
    .option('--school <sourcedid>', 'only this school')
    .requiredOption('--rule <name>', 'accountCreation, supportEmail, …: see "rules show"')
    .option('--value <json>', 'true, 8, "manual", ["camera"]; a word alone is taken as text')
    .option('--standard', 'back to what counts without it')
    .option('--lock', 'schools may not differ')
    .option('--unlock', 'schools may differ again')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { options }) => {
      const { school = null, rule } = options
      const districtId = await resolveDistrict(installation, options.district)
      const value = options.value === undefined ? null : readValue(options.value)
      const locked = lockOf(options)
      return describe(districtId, school, await installation.rules.set({ districtId, school }, { rule, value, locked }))
    },
    ({ options }) => checkSet(options),
  )
}

function checkSet(options: SetOptions): void {
  if ((options.value === undefined) === (options.standard !== true))
    throw new UsageError('Say what to set: either --value JSON or --standard.')
  if (options.lock === true && options.unlock === true) throw new UsageError('Either --lock or --unlock, not both.')
  if (options.school !== undefined && lockOf(options) !== undefined)
    throw new UsageError('A district locks its rules; a school can’t. Leave --school out.')
}

function lockOf({ lock, unlock }: SetOptions): boolean | undefined {
  if (lock === true) return true
  return unlock === true ? false : undefined
}

function readValue(typed: string): unknown {
  try {
    return JSON.parse(typed)
  } catch {
    return typed
  }
}

function describe(district: string, school: string | null, rules: readonly RuleLine[]): Outcome {
  const rows = rules.map(({ name, value, from, locked, says }) => [
    name,
    typeof value === 'object' ? value.join(', ') : String(value),
    locked ? `${from} (locked)` : from,
    says,
  ])
  return { data: { district, school, rules }, lines: formatTable(['rule', 'value', 'set by', 'meaning'], rows) }
}
