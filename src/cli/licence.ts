/** `staffroom licence set|show|reconcile`: what was bought and who holds it. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from './outcome.ts'
import { formatTable, nearestWords } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { Shell } from './shell.ts'
import type { LicenceLine } from './toolbox.ts'

interface DistrictOptions {
  readonly district: string
}
interface SetOptions extends DistrictOptions {
  readonly kind: string
  readonly quantity: string
}

export function addLicence(program: Command, shell: Shell): void {
  const licence = program.command('licence').description('what was bought, used and waited for')
  const set = licence
    .command('set')
    .description('set the total bought of one kind; seats are squared at once')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--kind <kind>', 'coaching-seats, …')
    .requiredOption('--quantity <n>', 'the total bought')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { options }) => {
      const { kinds } = installation.licences
      if (!kinds.includes(options.kind)) {
        const near = nearestWords(options.kind, kinds)
        const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Kinds: ${kinds.join(', ')}.`
        throw new UsageError(`There is no licence kind "${options.kind}". ${hint}`)
      }
      const districtId = await resolveDistrict(installation, options.district)
      const { kind } = options
      return describe(await installation.licences.set({ districtId, kind, quantity: Number(options.quantity) }))
    },
    ({ options }) => {
      if (!/^\d{1,7}$/.test(options.quantity)) throw new UsageError('--quantity takes a whole number, 0 or more.')
    },
  )

  const show = licence
    .command('show')
    .description('the state of all licences')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(show, async (_task, installation, { options }) =>
    describe(await installation.licences.show(await resolveDistrict(installation, options.district))),
  )

  const reconcile = licence
    .command('reconcile')
    .description('square seats with the people who need one, now')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(reconcile, async (_task, installation, { options }) =>
    describe(await installation.licences.reconcile(await resolveDistrict(installation, options.district))),
  )
}

function describe(licences: readonly LicenceLine[]): Outcome {
  const rows = licences.map((l) => [l.kind, l.bought, l.used, l.over, l.needed, l.waiting, l.grace])
  return {
    data: { licences },
    lines:
      rows.length === 0
        ? ['Nothing has been bought yet. Set it with "staffroom licence set".']
        : formatTable(['licence', 'bought', 'used', 'over', 'needed', 'waiting', 'grace'], rows),
  }
}
