/** `staffroom rolemap history`: the role maps that a district has had, who saved each, and what it changed. */

import type { Command } from 'commander'
import type { RoleMapChange } from '../../roster/role-map-change.ts'
import { UsageError } from '../outcome.ts'
import { formatCount } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface HistoryOptions {
  readonly district: string
  readonly limit: string
}

export function addRolemapHistory(rolemap: Command, shell: Shell): void {
  const history = rolemap
    .command('history')
    .description('the rules that the district has had, newest first: who saved them, when, what that changed')
    .requiredOption('--district <id>', 'the district')
    .option('--limit <n>', 'how many', '20')
  shell.actInside<HistoryOptions>(
    history,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { versions, total } = await installation.roleMaps.history({ districtId, limit: Number(options.limit) })
      const lines = versions.flatMap(({ number, savedAt, savedBy, ruleCount, changes }) => [
        `${number}  ${savedAt}  ${savedBy}  ${ruleCount === 1 ? '1 rule' : `${formatCount(ruleCount)} rules`}`,
        ...(changes === null ? ['   can’t be understood any more'] : changes.map((change) => `   ${saysOf(change)}`)),
      ])
      const rest = total - versions.length
      return {
        data: { versions, total },
        lines: [
          ...(total === 0 ? ['Nobody has saved rules for this district yet.'] : lines),
          ...(rest > 0 ? [`… and ${formatCount(rest)} older: --limit ${total}`] : []),
        ],
      }
    },
    ({ options }) => {
      if (!/^[1-9]\d{0,3}$/.test(options.limit)) throw new UsageError('--limit takes a number from 1 to 9999.')
    },
  )
}

function saysOf(change: RoleMapChange): string {
  switch (change.kind) {
    case 'added':
      return `+ ${change.place}: ${JSON.stringify(change.rule)}`
    case 'removed':
      return `- ${change.was}: ${JSON.stringify(change.rule)}`
    case 'changed':
      return `~ ${change.was} → ${change.place}: ${JSON.stringify(change.before)} → ${JSON.stringify(change.rule)}`
    case 'moved':
      return `> ${change.was} → ${change.place}: ${JSON.stringify(change.rule)}`
    case 'standard':
      return change.replaced ? 'the default map is not tried any more' : 'the default map is tried again'
  }
}
