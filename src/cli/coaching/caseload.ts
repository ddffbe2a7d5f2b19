/** `staffroom caseload make|change|place`: caseloads of any coach, as an administrator of the district keeps them. */

import { type Command, Option } from 'commander'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { FileProblem } from '../toolbox.ts'
import type { RuleEntry } from './word-tools.ts'

interface DistrictOptions {
  readonly district: string
}
interface MakeOptions extends DistrictOptions {
  readonly coach: string
  readonly rules?: string
}
interface ChangeOptions extends DistrictOptions {
  readonly name?: string
  readonly rules?: string
  readonly archive?: boolean
  readonly reopen?: boolean
}
interface PlaceOptions extends DistrictOptions {
  readonly as: 'in' | 'out' | 'rules'
  readonly from?: string
  readonly until?: string
}

const DISTRICT = ['--district <id>', 'the district'] as const
const RULES = [
  '--rules <rules.json>',
  '[{"school": "SOURCEDID", "grade": "04"}]: of one rule everything holds at the same school; also "subject", "feedRole", "isFirstYear"',
] as const

/** Under `staffroom caseload`. */
export function addCaseloadChanges(caseload: Command, shell: Shell): void {
  addMake(caseload, shell)
  addChange(caseload, shell)
  addPlace(caseload, shell)
}

function addMake(caseload: Command, shell: Shell): void {
  const make = caseload
    .command('make')
    .description('a caseload of a coach; it gives nobody a right')
    .argument('<name>', 'its name')
    .requiredOption(...DISTRICT)
    .requiredOption('--coach <person>', 'whose: a sourcedId, an e-mail address, or id:17')
    .option(...RULES)
  shell.actInside<MakeOptions>(
    make,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const rules = options.rules === undefined ? [] : await readRules(options.rules)
      const name = args[0] ?? ''
      const id = await installation.caseloads.make({ districtId, coach: options.coach, name, rules })
      return { data: { caseload: id }, lines: [`Caseload ${id} is made.`] }
    },
    async ({ options }) => checkRules(options.rules),
  )
}

function addChange(caseload: Command, shell: Shell): void {
  const change = caseload
    .command('change')
    .description('rename a caseload, replace its rules, take it out of use or into use again')
    .argument('<id>', 'its number')
    .requiredOption(...DISTRICT)
    .option('--name <name>', 'its new name')
    .option(...RULES)
    .option('--archive', 'out of use; nothing of it is lost')
    .option('--reopen', 'into use again')
  shell.actInside<ChangeOptions>(
    change,
    async (_task, installation, { args, options }) => {
      const { name, archive, reopen } = options
      const at = { districtId: await resolveDistrict(installation, options.district), caseloadId: args[0] ?? '' }
      const id = await installation.caseloads.change(at, {
        ...(name === undefined ? {} : { name }),
        ...(options.rules === undefined ? {} : { rules: await readRules(options.rules) }),
        ...(archive === true || reopen === true ? { isArchived: archive === true } : {}),
      })
      return { data: { caseload: id }, lines: [`Caseload ${id} is changed.`] }
    },
    async ({ args, options }) => {
      checkNumber(args[0])
      const { name, rules, archive, reopen } = options
      if (archive === true && reopen === true) throw new UsageError('Either --archive or --reopen, not both.')
      if ([name, rules, archive, reopen].every((one) => one === undefined))
        throw new UsageError('Say what to change: --name, --rules, --archive or --reopen.')
      await checkRules(rules)
    },
  )
}

function addPlace(caseload: Command, shell: Shell): void {
  const place = caseload
    .command('place')
    .description('put educators in by hand, keep them out, or let the rules decide again: all of them or none')
    .argument('<id>', 'its number')
    .argument('<educators...>', 'sourcedIds, e-mail addresses, or id:17')
    .requiredOption(...DISTRICT)
    .addOption(
      new Option('--as <what>', 'in it, kept out, or as the rules say').choices(['in', 'out', 'rules']).default('in'),
    )
    .option('--from <date>', 'from this day on; today where it is left out')
    .option('--until <date>', 'the first day on which it holds no more')
  shell.actInside<PlaceOptions>(
    place,
    async (_task, installation, { args, options }) => {
      const { from = null, until = null } = options
      const [caseloadId = '', ...educators] = args
      const at = { districtId: await resolveDistrict(installation, options.district), caseloadId }
      const id = await installation.caseloads.place(at, { educators, place: options.as, from, until })
      return {
        data: { caseload: id, educators: educators.length },
        lines: [`Caseload ${id}: ${educators.length} educators ${SAYS[options.as]}.`],
      }
    },
    ({ args, options }) => {
      checkNumber(args[0])
      if (args.length > 1 + EDUCATORS_MAX) throw new UsageError(`At most ${EDUCATORS_MAX} educators at a time.`)
      if (options.as === 'rules' && (options.from !== undefined || options.until !== undefined))
        throw new UsageError('--from and --until go with --as in and --as out.')
      for (const name of ['from', 'until'] as const)
        if (options[name] !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options[name]))
          throw new UsageError(`--${name} takes a day such as 2026-09-01.`)
    },
  )
}

const EDUCATORS_MAX = 500
const SAYS = { in: 'are in it by hand', out: 'are kept out', rules: 'are in it as the rules say' } as const

function checkNumber(typed: string | undefined): void {
  if (!/^[1-9]\d{0,17}$/.test(typed ?? ''))
    throw new UsageError('Name it by its number, as "staffroom caseload list" shows it.')
}

async function checkRules(path: string | undefined): Promise<void> {
  if (path !== undefined) await readRules(path)
}

const TEXTS = ['school', 'grade', 'subject', 'feedRole'] as const

/** The rules in the file. Throws `UsageError` with everything that is wrong with them. */
async function readRules(path: string): Promise<readonly RuleEntry[]> {
  const found = await readJsonFile(path)
  if (!Array.isArray(found)) refuseProblems(path, [{ path: '', says: 'is a list of rules, as [{"grade": "04"}].' }])
  const rules = found as unknown[]
  refuseProblems(path, rules.flatMap(problemsOf))
  return rules.map((rule) => ({ ...EMPTY, ...(rule as Partial<RuleEntry>) }))
}

const EMPTY: RuleEntry = { school: null, grade: null, subject: null, feedRole: null, isFirstYear: false }

function problemsOf(rule: unknown, at: number): readonly FileProblem[] {
  const path = `/${at}`
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule))
    return [{ path, says: 'is a rule, as {"grade": "04"}.' }]
  const { isFirstYear = false, ...texts } = rule as Record<string, unknown>
  const unknown = Object.keys(texts).some((key) => !TEXTS.some((one) => one === key))
  return [
    ...(unknown ? [{ path, says: `has ${TEXTS.join(', ')}, isFirstYear and nothing else.` }] : []),
    ...(typeof isFirstYear === 'boolean' ? [] : [{ path: `${path}/isFirstYear`, says: 'is true or false.' }]),
    ...TEXTS.flatMap((key) =>
      [undefined, null].some((none) => none === texts[key]) || typeof texts[key] === 'string'
        ? []
        : [{ path: `${path}/${key}`, says: 'is a text.' }],
    ),
  ]
}
