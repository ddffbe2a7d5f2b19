/** `staffroom educators add|deactivate|activate`: one educator by hand. */

import type { Command } from 'commander'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface DistrictOptions {
  readonly district: string
}
interface AddOptions extends DistrictOptions {
  readonly school: string
  readonly given: string
  readonly family: string
  readonly email?: string
  readonly somebodyElse?: boolean
}

const DISTRICT = ['--district <id>', 'the district'] as const

/** Under `staffroom educators`. */
export function addEducatorByHand(educators: Command, shell: Shell): void {
  const add = educators
    .command('add')
    .description('somebody whom the roster doesn’t know yet: no account, no message; they wait where there is no room')
    .requiredOption(...DISTRICT)
    .requiredOption('--school <sourcedid>', 'where they work')
    .requiredOption('--given <name>', 'given name')
    .requiredOption('--family <name>', 'family name')
    .option('--email <address>', 'by which a feed’s record is known to be theirs later')
    .option('--somebody-else', 'somebody of that name is at the school, and is somebody else')
  shell.actInside<AddOptions>(add, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const { school, given: givenName, family: familyName, email = null, somebodyElse = false } = options
    const wanted = { districtId, school, givenName, familyName, email, despite: somebodyElse }
    const { personId, isWaiting } = await installation.educators.add(wanted)
    const says = isWaiting ? 'and waits: the educator database is full.' : 'and is in the educator database.'
    return { data: { personId, isWaiting }, lines: [`Educator id:${personId} was added ${says}`] }
  })
  addSwitch(educators, shell, false)
  addSwitch(educators, shell, true)
}

function addSwitch(educators: Command, shell: Shell, active: boolean): void {
  const command = educators
    .command(active ? 'activate' : 'deactivate')
    .description(
      active
        ? 'back into the educator database, with all that was there'
        : 'out of the educator database, and in by no door from the next request on; what was logged stays',
    )
    .argument('<educator>', 'a sourcedId, an e-mail address, or id:17')
    .requiredOption(...DISTRICT)
  shell.actInside<DistrictOptions>(command, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const personId = await installation.educators.setActive(districtId, args[0] ?? '', active)
    return { data: { personId, active }, lines: [`Educator id:${personId} is ${active ? 'active' : 'deactivated'}.`] }
  })
}
