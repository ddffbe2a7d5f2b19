/** `staffroom admin invite`: a one-time link for an administrator who signs in without an LMS. */

import type { Command } from 'commander'
import { addInvitations } from './invitations.ts'
import { UsageError } from '../outcome.ts'
import { nearestWords } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { type AdminTools, INVITED_ROLES, type InvitedRole } from './admin-tools.ts'
import type { Installation } from '../toolbox.ts'

interface InviteOptions {
  readonly district?: string
  readonly customer?: string
  readonly school?: string
  readonly role: string
  readonly email: string
}

export function addAdmin(program: Command, shell: Shell): void {
  const admin = program.command('admin').description('people who sign in without an LMS')
  const invite = admin
    .command('invite')
    .description('make a one-time link with which somebody sets a password and signs in')
    .option('--district <id>', 'the district')
    .option('--customer <id>', 'the customer, for --role customer_admin')
    .option('--school <sourcedid>', 'a school of the district, for school_admin, principal or coach')
    .requiredOption('--role <role>', 'district_admin, it_admin, billing_only, …, or customer_admin')
    .requiredOption('--email <address>', 'whose link it is')
  shell.actInside<InviteOptions>(
    invite,
    async (_task, installation, { options }) => {
      const { email } = options
      const role = readRole(options)
      const place = await placeOf(installation, options)
      const invitation = await installation.admins.invite({ place, role, email })
      return {
        data: { invitation: { role, ...invitation } },
        lines: [
          invitation.url,
          `One use, until ${invitation.expiresAt.toISOString()}. Whoever opens it becomes ${role}: hand it over in person or by mail.`,
        ],
      }
    },
    ({ options }) => checkInvite(options),
  )
  addInvitations(admin, shell)
}

async function placeOf(
  installation: Installation,
  { district, customer, school }: InviteOptions,
): Promise<Parameters<AdminTools['invite']>[0]['place']> {
  if (district === undefined) return { customerId: customer ?? '' }
  const districtId = await resolveDistrict(installation, district)
  return school === undefined ? { districtId } : { districtId, schoolSourcedId: school }
}

function checkInvite(options: InviteOptions): void {
  const { district, customer, email } = options
  if ((district === undefined) === (customer === undefined))
    throw new UsageError('Say where: either --district ID or --customer ID.')
  if (options.school !== undefined && district === undefined)
    throw new UsageError('--school is a school of a --district: name both.')
  const role = readRole(options)
  if (customer !== undefined && role !== 'customer_admin')
    throw new UsageError('A customer has one role only: --role customer_admin. For the others name a --district.')
  if (district !== undefined && role === 'customer_admin')
    throw new UsageError('customer_admin stands above districts: name the --customer.')
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email)) throw new UsageError('--email is not an e-mail address.')
}

function readRole({ role }: InviteOptions): InvitedRole {
  const known = INVITED_ROLES.find((each) => each === role)
  if (known !== undefined) return known
  const near = nearestWords(role, INVITED_ROLES)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Roles: ${INVITED_ROLES.join(', ')}.`
  throw new UsageError(`--role "${role}" cannot be given by invitation. ${hint}`)
}
