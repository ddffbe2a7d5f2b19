/** `staffroom handover list|give|leave|undo`: educators whose coach is at none of their schools any more. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { HandoverLines } from './coaching-tools.ts'

interface DistrictOptions {
  readonly district: string
}
interface DecideOptions extends DistrictOptions {
  readonly from: string
  readonly to?: string
}

export function addHandover(program: Command, shell: Shell): void {
  const handover = program
    .command('handover')
    .description('educators whose coach is at none of their schools any more: to another coach, or left')
  const list = handover
    .command('list')
    .description('what is to be decided, and what was')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) =>
    describe(await installation.coaching.handovers(await resolveDistrict(installation, options.district))),
  )
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
        throw new UsageError('Name the decision by its number, as "staffroom handover list" shows it.')
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

function describe({ proposals, total, decided }: HandoverLines): Outcome {
  const open = proposals.map((one): readonly Cell[] => [
    `id:${one.educator.id}`,
    nameOf(one.educator),
    one.schools.map(({ name }) => name).join('; '),
    `${nameOf(one.from)} (id:${one.from.id})`,
    `${one.cycles} cycles, ${one.steps} next steps, ${one.caseloads} caseloads`,
    one.coaches
      .map((coach) => `${nameOf(coach)} (id:${coach.id}${coach.waits ? ', waits for a seat' : ''})`)
      .join('; '),
  ])
  const done = decided.map((one): readonly Cell[] => [
    one.id,
    one.at,
    nameOf(one.educator),
    nameOf(one.from),
    one.to === null ? 'left' : nameOf(one.to),
    one.isUndone ? 'taken back' : '',
  ])
  return {
    data: { proposals, total, decided },
    lines: [
      ...(open.length === 0
        ? ['Nobody is to be handed over.']
        : formatTable(['educator', 'name', 'now at', 'coach until now', 'open', 'could take over'], open)),
      ...(open.length < total ? ['', `${formatCount(open.length)} of ${formatCount(total)} are shown.`] : []),
      ...(done.length === 0 ? [] : ['', ...formatTable(['decision', 'at', 'educator', 'from', 'to', ''], done)]),
    ],
  }
}

function nameOf({ givenName, familyName }: { readonly givenName: string; readonly familyName: string }): string {
  return `${givenName} ${familyName}`.trim()
}
