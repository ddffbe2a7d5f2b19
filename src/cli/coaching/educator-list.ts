/** `staffroom coaching educators`: the educator database as somebody of the district sees it. */

import { type Command, Option } from 'commander'
import { UsageError } from '../outcome.ts'
import type { Cell } from '../print.ts'
import type { Shell } from '../shell.ts'
import { checkPage, listed, listOf, type ListOptions, nameOf, onList } from './list-parts.ts'

interface EducatorOptions extends ListOptions {
  readonly name: string
  readonly state: 'active' | 'waiting' | 'inactive'
  readonly school?: string
  readonly group?: string
  readonly grade?: string
  readonly subject?: string
  readonly notSeen?: string
  readonly tag?: string
  readonly cycle?: 'open' | 'none'
  readonly caseload?: string
}

export function addEducators(coaching: Command, shell: Shell): void {
  const educators = coaching.command('educators').description('the educator database, by name')
  onList(educators)
    .option('--name <words>', 'whose name has all of these', '')
    .addOption(
      new Option('--state <state>', 'which of them').choices(['active', 'waiting', 'inactive']).default('active'),
    )
    .option('--school <sourcedid>', 'of this school')
    .option('--group <name>', 'of this group of schools')
    .option('--grade <code>', 'who teach a class of this grade level, such as 04')
    .option('--subject <name>', 'who teach a class of this subject')
    .option('--not-seen <days>', 'with whom nothing was logged for so many days, or never')
    .option('--tag <name>', 'of an interaction with this tag')
    .addOption(new Option('--cycle <state>', 'in an open cycle, or in none').choices(['open', 'none']))
    .option('--caseload <id>', 'in the caseload of this number, in one of their own (mine), or in nobody’s (none)')
  shell.actInside<EducatorOptions>(
    educators,
    async (_task, installation, { options }) => {
      const { notSeen } = options
      const found = await installation.coaching.educators({
        ...(await listOf(installation, options)),
        q: options.name,
        state: options.state,
        school: options.school ?? null,
        group: options.group ?? null,
        grade: options.grade ?? null,
        subject: options.subject ?? null,
        notSeenDays: notSeen === undefined ? null : Number(notSeen),
        tag: options.tag ?? null,
        cycle: options.cycle ?? null,
        caseload: options.caseload ?? null,
      })
      const rows = found.items.map((one): readonly Cell[] => [
        one.id,
        nameOf(one),
        one.schools.map(({ name }) => name).join('; '),
        one.lastContactOn ?? 'not yet',
        one.inCycle ? 'yes' : 'no',
      ])
      return listed(found, ['id', 'name', 'schools', 'last contact', 'in a cycle'], rows)
    },
    ({ options }) => {
      checkPage(options)
      if (options.notSeen !== undefined && !/^[1-9]\d{0,3}$/.test(options.notSeen))
        throw new UsageError('--not-seen takes a number of days from 1 to 9999.')
      if (options.caseload !== undefined && !/^(?:mine|none|[1-9]\d{0,17})$/.test(options.caseload))
        throw new UsageError('--caseload takes mine, none, or a number as "staffroom caseload list" shows it.')
    },
  )
}
