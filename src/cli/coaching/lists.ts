/** `staffroom coaching list|cycles|educators` and `staffroom caseload list|show|coaches`: as somebody of the district sees them, never with notes. */

import { type Command, Option } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import { addCaseloadChanges } from './caseload.ts'
import type { AskedAs, AskedList, CaseloadShown, CycleStanding } from './coaching-tools.ts'

interface AsOptions {
  readonly district: string
  readonly as: string
}
interface ListOptions extends AsOptions {
  readonly mine?: boolean
  readonly page: string
  readonly limit: string
}

interface CycleOptions extends ListOptions {
  readonly state: 'open' | 'ended' | 'all'
  readonly standing?: CycleStanding
  readonly coach?: string
}

const LIMIT_MAX = 1000
const STANDINGS: readonly CycleStanding[] = ['planned', 'on_track', 'due', 'overdue']

/** Under `staffroom coaching`. */
export function addCoachingLists(coaching: Command, shell: Shell): void {
  addInteractions(coaching, shell)
  addCycles(coaching, shell)
  addEducators(coaching, shell)
}

function addInteractions(coaching: Command, shell: Shell): void {
  const list = coaching.command('list').description('interactions, the newest first; never what was written')
  shell.actInside<ListOptions>(
    onList(list).option('--mine', 'their own alone, instead of all that is open to them'),
    async (_task, installation, { options }) => {
      const found = await installation.coaching.interactions(await listOf(installation, options))
      const rows = found.items.map((one): readonly Cell[] => [
        one.id,
        one.date,
        one.minutes,
        one.type.name,
        one.school.name,
        nameOf(one.coach),
        one.educators.map(nameOf).join('; '),
      ])
      return listed(found, ['id', 'date', 'minutes', 'type', 'school', 'coach', 'educators'], rows)
    },
    ({ options }) => checkPage(options),
  )
}

function addCycles(coaching: Command, shell: Shell): void {
  const cycles = coaching.command('cycles').description('coaching cycles, the open ones first')
  onList(cycles)
    .option('--mine', 'their own alone, instead of all that is open to them')
    .addOption(new Option('--state <state>', 'which of them').choices(['open', 'ended', 'all']).default('all'))
    .addOption(new Option('--standing <standing>', 'open ones that stand there today').choices(STANDINGS))
    .option('--coach <person>', 'of this coach alone: a sourcedId, an e-mail address or id:17')
  shell.actInside<CycleOptions>(
    cycles,
    async (_task, installation, { options }) => {
      const { state, standing = null, coach = null } = options
      const found = await installation.coaching.cycles({
        ...(await listOf(installation, options)),
        state,
        standing,
        coach,
      })
      const rows = found.items.map((one): readonly Cell[] => [
        one.id,
        one.startedOn,
        one.endedOn ?? '',
        one.standing,
        one.dueOn ?? '',
        one.phase.name,
        one.focus?.name ?? '',
        nameOf(one.coach),
        one.educators.map(nameOf).join('; '),
      ])
      return listed(found, ['id', 'began', 'ended', 'standing', 'due', 'phase', 'focus', 'coach', 'educators'], rows)
    },
    ({ options }) => checkPage(options),
  )
}

function addEducators(coaching: Command, shell: Shell): void {
  const educators = coaching.command('educators').description('the educator database, by name')
  onList(educators)
    .option('--name <words>', 'whose name has all of these', '')
    .addOption(
      new Option('--state <state>', 'which of them').choices(['active', 'waiting', 'inactive']).default('active'),
    )
  shell.actInside<ListOptions & { readonly name: string; readonly state: 'active' | 'waiting' | 'inactive' }>(
    educators,
    async (_task, installation, { options }) => {
      const asked = { ...(await listOf(installation, options)), q: options.name, state: options.state }
      const found = await installation.coaching.educators(asked)
      const rows = found.items.map((one): readonly Cell[] => [
        one.id,
        nameOf(one),
        one.schools.map(({ name }) => name).join('; '),
        one.lastContactOn ?? 'not yet',
        one.inCycle ? 'yes' : 'no',
      ])
      return listed(found, ['id', 'name', 'schools', 'last contact', 'in a cycle'], rows)
    },
    ({ options }) => checkPage(options),
  )
}

export function addCaseload(program: Command, shell: Shell): void {
  const caseload = program.command('caseload').description('whom coaches look after, by hand and by the roster')
  const list = caseload.command('list').description('the caseloads of a coach')
  onPerson(list).option('--coach <person>', 'whose; their own where it is left out')
  shell.actInside<AsOptions & { readonly coach?: string }>(list, async (_task, installation, { options }) => {
    const asked = { ...(await placeOf(installation, options)), coach: options.coach ?? null }
    const caseloads = await installation.coaching.caseloads(asked)
    const rows = caseloads.map((one): readonly Cell[] => [one.id, one.name, one.educators, one.isArchived ? 'yes' : ''])
    const lines =
      rows.length === 0 ? ['There is no caseload yet.'] : formatTable(['id', 'name', 'educators', 'archived'], rows)
    return { data: { caseloads }, lines }
  })
  const show = caseload
    .command('show')
    .description('one caseload: who is in it, and why')
    .argument('<id>', 'its number')
  shell.actInside<AsOptions>(
    onPerson(show),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await placeOf(installation, options)), id: args[0] ?? '' }
      return describe(await installation.coaching.caseload(asked))
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? ''))
        throw new UsageError('Name it by its number, as "staffroom caseload list" shows it.')
    },
  )
  addCaseloadChanges(caseload, shell)
  const coaches = caseload.command('coaches').description('every coach with their caseloads, and who is in nobody’s')
  shell.actInside<AsOptions>(onPerson(coaches), async (_task, installation, { options }) => {
    const found = await installation.coaching.coaches(await placeOf(installation, options))
    const rows = found.coaches.map((one): readonly Cell[] => [one.id, nameOf(one), one.caseloads, one.educators])
    const last = `${formatCount(found.inNone)} educators are in nobody’s caseload.`
    return { data: found, lines: [...formatTable(['id', 'coach', 'caseloads', 'educators'], rows), '', last] }
  })
}

const WHY = { rule: 'by a rule', hand: 'by hand', out: 'kept out by hand' } as const

function describe(found: CaseloadShown): Outcome {
  const rows = found.people.map((one): readonly Cell[] => [
    one.id,
    nameOf(one),
    WHY[one.origin],
    one.isHere ? 'yes' : 'no',
    one.from ?? '',
    one.until ?? '',
  ])
  const head = `${found.name}: ${formatCount(found.educators)} educators today${found.isArchived ? ', archived' : ''}`
  return { data: found, lines: [head, '', ...formatTable(['id', 'name', 'why', 'today', 'from', 'until'], rows)] }
}

function onPerson(command: Command): Command {
  return command
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'whose eyes: a sourcedId, an e-mail address, or id:17')
}

function onList(command: Command): Command {
  return onPerson(command)
    .option('--page <n>', 'which page, from 1', '1')
    .option('--limit <n>', 'so many of a page', '100')
}

async function placeOf(installation: Installation, { district, as }: AsOptions): Promise<AskedAs> {
  return { districtId: await resolveDistrict(installation, district), as }
}

async function listOf(installation: Installation, options: ListOptions): Promise<AskedList> {
  const place = await placeOf(installation, options)
  return { ...place, mine: options.mine === true, page: Number(options.page), limit: Number(options.limit) }
}

function checkPage({ page, limit }: ListOptions): void {
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new UsageError('--page takes a number from 1 on.')
  if (!/^[1-9]\d{0,3}$/.test(limit) || Number(limit) > LIMIT_MAX)
    throw new UsageError(`--limit takes a number from 1 to ${LIMIT_MAX}.`)
}

function listed(
  found: { readonly items: readonly unknown[]; readonly total: number },
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Outcome {
  const { items, total } = found
  const last = `${formatCount(items.length)} of ${formatCount(total)}.`
  return { data: { items, total }, lines: [...formatTable(head, rows), '', last] }
}

function nameOf({ givenName, familyName }: { readonly givenName: string; readonly familyName: string }): string {
  return `${givenName} ${familyName}`.trim()
}
