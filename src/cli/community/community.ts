/** `staffroom community list|show` and `staffroom class list|show`: what there is, by number; what is done to it stands beside. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { ClassLine, CommunityLine } from './community-tools.ts'
import { addClassActs } from './class-acts.ts'
import { addCommunityActs } from './community-acts.ts'
import { addCommunityRule } from './rule.ts'

interface DistrictOptions {
  readonly district: string
}
interface ClassesOptions extends DistrictOptions {
  readonly school?: string
  readonly limit: string
}

const LIMIT = 100
const LIMIT_MAX = 10_000

export function addCommunity(program: Command, shell: Shell): void {
  const community = program.command('community').description('groups of classes whose leads learn from one another')
  const list = community
    .command('list')
    .description('the communities of a district, by name')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(list, async (_task, installation, { options }) => {
    const communities = await installation.communities.list(await resolveDistrict(installation, options.district), null)
    const lines = communities.length === 0 ? ['There is no community yet.'] : communities.map(communityLine)
    return { data: { communities }, lines }
  })
  const show = community
    .command('show')
    .description('one community: who leads it, and its classes')
    .argument('<community>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [found] = await installation.communities.list(districtId, args[0] ?? '')
      if (found === undefined) throw new UsageError('There is no community of that number.', 'unknown_community')
      return describeCommunity(found)
    },
    ({ args }) => checkNumber(args[0]),
  )
  addCommunityActs(community, shell)
  addCommunityRule(community, shell)
}

export function addClass(program: Command, shell: Shell): void {
  const classes = program.command('class').description('classes at work, from the roster and made by hand')
  const list = classes
    .command('list')
    .description('the classes of a district, by title')
    .requiredOption('--district <id>', 'the district')
    .option('--school <sourcedId>', 'of one school')
    .option('--limit <n>', 'at most so many', String(LIMIT))
  shell.actInside<ClassesOptions>(
    list,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const of = { school: options.school ?? null, id: null, limit: Number(options.limit) }
      const found = await installation.communities.classes(districtId, of)
      return { data: { classes: found }, lines: found.length === 0 ? ['There is no class.'] : found.map(classLine) }
    },
    ({ options }) => {
      if (!/^\d{1,5}$/.test(options.limit) || Number(options.limit) < 1 || Number(options.limit) > LIMIT_MAX)
        throw new UsageError(`--limit takes a number from 1 to ${LIMIT_MAX}.`)
    },
  )
  const show = classes
    .command('show')
    .description('one class: whose it is, who leads it, what in it is by hand')
    .argument('<class>', 'its number')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOptions>(
    show,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const of = { school: null, id: args[0] ?? '', limit: 1 }
      const [found] = await installation.communities.classes(districtId, of)
      if (found === undefined) throw new UsageError('There is no class of that number at work.', 'unknown_class')
      return describeClass(found)
    },
    ({ args }) => checkNumber(args[0]),
  )
  addClassActs(classes, shell)
}

function checkNumber(typed: string | undefined): void {
  if (!/^[1-9][0-9]{0,17}$/.test(typed ?? '')) throw new UsageError('Name it by its number, as the list shows it.')
}

function communityLine({ id, name, archived, members, classes }: CommunityLine): string {
  return `${id}  ${name}: ${members} members, ${classes.length} classes${archived ? ', archived' : ''}`
}

function describeCommunity(found: CommunityLine): Outcome {
  return {
    data: { community: found },
    lines: [
      communityLine(found),
      `Led by ${peopleOf(found.leads)}.`,
      ...found.classes.map(({ id, title }) => `  class ${id}  ${title}`),
    ],
  }
}

function classLine({ id, title, sourceId, students }: ClassLine): string {
  return `${id}  ${title}: ${students} students, ${sourceId === null ? 'made by hand' : `from ${sourceId}`}`
}

function describeClass(found: ClassLine): Outcome {
  const { communities, leads, putIn } = found
  return {
    data: { class: found },
    lines: [
      classLine(found),
      `Led by ${peopleOf(leads)}.`,
      ...(putIn === 0 ? [] : [`${putIn} of the students were put in by hand.`]),
      communities.length === 0 ? 'In no community.' : `In communities ${communities.join(', ')}.`,
    ],
  }
}

function peopleOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'nobody' : ids.map((id) => `person ${id}`).join(', ')
}
