/** `staffroom lti unmatched|link-person|dismiss|linked|unlink-person|email-links`: who a launch is, where somebody has to say so. */

import { type Command, Option } from 'commander'
import type { EmailChoiceLine, LinkLine, UnmatchedLine } from './launch-tools.ts'
import { UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface DistrictOption {
  readonly district: string
}

/** Puts the commands under `lti`. */
export function addLaunches(lti: Command, shell: Shell): void {
  addQueue(lti, shell)
  addLinks(lti, shell)
  addEmailLinks(lti, shell)
}

function addQueue(lti: Command, shell: Shell): void {
  const list = ofDistrict(lti.command('unmatched').description('people who launched and are nobody in the roster'))
  shell.actInside<DistrictOption>(list, async (_task, installation, { options }) => {
    const found = await installation.launches.unmatched(await resolveDistrict(installation, options.district))
    return { data: { unmatched: found }, lines: unmatchedLines(found, options.district) }
  })

  const link = ofDistrict(
    lti
      .command('link-person')
      .description('say who such a launch is, from the next launch on')
      .argument('<launch>', 'its number, as "lti unmatched" lists it')
      .argument('<person>', 'a sourcedId or our number (id:17 is always the number)'),
  )
  shell.actInside<DistrictOption>(
    link,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [launchId = '', person = ''] = args
      const { personId } = await installation.launches.link({ districtId, launchId, person })
      return { data: { launchId, personId }, lines: [`Launch ${launchId} is person ${personId} from now on.`] }
    },
    ({ args }) => checkNumber(args[0]),
  )

  const dismiss = ofDistrict(
    lti
      .command('dismiss')
      .description('say that such a launch is nobody of the district; it is not asked about again')
      .argument('<launch>', 'its number'),
  )
  shell.actInside<DistrictOption>(
    dismiss,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [launchId = ''] = args
      await installation.launches.dismiss({ districtId, launchId })
      return { data: { launchId }, lines: [`Launch ${launchId} is not asked about again.`] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

function addLinks(lti: Command, shell: Shell): void {
  const list = ofDistrict(lti.command('linked').description('who is linked to a platform, and by what'))
  shell.actInside<DistrictOption>(list, async (_task, installation, { options }) => {
    const found = await installation.launches.links(await resolveDistrict(installation, options.district))
    return { data: { links: found }, lines: linkLines(found) }
  })

  const unlink = ofDistrict(
    lti
      .command('unlink-person')
      .description('take a link back: what was opened by it ends, and only a person links the two again')
      .argument('<link>', 'its number, as "lti linked" lists it'),
  )
  shell.actInside<DistrictOption>(
    unlink,
    async (_task, installation, { args, options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const [linkId = ''] = args
      const { personId } = await installation.launches.unlink({ districtId, linkId })
      return { data: { linkId, personId }, lines: [`Link ${linkId} of person ${personId} is taken back.`] }
    },
    ({ args }) => checkNumber(args[0]),
  )
}

interface EmailOptions extends DistrictOption {
  readonly registration?: string
  readonly set?: 'on' | 'off'
}

function addEmailLinks(lti: Command, shell: Shell): void {
  const email = ofDistrict(
    lti
      .command('email-links')
      .description('which platforms of a district link teachers and students by e-mail, where they send nothing better')
      .option('--registration <id>', 'the one to change, as "lti list" shows it')
      .addOption(new Option('--set <state>', 'switch it').choices(['on', 'off'])),
  )
  shell.actInside<EmailOptions>(
    email,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { registration, set } = options
      if (registration !== undefined && set !== undefined)
        await installation.launches.setEmailLinks({ districtId, registrationId: registration, enabled: set === 'on' })
      const found = await installation.launches.emailLinks(districtId)
      return { data: { registrations: found }, lines: choiceLines(found) }
    },
    ({ options }) => {
      if ((options.registration === undefined) !== (options.set === undefined))
        throw new UsageError('--registration says which one --set is for: name both, or none to look.')
      if (options.registration !== undefined) checkNumber(options.registration)
    },
  )
}

function ofDistrict(command: Command): Command {
  return command.requiredOption('--district <id>', 'the district')
}

function checkNumber(typed: string | undefined): void {
  if (!/^[1-9]\d{0,17}$/.test(typed ?? '')) throw new UsageError('It is named by its number.')
}

function unmatchedLines(found: readonly UnmatchedLine[], district: string): readonly string[] {
  if (found.length === 0) return ['Nobody waits to be linked.']
  const rows = found.map((one) => [
    one.id,
    one.name,
    one.email,
    one.lmsPersonId,
    one.platform,
    one.reason,
    one.launches,
    one.proposals.map(({ id, because }) => `id:${id} (${because.join(', ')})`).join(' '),
  ])
  return [
    ...formatTable(['launch', 'name', 'e-mail', 'number sent', 'platform', 'why', 'times', 'may be'], rows),
    '',
    `It is somebody:  staffroom lti link-person LAUNCH PERSON --district ${district}`,
    `It is nobody:    staffroom lti dismiss LAUNCH --district ${district}`,
  ]
}

function linkLines(found: readonly LinkLine[]): readonly string[] {
  if (found.length === 0) return ['Nobody is linked yet: the first launch of each person makes their link.']
  const rows = found.map((one) => [one.id, one.person.id, one.platform, one.linkedBy, one.linkedAt])
  return formatTable(['link', 'person', 'platform', 'by', 'since'], rows)
}

function choiceLines(found: readonly EmailChoiceLine[]): readonly string[] {
  if (found.length === 0) return ['No platform serves this district.']
  const rows = found.map((one) => [
    one.registrationId,
    one.platform,
    one.clientId,
    one.enabled ? 'on' : 'off',
    one.servesOne ? '' : 'serves other districts, too: never by e-mail',
  ])
  return formatTable(['registration', 'platform', 'client', 'by e-mail', ''], rows)
}
