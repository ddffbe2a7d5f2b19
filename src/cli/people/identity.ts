/** `staffroom identity`: when several records of the feeds are one person, and who may be. */

import type { Command } from 'commander'
import { UsageError } from '../outcome.ts'
import { MATCH_WORDS } from '../sync/print-plan.ts'
import { formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { IdentityView, ProposalLine } from './identity-tools.ts'

interface DistrictOption {
  readonly district: string
}

const POLICY_WORDS: Readonly<Record<IdentityView['match'], string>> = {
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

  addProposals(identity, shell)
  addMerges(identity, shell)

  const set = identity
    .command('set')
    .description('choose it; new records are joined from the next sync on')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--match <field>', 'off, identifier or email; names must agree in any case')
  shell.actInside<DistrictOption & { readonly match: string }>(
    set,
    async (_task, installation, { options }) => {
      const district = await resolveDistrict(installation, options.district)
      await installation.identities.set(district, { match: readMatch(options.match) })
      const view = await installation.identities.show(district)
      return { data: { district: options.district, ...view }, lines: describe(view) }
    },
    ({ options }) => {
      readMatch(options.match)
    },
  )
}

function readMatch(typed: string): IdentityView['match'] {
  if (typed === 'off' || typed === 'identifier' || typed === 'email') return typed
  throw new UsageError('--match is off, identifier or email.')
}

function addProposals(identity: Command, shell: Shell): void {
  const proposals = identity
    .command('proposals')
    .description('pairs of people who may be one, for somebody to decide')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(proposals, async (_task, installation, { options }) => {
    const found = await installation.identities.proposals(await resolveDistrict(installation, options.district))
    return { data: { proposals: found }, lines: listLines(found, options.district) }
  })

  const link = identity
    .command('link')
    .description('say that two people are one: records, roles, work and account of the second go to the first')
    .argument('<stays>', 'a sourcedId or our number (id:17 is always the number): the person who stays')
    .argument('<goes>', 'a sourcedId or our number: who turns out to be the same')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(link, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const pair = await installation.identities.link({ districtId, stays: args[0] ?? '', goes: args[1] ?? '' })
    return { data: pair, lines: [`Person ${pair.otherId} is person ${pair.personId} from now on.`] }
  })

  const apart = identity
    .command('dismiss')
    .description('say that a proposed pair are two people; it is not proposed again')
    .argument('<proposal>', 'the number of the proposal')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(
    apart,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      await installation.identities.keepApart({ districtId, id: args[0] ?? '' })
      return { data: { id: args[0] ?? '' }, lines: [`Proposal ${args[0] ?? ''} is closed: they stay two people.`] }
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('A proposal is named by its number.')
    },
  )
}

function addMerges(identity: Command, shell: Shell): void {
  const merges = identity
    .command('merges')
    .description('two people who were made one, the newest first')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(merges, async (_task, installation, { options }) => {
    const found = await installation.identities.merges(await resolveDistrict(installation, options.district))
    const rows = found.map((one) => [one.id, one.state, one.staysId, one.goesId, one.mergedAt?.toISOString() ?? ''])
    const lines =
      found.length === 0 ? ['Nobody was merged.'] : formatTable(['merge', 'state', 'stays', 'goes', 'at'], rows)
    return { data: { merges: found }, lines }
  })

  const part = identity
    .command('part')
    .description('take a merge back: the two are two people again')
    .argument('<merge>', 'the number of the merge')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(
    part,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      await installation.identities.part({ districtId, mergeId: args[0] ?? '' })
      return {
        data: { id: args[0] ?? '' },
        lines: [`Merge ${args[0] ?? ''} is taken back: they are two people again.`],
      }
    },
    ({ args }) => {
      if (!/^[1-9]\d{0,17}$/.test(args[0] ?? '')) throw new UsageError('A merge is named by its number.')
    },
  )
}

function listLines(found: readonly ProposalLine[], district: string): readonly string[] {
  if (found.length === 0) return ['Nobody waits for a decision.']
  const rows = found.map((one) => [
    one.id,
    one.personId,
    one.knownBy.join(' '),
    one.otherId,
    one.otherKnownBy.join(' '),
    MATCH_WORDS[one.because] ?? one.because,
  ])
  return [
    ...formatTable(['proposal', 'person', 'known by', 'other', 'known by', 'alike in'], rows),
    '',
    `One person:  staffroom identity link PERSON OTHER --district ${district}`,
    `Two people:  staffroom identity dismiss PROPOSAL --district ${district}`,
  ]
}

function describe(view: IdentityView): readonly string[] {
  const people = view.shared === 1 ? '1 person has' : `${formatCount(view.shared)} people have`
  const pairs = view.proposals === 1 ? '1 pair waits' : `${formatCount(view.proposals)} pairs wait`
  return [
    POLICY_WORDS[view.match],
    `${people} several records; ${pairs} for somebody to say whether they are one person.`,
  ]
}
