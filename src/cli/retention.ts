/** `staffroom retention show|set`: how long a district keeps what runs leave behind. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from './json-file.ts'
import type { Outcome } from './outcome.ts'
import { formatTable } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { RetentionView } from './rules/setting-tools.ts'
import type { Shell } from './shell.ts'

export function addRetention(program: Command, shell: Shell): void {
  const retention = program.command('retention').description('how long what runs leave behind is kept')
  const show = retention
    .command('show')
    .description('the times in effect, and which of them the district has set')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(show, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    return describe(district, await installation.retention.show(district))
  })

  const set = retention
    .command('set')
    .description("replace the district's own times; {} goes back to the defaults. What is too old goes within the hour")
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--file <times.json>', 'some of the times in days, as {"changesDays": 400}')
  shell.actInside<{ readonly district: string; readonly file: string }>(
    set,
    async (_task, installation, { options }) => {
      const times = await readJsonFile(options.file)
      refuseProblems(options.file, installation.retention.check(times))
      const district = await resolveDistrict(installation, options.district)
      return describe(district, await installation.retention.set(district, times))
    },
  )
}

function describe(district: string, { own, effective, meanings, daysMin, daysMax }: RetentionView): Outcome {
  const rows = Object.entries(effective).map(([name, days]) => [
    name,
    String(days),
    name in own ? 'district' : 'default',
    meanings[name] ?? '',
  ])
  return {
    data: { district, own, effective, daysMin, daysMax },
    lines: [
      ...formatTable(['time', 'days', 'set by', 'what'], rows),
      '',
      `From ${daysMin} to ${daysMax} days. The audit log, the ledger of seats and what an undo needs are not part of it.`,
    ],
  }
}
