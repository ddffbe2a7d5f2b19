/** `staffroom customer admins list|suspend|activate|remove`: the administrators of a customer, one by one. */

import type { Command } from 'commander'
import { formatTable } from '../print.ts'
import type { CustomerAdminLine } from '../rules/setting-tools.ts'
import type { Shell } from '../shell.ts'

const STEPS = [
  ['suspend', 'let an administrator in no more: what they have open is over', 'is suspended.'],
  ['activate', 'let a suspended administrator in again', 'can sign in again, with the password of before.'],
  ['remove', 'take an administrator out; the log keeps their name', 'is removed.'],
] as const

export function addCustomerAdmins(customer: Command, shell: Shell): void {
  const admins = customer
    .command('admins')
    .description("the customer's administrators: who they are, and who may come in")
  const list = admins
    .command('list')
    .description('who administers the customer, also who was invited or suspended')
    .argument('<customer>', "the customer's id")
    .option('--all', 'those who were removed, too')
  shell.actInside<{ readonly all?: true }>(list, async (_task, installation, { args, options }) => {
    const found = await installation.customers.admins.list(args[0] ?? '')
    const shown = found.filter(({ status }) => options.all === true || status !== 'removed')
    return { data: { customer: args[0], administrators: shown }, lines: linesOf(shown) }
  })
  for (const [step, says, done] of STEPS) {
    const command = admins
      .command(step)
      .description(says)
      .argument('<customer>', "the customer's id")
      .argument('<who>', 'their e-mail address, or id:4')
    shell.actInside<object>(command, async (_task, installation, { args }) => {
      const [customerId = '', who = ''] = args
      const { admin, active } = await installation.customers.admins.change(customerId, who, step)
      return {
        data: { customer: customerId, administrator: admin, active },
        lines: [`${admin.name ?? admin.email} ${done}`, ...(active === 0 ? [NOBODY_LEFT] : [])],
      }
    })
  }
}

const NOBODY_LEFT =
  'Nobody administers this customer now. Invite somebody: staffroom admin invite --customer ID --role customer_admin --email ADDRESS.'

function linesOf(admins: readonly CustomerAdminLine[]): readonly string[] {
  if (admins.length === 0) return ['None. Invite one: staffroom admin invite --customer ID --role customer_admin.']
  const rows = admins.map(({ id, name, email, status, hasSecondFactor }) => [
    `id:${id}`,
    name ?? '–',
    email,
    status,
    signsInWith(status, hasSecondFactor),
  ])
  return formatTable(['number', 'name', 'e-mail', 'state', 'signs in with'], rows)
}

function signsInWith(status: CustomerAdminLine['status'], hasSecondFactor: boolean): string {
  if (status === 'invited' || status === 'removed') return ''
  return hasSecondFactor ? 'password and second factor' : 'password'
}
