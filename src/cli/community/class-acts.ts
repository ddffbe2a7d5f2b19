/** `staffroom class leads|students|make|…`: what leads of a class, of its communities and administrators do. */

import type { Command } from 'commander'
import { formatTable } from '../print.ts'
import type { Shell } from '../shell.ts'
import type { Installation } from '../toolbox.ts'
import type { ClassHistoryShown, ClassLeadsShown } from './order-tools.ts'
import { type AsOptions, askedOf, checkNumber, onPerson } from './survey-options.ts'
import type { SurveyAsked } from './survey-tools.ts'

interface Act {
  readonly name: string
  readonly says: string
  /** Names somebody as well. */
  readonly ofPerson?: true
  readonly work: (
    at: Installation['classOrders'],
    asked: SurveyAsked & { readonly classId: string },
    person: string,
  ) => Promise<string>
}

const ACTS: readonly Act[] = [
  {
    name: 'ask-lead',
    says: 'ask somebody to lead it; they agree, signed in; where a community’s lead asks, a lead of the class first',
    ofPerson: true,
    work: async (at, asked, person) => {
      const { waitsForLead } = await at.askLead({ ...asked, person })
      return waitsForLead
        ? 'A lead of the class has to agree first; then they are asked.'
        : 'They are asked. They lead the class once they agree.'
    },
  },
  {
    name: 'remove-lead',
    says: 'somebody leads it no longer; the last one goes by an administrator of the district alone',
    ofPerson: true,
    work: async (at, asked, person) => {
      const { fromRoster } = await at.removeLead({ ...asked, person })
      return fromRoster
        ? 'They lead the class no longer, and stay out as its teacher until the enrolment is given back to the feed.'
        : 'They lead the class no longer.'
    },
  },
  {
    name: 'put-in',
    says: 'put a student of the school in, whatever the feed says; by one of its leads',
    ofPerson: true,
    work: async (at, asked, person) => {
      await at.changeList({ ...asked, person, to: 'in' })
      return 'They are in the class. No sync takes them out.'
    },
  },
  {
    name: 'take-out',
    says: 'take a student out, whatever the feed says; by one of its leads',
    ofPerson: true,
    work: async (at, asked, person) => {
      await at.changeList({ ...asked, person, to: 'out' })
      return 'They are out of the class. No sync puts them back.'
    },
  },
  {
    name: 'give-back',
    says: 'let the feed decide about a student again; by one of its leads',
    ofPerson: true,
    work: async (at, asked, person) => {
      await at.changeList({ ...asked, person, to: 'feed' })
      return 'The feed decides about them again.'
    },
  },
  {
    name: 'end',
    says: 'end a class that was made by hand; what was answered and reported stays',
    work: async (at, asked) => {
      await at.end({ ...asked, ends: true })
      return 'The class has ended. "staffroom class bring-back" brings it back.'
    },
  },
  {
    name: 'bring-back',
    says: 'bring it back from that',
    work: async (at, asked) => {
      await at.end({ ...asked, ends: false })
      return 'The class is back.'
    },
  },
]

export function addClassActs(classes: Command, shell: Shell): void {
  addReads(classes, shell)
  addMake(classes, shell)
  addRename(classes, shell)
  for (const act of ACTS) addAct(classes, shell, act)
}

function addAct(classes: Command, shell: Shell, { name, says, ofPerson, work }: Act): void {
  const command = classes.command(name).description(says).argument('<class>', 'its number')
  if (ofPerson === true) command.argument('<person>', 'a sourcedId, an e-mail address, or id:17')
  shell.actInside<AsOptions>(
    onPerson(command),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '' }
      const done = await work(installation.classOrders, asked, args[1] ?? '')
      return { data: { class: args[0], done: name }, lines: [done] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

interface NewOptions extends AsOptions {
  readonly school: string
  readonly code?: string
  readonly teacher?: string
}

function addMake(classes: Command, shell: Shell): void {
  const make = classes
    .command('make')
    .description('make a class that is in no roster; no sync touches it')
    .argument('<title>', 'what it is called')
    .requiredOption('--school <sourcedId>', 'of which school')
    .option('--code <code>', 'its short code')
    .option('--teacher <person>', 'who leads it; whoever is named with --as where it is left out')
  shell.actInside<NewOptions>(onPerson(make), async (_task, installation, { args, options }) => {
    const { school, code = null, teacher = null } = options
    const asked = await askedOf(installation, options)
    const named = { title: args[0] ?? '', classCode: code, school, teacher }
    const { classId } = await installation.classOrders.make({ ...asked, ...named })
    return { data: { class: classId }, lines: [`Made class ${classId}.`] }
  })
}

function addRename(classes: Command, shell: Shell): void {
  const rename = classes
    .command('rename')
    .description('give a class that was made by hand another name')
    .argument('<class>', 'its number')
    .argument('<title>', 'what it is called')
    .option('--code <code>', 'its short code; none where it is left out')
  shell.actInside<AsOptions & { readonly code?: string }>(
    onPerson(rename),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '' }
      await installation.classOrders.rename({ ...asked, title: args[1] ?? '', classCode: options.code ?? null })
      return { data: { class: args[0], done: 'rename' }, lines: ['The name is saved.'] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function addReads(classes: Command, shell: Shell): void {
  const leads = classes
    .command('leads')
    .description('who leads it, for its leads, leads of its communities and administrators of the district')
    .argument('<class>', 'its number')
  onClass(leads, shell, async ({ classOrders }, asked) => {
    const found = await classOrders.classLeads(asked)
    return { data: found, lines: leadLines(found) }
  })
  const students = classes
    .command('students')
    .description('its list as its leads keep it, and whose word each line is')
    .argument('<class>', 'its number')
  onClass(students, shell, async ({ classOrders }, asked) => {
    const found = await classOrders.classList(asked)
    const rows = found.map(({ person, owner, since }) => [
      `id:${person.id}`,
      `${person.givenName} ${person.familyName}`,
      OWNER[owner],
      since,
    ])
    const lines = rows.length === 0 ? ['Nobody is in it.'] : formatTable(['person', 'name', 'by', 'since'], rows)
    return { data: { students: found }, lines }
  })
  const history = classes
    .command('history')
    .description('what was done to it, the newest first, as its leads see it; and who is asked to lead it')
    .argument('<class>', 'its number')
  onClass(history, shell, async ({ classOrders }, asked) => {
    const found = await classOrders.classHistory(asked)
    return { data: found, lines: historyLines(found) }
  })
}

const OWNER = { feed: 'the feed', put_in: 'hand: put in', taken_out: 'hand: taken out' } as const

function onClass(
  command: Command,
  shell: Shell,
  read: (
    installation: Installation,
    asked: SurveyAsked & { readonly classId: string },
  ) => Promise<{ readonly data: unknown; readonly lines: readonly string[] }>,
): void {
  shell.actInside<AsOptions>(
    onPerson(command),
    async (_task, installation, { args, options }) => {
      const asked = { ...(await askedOf(installation, options)), classId: args[0] ?? '' }
      const { data, lines } = await read(installation, asked)
      return { data, lines }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function leadLines({ leads, locks, mayTakeLast, asked }: ClassLeadsShown): readonly string[] {
  const waiting = asked.map(
    ({ person }) => `Asked to lead it, unanswered: id:${person.id} ${person.givenName} ${person.familyName}`,
  )
  if (leads.length === 0) return ['Nobody leads it.', ...waiting]
  const rows = leads.map(({ person, taught }) => [
    `id:${person.id}`,
    `${person.givenName} ${person.familyName}`,
    taught ? 'teaches it by the roster' : 'was asked to lead it',
  ])
  return [
    ...formatTable(['person', 'name', 'because'], rows),
    ...(leads.length === 1 && !mayTakeLast ? ['The last one goes by an administrator of the district alone.'] : []),
    ...(locks === null ? [] : [locks.codeLocked ? 'Its code is locked.' : 'Its code is open.']),
    ...waiting,
  ]
}

function historyLines({ requests, history }: ClassHistoryShown): readonly string[] {
  const asked = requests.map(({ person, state }) => {
    const waits = state === 'waiting_for_lead' ? 'waits for a lead of the class' : 'waits for their answer'
    return `Asked to lead it: ${person.givenName} ${person.familyName} (${waits}).`
  })
  const rows = history.map(({ at, action, byName, aboutName }) => [
    at.toISOString().slice(0, 16).replace('T', ' '),
    DONE[action] ?? action,
    aboutName,
    byName ?? (action.endsWith('_by_feed') ? 'the feed' : null),
  ])
  const done =
    rows.length === 0 ? ['Nothing was done to it yet.'] : formatTable(['at (UTC)', 'what', 'whom', 'by'], rows)
  return [...asked, ...done]
}

/** What was done, as the page says it. */
const DONE: Readonly<Record<string, string>> = {
  'class.ask_lead': 'asked to lead it',
  'class.agree_to_lead': 'agreed to as a lead',
  'class.refuse_lead': 'refused as a lead',
  'class.withdraw_lead': 'request taken back',
  'class.add_lead': 'leads it',
  'class.decline_lead': 'declined to lead it',
  'class.remove_lead': 'removed from its leads',
  'class.lead_by_feed': 'teaches it by the feed, and leads it',
  'class.lead_ended_by_feed': 'teaches it by the feed no more',
  'class.renew_code': 'a new code',
  'class.set_locks': 'what is locked was changed',
  'class.remove_late_joiner': 'somebody removed who had joined by the code',
  'class.create': 'made by hand',
  'class.rename': 'given another name',
  'class.end': 'ended',
  'class.bring_back': 'brought back',
  'class.put_in_student': 'put in',
  'class.take_out_student': 'taken out',
  'class.give_back_student': 'given back to the feed',
  'class.join_by_rule': 'came into a community by a rule',
  'class.leave_by_rule': 'left a community by a rule',
  'class.join_community': 'put into a community',
  'class.leave_community': 'taken out of a community',
  'class.gradebook_on': 'gradebook turned on',
  'class.gradebook_off': 'gradebook turned off',
  'survey.schedule': 'surveys planned',
  'enrolment.add': 'assigned as its teacher',
  'enrolment.remove': 'taken out as its teacher',
}
