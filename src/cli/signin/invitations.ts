/** `staffroom admin invitations|renew|revoke`: who was invited to a district and what became of it. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { InvitationLine } from './admin-tools.ts'

interface PlaceOptions {
  readonly district: string
}
interface ListOptions extends PlaceOptions {
  readonly state?: string
}

const STATES = ['open', 'used', 'expired', 'revoked'] as const
type State = (typeof STATES)[number]

export function addInvitations(admin: Command, shell: Shell): void {
  const list = admin
    .command('invitations')
    .description('one-time links of a district and what became of them, newest first')
    .requiredOption('--district <id>', 'the district')
    .option('--state <state>', STATES.join(', '))
  shell.actInside<ListOptions>(
    list,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { items, total } = await installation.admins.invitations(districtId, readState(options.state))
      return { data: { district: districtId, invitations: items, total }, lines: describe(items) }
    },
    ({ options }) => void readState(options.state),
  )

  const renew = admin
    .command('renew <invitation>')
    .description('make a new one-time link in place of one that was not used')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<PlaceOptions>(renew, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const renewed = await installation.admins.renew({ districtId, invitationId: args[0] ?? '' })
    const { role, url, expiresAt } = renewed
    return {
      data: { invitation: { role, url, expiresAt } },
      lines: [
        url,
        `One use, until ${expiresAt.toISOString()}. Whoever opens it becomes ${role}; the link before it ended.`,
      ],
    }
  })

  const revoke = admin
    .command('revoke <invitation>')
    .description('take an invitation back: its link opens nothing any more')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<PlaceOptions>(revoke, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const invitationId = args[0] ?? ''
    const revoked = await installation.admins.revoke({ districtId, invitationId })
    return {
      data: { invitation: invitationId, revoked },
      lines: [revoked ? 'Taken back: its link opens nothing any more.' : 'Its link was over already.'],
    }
  })
}

function readState(typed: string | undefined): State | null {
  if (typed === undefined) return null
  const state = STATES.find((each) => each === typed)
  if (state === undefined) throw new UsageError(`--state is one of ${STATES.join(', ')}.`)
  return state
}

function describe(items: readonly InvitationLine[]): readonly string[] {
  if (items.length === 0) return ['None.']
  const rows = items.map(({ id, email, role, schoolName, state, expiresAt }) => [
    id,
    email,
    role,
    schoolName ?? 'the district',
    state,
    expiresAt.slice(0, 10),
  ])
  return formatTable(['id', 'address', 'role', 'at', 'state', 'until'], rows)
}
