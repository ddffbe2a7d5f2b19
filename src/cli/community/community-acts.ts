/** `staffroom community people|create|rename|…`: what leads and members of a community do, as one of them. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { PeopleShown } from './order-tools.ts'
import { type AsOptions, askedOf, checkNumber, onPerson } from './survey-options.ts'
import type { SurveyAsked } from './survey-tools.ts'

const LINK_DAYS = { least: 1, most: 30 } as const

interface Act {
  readonly name: string
  readonly says: string
  /** What follows the community’s number: its name, and what is said of it. */
  readonly second?: readonly [name: string, says: string]
  /** That is a number. */
  readonly isNumber?: true
  readonly work: (
    at: Installation['communityOrders'],
    asked: SurveyAsked & { readonly communityId: string },
    second: string,
  ) => Promise<string>
}

const PERSON = ['person', 'a sourcedId, an e-mail address, or id:17'] as const
const CLASS = ['class', 'its number'] as const
const STAYS = 'They belong to it still, by a class that they lead.'

/** Each answers what has become of it. */
const ACTS: readonly Act[] = [
  {
    name: 'rename',
    says: 'give it another name; by one of its leads',
    second: ['name', 'the new name'],
    work: async (at, asked, name) => {
      await at.rename({ ...asked, name })
      return 'The name is saved.'
    },
  },
  {
    name: 'archive',
    says: 'keep it to be read and change nothing in it; open invitations are over; by one of its leads',
    work: async (at, asked) => {
      await at.archive({ ...asked, archived: true })
      return 'The community is archived. "staffroom community restore" brings it back.'
    },
  },
  {
    name: 'restore',
    says: 'bring it back from that',
    work: async (at, asked) => {
      await at.archive({ ...asked, archived: false })
      return 'The community is back.'
    },
  },
  {
    name: 'promote',
    says: 'make a member a lead, beside those there are; by one of its leads',
    second: PERSON,
    work: async (at, asked, person) => {
      await at.promote({ ...asked, person })
      return 'They lead the community now, too.'
    },
  },
  {
    name: 'demote',
    says: 'make a lead a member; the last lead stays',
    second: PERSON,
    work: async (at, asked, person) => {
      await at.demote({ ...asked, person })
      return 'They are a member now.'
    },
  },
  {
    name: 'hand-over',
    says: 'a member leads it from now on, and whoever is named with --as is a member',
    second: PERSON,
    work: async (at, asked, person) => {
      await at.handOver({ ...asked, person })
      return 'They lead the community now. Whoever is named with --as is a member.'
    },
  },
  {
    name: 'remove',
    says: 'remove a member who was invited; by one of its leads',
    second: PERSON,
    work: async (at, asked, person) => {
      const { staysByClass } = await at.remove({ ...asked, person })
      return staysByClass ? `They are not invited any more. ${STAYS}` : 'They were removed.'
    },
  },
  {
    name: 'leave',
    says: 'end the membership of whoever is named with --as; the last lead stays',
    work: async (at, asked) => {
      const { staysByClass } = await at.leave(asked)
      return staysByClass ? `They are not invited any more. ${STAYS}` : 'They left the community.'
    },
  },
  {
    name: 'invite',
    says: 'invite somebody by mail, of the district or from outside; by one of its leads',
    second: ['email', 'the address'],
    work: async (at, asked, email) => {
      if (!/^\S+@\S+$/.test(email)) throw new UsageError('Write an e-mail address, such as name@school.org.')
      await at.invite({ ...asked, email })
      return 'The invitation is on its way. It is open for 14 days.'
    },
  },
  {
    name: 'take-back',
    says: 'take an open invitation, link or request for a class back; by one of its leads',
    second: ['invitation', 'its number, as "staffroom community people" shows it'],
    isNumber: true,
    work: async (at, asked, invitationId) => {
      await at.takeBack({ ...asked, invitationId })
      return 'It leads nowhere any more.'
    },
  },
  {
    name: 'add-class',
    says: 'add a class that whoever is named with --as leads; its leads become members',
    second: CLASS,
    isNumber: true,
    work: async (at, asked, classId) => {
      await at.addClass({ ...asked, classId })
      return 'The class is in the community. Its leads are members.'
    },
  },
  {
    name: 'ask-class',
    says: 'ask for a class that somebody of the community leads; one of its leads agrees, signed in',
    second: CLASS,
    isNumber: true,
    work: async (at, asked, classId) => {
      await at.askForClass({ ...asked, classId })
      return 'Whoever leads the class finds the request among their communities, for 14 days.'
    },
  },
  {
    name: 'take-out',
    says: 'take a class out; by one of its leads or of the community’s',
    second: CLASS,
    isNumber: true,
    work: async (at, asked, classId) => {
      await at.takeOut({ ...asked, classId })
      return 'The class was taken out. Reports that were made keep what they have.'
    },
  },
]

export function addCommunityActs(community: Command, shell: Shell): void {
  addPeople(community, shell)
  addCreate(community, shell)
  addLink(community, shell)
  for (const act of ACTS) addAct(community, shell, act)
}

function addAct(community: Command, shell: Shell, { name, says, second, isNumber, work }: Act): void {
  const command = community.command(name).description(says).argument('<community>', 'its number')
  if (second !== undefined) command.argument(`<${second[0]}>`, second[1])
  shell.actInside<AsOptions>(
    onPerson(command),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      const done = await work(installation.communityOrders, asked, args[1] ?? '')
      return { data: { community: args[0], done: name }, lines: [done] }
    },
    ({ args }) => {
      checkNumber(args[0])
      if (isNumber === true) checkNumber(args[1])
    },
  )
}

function addCreate(community: Command, shell: Shell): void {
  const create = community
    .command('create')
    .description('create one; whoever is named with --as leads it')
    .argument('<name>', 'what it is called')
  shell.actInside<AsOptions>(onPerson(create), async (_task, installation, { args, options }) => {
    const id = await installation.communityOrders.create({
      ...(await askedOf(installation, options)),
      name: args[0] ?? '',
    })
    return { data: { community: id }, lines: [`Created community ${id}.`] }
  })
}

function addLink(community: Command, shell: Shell): void {
  const link = community
    .command('link')
    .description('make a link by which people who work in the district join, shown once; by one of its leads')
    .argument('<community>', 'its number')
    .option('--days <n>', 'works for so many days, 1 to 30', '7')
  shell.actInside<AsOptions & { readonly days: string }>(
    onPerson(link),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      const made = await installation.communityOrders.makeLink({ ...asked, days: Number(options.days) })
      const until = made.expiresAt.toISOString().slice(0, 10)
      return { data: made, lines: [made.url, `It works until ${until}, and is not shown again.`] }
    },
    ({ args, options: { days } }) => {
      checkNumber(args[0])
      if (!/^\d{1,2}$/.test(days) || Number(days) < LINK_DAYS.least || Number(days) > LINK_DAYS.most)
        throw new UsageError(`--days takes a number from ${LINK_DAYS.least} to ${LINK_DAYS.most}.`)
    },
  )
}

function addPeople(community: Command, shell: Shell): void {
  const people = community
    .command('people')
    .description('who belongs to it and why, as one of them sees it; for its leads the open invitations, too')
    .argument('<community>', 'its number')
  shell.actInside<AsOptions>(
    onPerson(people),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), communityId: args[0] ?? '' }
      return described(await installation.communityOrders.people(asked))
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function described(found: PeopleShown): Outcome {
  const { name, members, invitations, askable } = found
  const rows = members.map(({ person, role, invited, derived }) => [
    `id:${person.id}`,
    `${person.givenName} ${person.familyName}`,
    role === 'community_lead' ? 'lead' : 'member',
    [...(invited ? ['invited'] : []), ...(derived ? ['leads a class in it'] : [])].join(', '),
  ])
  return {
    data: found,
    lines: [
      name,
      ...formatTable(['person', 'name', 'role', 'because'], rows),
      ...(invitations === null || invitations.length === 0 ? [] : ['', ...invitationLines(invitations)]),
      ...(askable === null || askable.length === 0
        ? []
        : ['', 'Classes to ask for with "staffroom community ask-class":']),
      ...(askable ?? []).map(({ id, title }) => `  class ${id}  ${title}`),
    ],
  }
}

function invitationLines(invitations: NonNullable<PeopleShown['invitations']>): readonly string[] {
  const rows = invitations.map((one) => [
    one.id,
    one.kind === 'link' ? `a link, used ${one.accepted} times` : (one.email ?? `class ${one.class?.id ?? ''}`),
    one.expiresAt.toISOString().slice(0, 10),
  ])
  return formatTable(['invitation', 'to', 'open until'], rows)
}
