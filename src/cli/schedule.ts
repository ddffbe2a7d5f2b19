/** `staffroom schedule preview SRC`: the next slots of a source, on the district's clock and in UTC. */

import type { Command } from 'commander'
import { UsageError } from './outcome.ts'
import { formatInstant, formatTable } from './print.ts'
import { nameSource, resolveSource } from './reference.ts'
import type { Shell } from './shell.ts'

export function addSchedule(program: Command, shell: Shell): void {
  const preview = program
    .command('schedule')
    .description('when sources run')
    .command('preview')
    .description('the next slots of a source')
    .argument('<src>', "the source's id, or district/id")
    .option('--count <n>', 'how many', '10')
  shell.actInside<{ readonly count: string }>(
    preview,
    async (_task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const view = (await installation.sources.list(ref.districtId)).find((v) => v.sourceId === ref.sourceId)
      const slots = await installation.sources.preview(ref, Number(options.count))
      const timezone = view?.timezone ?? 'UTC'
      if (slots.length === 0)
        return {
          data: { source: ref, timezone, slots },
          lines: [`${nameSource(ref)} has no schedule: it runs when told to.`],
        }
      return {
        data: { source: ref, timezone, slots },
        lines: formatTable(
          ['local', 'UTC'],
          slots.map((slot) => [formatInstant(slot, timezone), slot.toISOString()]),
        ),
      }
    },
    ({ options }) => {
      if (!/^\d{1,3}$/.test(options.count) || Number(options.count) < 1)
        throw new UsageError('--count takes a whole number from 1 to 999.')
    },
  )
}
