/** `staffroom schedule preview SRC`: the next slots of a source, on the district's clock and in UTC. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { formatInstant, formatTable } from '../print.ts'
import { formatRanges } from './print-source.ts'
import { nameSource, resolveSource } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { PlannedSlot, SourceView } from '../toolbox.ts'

export function addSchedule(program: Command, shell: Shell): void {
  const preview = program
    .command('schedule')
    .description('when sources run')
    .command('preview')
    .description('the next slots of a source, and when each really starts')
    .argument('<src>', "the source's id, or district/id")
    .option('--count <n>', 'how many', '10')
  shell.actInside<{ readonly count: string }>(
    preview,
    async (_task, installation, { args, options }) => {
      const ref = await resolveSource(installation, args[0] ?? '')
      const view = (await installation.sources.list(ref.districtId)).find((v) => v.sourceId === ref.sourceId)
      const planned = await installation.sources.preview(ref, Number(options.count))
      const timezone = view?.timezone ?? 'UTC'
      const data = {
        source: ref,
        timezone,
        slots: planned.map(({ at }) => at),
        starts: planned.map(({ startsAt }) => startsAt),
        blackouts: view?.blackouts ?? [],
        windowEnd: view?.windowEnd ?? null,
      }
      return { data, lines: view === undefined ? [] : describePreview(view, planned) }
    },
    ({ options }) => {
      if (!/^\d{1,3}$/.test(options.count) || Number(options.count) < 1)
        throw new UsageError('--count takes a whole number from 1 to 999.')
    },
  )
}

function describePreview(view: SourceView, planned: readonly PlannedSlot[]): readonly string[] {
  const name = nameSource(view)
  if (view.paused) return [`${name} is paused. Let it run again: staffroom source resume ${name}`]
  if (view.schedule === null) return [`${name} has no schedule: it runs when told to.`]
  const { timezone } = view
  return [
    `${name}: "${view.schedule}" in ${timezone}; a failed run is tried again until ${view.windowEnd}.`,
    ...(view.blackouts.length === 0 ? [] : [`Nothing starts on ${formatRanges(view.blackouts)}.`]),
    ...(view.retryAt === null
      ? []
      : [`The last slot runs ${formatInstant(view.retryAt, timezone)}, because it failed or was missed.`]),
    '',
    ...formatTable(
      ['slot', 'starts', 'UTC'],
      planned.map(({ at, startsAt }) => [
        formatInstant(at, timezone),
        formatInstant(startsAt, timezone).slice('2026-11-23 '.length),
        startsAt.toISOString(),
      ]),
    ),
  ]
}
