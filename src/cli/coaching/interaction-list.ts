/** `staffroom coaching list`: interactions as somebody of the district sees them, never with notes. */

import type { Command } from 'commander'
import { isDay } from '../day.ts'
import { UsageError } from '../outcome.ts'
import type { Cell } from '../print.ts'
import type { Shell } from '../shell.ts'
import { checkPage, listed, listOf, type ListOptions, nameOf, onList } from './list-parts.ts'

interface InteractionOptions extends ListOptions {
  readonly from?: string
  readonly to?: string
  readonly coach?: string
  readonly educator?: string
  readonly type?: string
  readonly tag?: string
  readonly school?: string
}

/** Under `staffroom coaching`. */
export function addInteractions(coaching: Command, shell: Shell): void {
  const list = coaching.command('list').description('interactions, the newest first; never what was written')
  onList(list)
    .option('--mine', 'their own alone, instead of all that is open to them')
    .option('--from <date>', 'not before this day')
    .option('--to <date>', 'not after this day')
    .option('--coach <person>', 'of this coach alone: a sourcedId, an e-mail address or id:17')
    .option('--educator <person>', 'with this educator, named in the same ways')
    .option('--type <id>', 'of this kind')
    .option('--tag <name>', 'with this tag')
    .option('--school <sourcedid>', 'at this school or for it')
  shell.actInside<InteractionOptions>(
    list,
    async (_task, installation, { options }) => {
      const { from = null, to = null, coach = null, educator = null, type = null, tag = null, school = null } = options
      const asked = { ...(await listOf(installation, options)), from, to, coach, educator, type, tag, school }
      const found = await installation.coaching.interactions(asked)
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
    ({ options }) => {
      checkPage(options)
      checkDays(options)
    },
  )
}

function checkDays({ from, to }: InteractionOptions): void {
  for (const [name, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (day !== undefined && !isDay(day)) throw new UsageError(`${name} takes a day such as 2026-11-22.`)
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--to is before --from. Give the earlier day as --from.')
}
