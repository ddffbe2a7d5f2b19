/** `staffroom deltas show|set`: for how long deltas of a district's sources may go on without a complete export. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { FullComparisonView } from '../rules/setting-tools.ts'
import type { Shell } from '../shell.ts'

interface SetOptions {
  readonly district: string
  readonly days?: string
  readonly default?: boolean
}

export function addDeltas(program: Command, shell: Shell): void {
  const full = program.command('deltas').description('for how long deltas may go on without a complete export')
  const show = full
    .command('show')
    .description('how often a complete export is wanted')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(show, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    return describe(district, await installation.fullComparison.show(district))
  })

  const set = full
    .command('set')
    .description('say how often one is wanted at least; later a run is held. With the next sync')
    .requiredOption('--district <id>', 'the district')
    .option('--days <n>', 'at least every so many days')
    .option('--default', "go back to the installation's")
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { options }) => {
      const district = await resolveDistrict(installation, options.district)
      const days = options.days === undefined ? null : Number(options.days)
      const { min, max } = installation.fullComparison
      if (days !== null && (days < min || days > max))
        throw new UsageError(`--days takes a whole number from ${min} to ${max}.`)
      return describe(district, await installation.fullComparison.set(district, days))
    },
    ({ options }) => {
      if ((options.days === undefined) === (options.default !== true))
        throw new UsageError('Give one of --days N and --default.')
      if (options.days !== undefined && !/^\d{1,4}$/.test(options.days))
        throw new UsageError('--days takes a whole number of days.')
    },
  )
}

function describe(district: string, { days, setBy }: FullComparisonView): Outcome {
  const by = setBy === 'district' ? 'set by the district' : 'the default'
  return {
    data: { district, days, setBy },
    lines: [
      `A complete export is wanted at least every ${days === 1 ? 'day' : `${days} days`} (${by}). A run of deltas that come later is held.`,
    ],
  }
}
