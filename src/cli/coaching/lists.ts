/** `staffroom coaching list|cycles|educators|note-openings` and `staffroom caseload list|show|coaches`: as somebody of the district sees them, never with notes. */

import { type Command, Option } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import type { Shell } from '../shell.ts'
import { addCaseloadChanges } from './caseload.ts'
import type { CaseloadShown, CycleStanding } from './coaching-tools.ts'
import { addEducators } from './educator-list.ts'
import { addInteractions } from './interaction-list.ts'
import {
  type AsOptions,
  checkPage,
  listed,
  listOf,
  type ListOptions,
  nameOf,
  onList,
  onPerson,
  placeOf,
} from './list-parts.ts'

interface CycleOptions extends ListOptions {
  readonly state: 'open' | 'ended' | 'all'
  readonly standing?: CycleStanding
  readonly coach?: string
}

const STANDINGS: readonly CycleStanding[] = ['planned', 'on_track', 'due', 'overdue']

/** Under `staffroom coaching`. */
export function addCoachingLists(coaching: Command, shell: Shell): void {
  addInteractions(coaching, shell)
  addCycles(coaching, shell)
  addEducators(coaching, shell)
  addNoteOpenings(coaching, shell)
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

function addNoteOpenings(coaching: Command, shell: Shell): void {
  const openings = coaching
    .command('note-openings')
    .description('who opened what somebody wrote, and why; never what was written')
  shell.actInside<ListOptions>(
    onList(openings),
    async (_task, installation, { options }) => {
      const found = await installation.coaching.noteOpenings(await listOf(installation, options))
      const rows = found.items.map((one): readonly Cell[] => [
        one.at,
        one.by ?? 'no person of the roster',
        one.cycleId === null ? `interaction ${one.interactionId ?? ''}` : `cycle ${one.cycleId}`,
        one.date,
        one.reason,
      ])
      return listed(found, ['opened', 'by', 'what', 'of', 'reason'], rows)
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
