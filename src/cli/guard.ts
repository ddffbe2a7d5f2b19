/** `staffroom guard show|set`: how much a run of a district may change unasked. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from './json-file.ts'
import type { Outcome } from './outcome.ts'
import { formatTable } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { Shell } from './shell.ts'
import type { GuardView } from './rules/setting-tools.ts'

export function addGuard(program: Command, shell: Shell): void {
  const guard = program.command('guard').description('how much a run may change before it is held')
  const show = guard
    .command('show')
    .description('the limits in effect, and which of them the district has set')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<{ readonly district: string }>(show, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    return describe(district, await installation.guard.show(district))
  })

  const set = guard
    .command('set')
    .description("replace the district's own limits; {} goes back to the defaults. With the next sync")
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--file <limits.json>', 'some of the limits, as {"retireShareMax": 0.08}')
  shell.actInside<{ readonly district: string; readonly file: string }>(
    set,
    async (_task, installation, { options }) => {
      const limits = await readJsonFile(options.file)
      refuseProblems(options.file, installation.guard.check(limits))
      const district = await resolveDistrict(installation, options.district)
      return describe(district, await installation.guard.set(district, limits))
    },
  )
}

function describe(district: string, { own, effective, meanings }: GuardView): Outcome {
  const rows = Object.entries(effective).map(([name, value]) => [
    name,
    String(value),
    name in own ? 'district' : 'default',
    meanings[name] ?? '',
  ])
  return {
    data: { district, own, effective },
    lines: formatTable(['limit', 'value', 'set by', 'meaning'], rows),
  }
}
