/** `staffroom lti set|switch|link`: whose a registration is, what counts for it, and links by which platforms register. */

import { type Command, Option } from 'commander'
import type { RegistrationChange } from './lti-tools.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { type Installation, PERSON_ID_FIELDS, type PersonIdField } from '../toolbox.ts'

interface SetOptions {
  readonly alone?: string
  readonly shared?: true
  readonly personId?: PersonIdField
  readonly frameOrigin?: readonly string[]
}

interface SwitchOptions {
  readonly deployment: string
  readonly on?: true
  readonly off?: true
}

export function addLtiDesk(lti: Command, shell: Shell): void {
  addSet(lti, shell)
  addSwitch(lti, shell)
  const link = lti
    .command('link')
    .description('make a one-time link by which a platform registers itself (dynamic registration)')
    .requiredOption('--district <id>', 'the district that the platform will serve')
  shell.actInside<{ readonly district: string }>(link, async (_task, installation, { options }) => {
    const made = await installation.registrationLinks.make(await resolveDistrict(installation, options.district))
    return {
      data: { link: made },
      lines: [
        made.url,
        `One use, until ${made.expiresAt.toISOString()}. Enter it in the LMS as the tool's registration URL; whoever has it can connect an LMS to this district.`,
      ],
    }
  })
}

function addSet(lti: Command, shell: Shell): void {
  const set = lti
    .command('set')
    .description('change a registration; what is not named stays')
    .argument('<registration>', 'its id, as "lti list" shows it')
    .option('--alone <district>', 'it serves this district alone, whose administrators then look after it')
    .option('--shared', 'it may serve several districts')
    .addOption(
      new Option('--person-id <field>', "which field of the roster the platform's person id is").choices([
        ...PERSON_ID_FIELDS,
      ]),
    )
    .option('--frame-origin <origin...>', 'where its pages live')
  shell.actInside<SetOptions>(
    set,
    async (_task, installation, { args, options }) => {
      const id = args[0] ?? ''
      await installation.platforms.set(id, await readChange(installation, options))
      return show(installation, id)
    },
    ({ options }) => checkSet(options),
  )
}

function addSwitch(lti: Command, shell: Shell): void {
  const turn = lti
    .command('switch')
    .description('switch a bound deployment on or off; off, nobody launches by it and who came by it is signed out')
    .argument('<registration>', 'its id, as "lti list" shows it')
    .requiredOption('--deployment <id>', 'the deployment')
    .option('--on', 'people launch by it')
    .option('--off', 'nobody launches by it')
  shell.actInside<SwitchOptions>(
    turn,
    async (_task, installation, { args, options }) => {
      const registrationId = args[0] ?? ''
      const isOn = options.on === true
      await installation.platforms.switch({ registrationId, deploymentId: options.deployment, isOn })
      return show(installation, registrationId)
    },
    ({ options }) => {
      if ((options.on === true) === (options.off === true)) throw new UsageError('Say which: --on or --off.')
    },
  )
}

function checkSet({ alone, shared, personId, frameOrigin }: SetOptions): void {
  if (alone !== undefined && shared === true) throw new UsageError('Say which: --alone DISTRICT or --shared.')
  if (alone === undefined && shared === undefined && personId === undefined && frameOrigin === undefined)
    throw new UsageError('Say what to change: --alone, --shared, --person-id or --frame-origin.')
}

async function readChange(
  installation: Installation,
  { alone, shared, personId, frameOrigin }: SetOptions,
): Promise<RegistrationChange> {
  return {
    ...(alone === undefined ? {} : { onlyDistrictId: await resolveDistrict(installation, alone) }),
    ...(shared === undefined ? {} : { onlyDistrictId: null }),
    ...(personId === undefined ? {} : { personIdField: personId }),
    ...(frameOrigin === undefined ? {} : { frameOrigins: frameOrigin }),
  }
}

async function show({ platforms }: Installation, registrationId: string): Promise<Outcome> {
  const registration = (await platforms.list()).find(({ id }) => id === registrationId)
  const lines = (registration?.deployments ?? []).map(
    ({ deploymentId, districtId, status }) => `${deploymentId}: ${districtId ?? 'no district'}, ${status}`,
  )
  const serves = registration?.onlyDistrictId ?? null
  return {
    data: { registration },
    lines: [serves === null ? 'It may serve several districts.' : `It serves ${serves} alone.`, ...lines],
  }
}
