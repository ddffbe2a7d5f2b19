/** `staffroom customer show|set|admins`: how a customer reads the chart of staff permissions for its own administrators. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import type { CustomerView } from '../rules/setting-tools.ts'
import type { Shell } from '../shell.ts'
import { addCustomerAdmins } from './customer-admins.ts'

const READINGS = ['wide', 'strict'] as const
type Reading = (typeof READINGS)[number]

export function addCustomer(program: Command, shell: Shell): void {
  const customer = program.command('customer').description('who bought Staffroom and holds districts')
  addCustomerAdmins(customer, shell)
  const show = customer
    .command('show')
    .description('its districts, and what its administrators may')
    .argument('<customer>', "the customer's id")
  shell.actInside<object>(show, async (_task, installation, { args }) =>
    describe(await installation.customers.show(args[0] ?? '')),
  )
  const set = customer
    .command('set')
    .description(
      'what its administrators may: "wide" as those of a district, "strict" only what the chart ticks for them',
    )
    .argument('<customer>', "the customer's id")
    .requiredOption('--chart <reading>', 'wide or strict')
  shell.actInside<{ readonly chart: string }>(
    set,
    async (_task, installation, { args, options }) => {
      const isStrict = readReading(options.chart) === 'strict'
      return describe(await installation.customers.set(args[0] ?? '', isStrict))
    },
    ({ options }) => void readReading(options.chart),
  )
}

function readReading(typed: string): Reading {
  const reading = READINGS.find((each) => each === typed)
  if (reading === undefined) throw new UsageError('--chart takes wide or strict.')
  return reading
}

function describe({ id, name, districts, readsChartStrictly }: CustomerView): Outcome {
  const chart = readsChartStrictly ? 'strict' : 'wide'
  return {
    data: { customer: { id, name, districts, chart } },
    lines: [
      `${name} (${id}): ${districts.length === 0 ? 'no district yet' : districts.join(', ')}`,
      readsChartStrictly
        ? 'Its administrators have what the chart of staff permissions ticks for them, and no more.'
        : 'Its administrators have the settings of district administrators as well.',
    ],
  }
}
