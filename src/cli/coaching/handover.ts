/** `staffroom handover list|decided|give|leave|undo`: educators whose coach is at none of their schools any more. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import type { Cell } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { AskedHandovers, DecisionLine, ProposalLine } from './coaching-tools.ts'
import { checkPage, listed, nameOf, onPage } from './list-parts.ts'

interface DistrictOptions {
  readonly district: string
}
interface SearchOptions extends DistrictOptions {
  readonly search: string
  readonly page: string
  readonly limit: string
}
interface DecideOptions extends DistrictOptions {
  readonly from: string
  readonly to?: string
}

export function addHandover(program: Command, shell: Shell): void {
  const handover = program
    .command('handover')
    .description('educators whose coach is at none of their schools any more: to another coach, or left')
  addLists(handover, shell)
  addDecision(handover, shell, 'give')
  addDecision(handover, shell, 'leave')
  const undo = handover
    .command('undo')
    .description('take a decision back, while nobody has worked with what came of it')
    .argument('<decision>', 'its number')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(
    undo,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const decision = await installation.coaching.undo(districtId, args[0] ?? '')
      return { data: { decision }, lines: [`Decision ${decision} is taken back.`] }
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? ''))
        throw new UsageError('Name the decision by its number, as "staffroom handover decided" shows it.')
    },
  )
}

const DISTRICT = ['--district <id>', 'the district'] as const

function addDecision(handover: Command, shell: Shell, what: 'give' | 'leave'): void {
  const command = handover
    .command(what)
    .description(
      what === 'give'
        ? 'to a coach of their schools: open cycles and next steps go on there, what was written stays'
        : 'it stays as it is, until the educator’s schools change',
    )
    .argument('<educator>', 'a sourcedId, an e-mail address, or id:17')
    .requiredOption(...DISTRICT)
    .requiredOption('--from <coach>', 'who has them now')
  if (what === 'give') command.requiredOption('--to <coach>', 'who takes them over')
  shell.actInside<DecideOptions>(command, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const { from, to = null } = options
    const decision = await installation.coaching.decide({ districtId, educator: args[0] ?? '', from, to })
    const says = to === null ? 'It stays as it is.' : 'Handed over.'
    return { data: { decision }, lines: [`Decision ${decision}: ${says}`] }
  })
}

function addLists(handover: Command, shell: Shell): void {
  const list = handover.command('list').description('what is to be decided, by name')
  shell.actInside<SearchOptions>(
    onSearch(list),
    async (_task, installation, { options }) =>
      describeOpen(await installation.coaching.handovers(await askedOf(installation, options))),
    ({ options }) => checkPage(options),
  )
  const decided = handover.command('decided').description('what was decided, the latest first')
  shell.actInside<SearchOptions>(
    onSearch(decided),
    async (_task, installation, { options }) =>
      describeDecided(await installation.coaching.decided(await askedOf(installation, options))),
    ({ options }) => checkPage(options),
  )
}

function onSearch(command: Command): Command {
  return onPage(command.requiredOption(...DISTRICT)).option(
    '--search <words>',
    'parts of names, all of which match',
    '',
  )
}

async function askedOf(installation: Installation, options: SearchOptions): Promise<AskedHandovers> {
  const districtId = await resolveDistrict(installation, options.district)
  return { districtId, q: options.search, page: Number(options.page), limit: Number(options.limit) }
}

interface Found<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

function describeOpen(found: Found<ProposalLine>): Outcome {
  if (found.total === 0) return { data: found, lines: ['Nobody is to be handed over.'] }
  const rows = found.items.map((one): readonly Cell[] => [
    `id:${one.educator.id}`,
    nameOf(one.educator),
    one.schools.map(({ name }) => name).join('; '),
    `${nameOf(one.from)} (id:${one.from.id})`,
    `${one.cycles} cycles, ${one.steps} next steps, ${one.caseloads} caseloads`,
    one.coaches
      .map((coach) => `${nameOf(coach)} (id:${coach.id}${coach.waits ? ', waits for a seat' : ''})`)
      .join('; '),
  ])
  return listed(found, ['educator', 'name', 'now at', 'coach until now', 'open', 'could take over'], rows)
}

function describeDecided(found: Found<DecisionLine>): Outcome {
  if (found.total === 0) return { data: found, lines: ['Nothing was decided yet.'] }
  const rows = found.items.map((one): readonly Cell[] => [
    one.id,
    one.at,
    nameOf(one.educator),
    nameOf(one.from),
    one.to === null ? 'left' : nameOf(one.to),
    one.isUndone ? 'taken back' : '',
  ])
  return listed(found, ['decision', 'at', 'educator', 'from', 'to', ''], rows)
}
