/** `staffroom identity`: when several records of the feeds are one person, and who may be. */

import type { Command } from 'commander'
import { formatCount } from './print.ts'
import { resolveDistrict } from './reference.ts'
import type { Shell } from './shell.ts'
import type { IdentityView } from './toolbox.ts'

interface DistrictOption {
  readonly district: string
}

const MATCH_WORDS: Readonly<Record<IdentityView['match'], string>> = {
  off: 'Every record of a feed is a person of its own.',
  identifier: 'Records of one name and one identifier are one person.',
  email: 'Records of one name and one e-mail address are one person.',
}

export function addIdentity(program: Command, shell: Shell): void {
  const identity = program.command('identity').description('when several records of the feeds are one person')
  const show = identity
    .command('show')
    .description("the district's choice, and how many people it concerns")
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(show, async (_task, installation, { options }) => {
    const view = await installation.identities.show(await resolveDistrict(installation, options.district))
    return { data: { district: options.district, ...view }, lines: describe(view) }
  })

  const set = identity
    .command('set')
    .description('choose it; new records are joined from the next sync on')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--match <field>', 'off, identifier or email; names must agree in any case')
  shell.actInside<DistrictOption & { readonly match: string }>(set, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    await installation.identities.set(district, options.match)
    const view = await installation.identities.show(district)
    return { data: { district: options.district, ...view }, lines: describe(view) }
  })
}

function describe(view: IdentityView): readonly string[] {
  const people = view.shared === 1 ? '1 person has' : `${formatCount(view.shared)} people have`
  const pairs = view.proposals === 1 ? '1 pair waits' : `${formatCount(view.proposals)} pairs wait`
  return [
    MATCH_WORDS[view.match],
    `${people} several records; ${pairs} for somebody to say whether they are one person.`,
  ]
}
