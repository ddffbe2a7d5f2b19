/** `staffroom lti register|list|set|switch|link|keys`: the learning platforms from which Staffroom is launched. */

import { type Command, Option } from 'commander'
import { addLtiDesk } from './lti-desk.ts'
import { addLtiKeys } from './lti-keys.ts'
import { addCoursePages } from './lti-course-pages.ts'
import { addLaunches } from './lti-launches.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { formatTable } from '../print.ts'
import type { Shell } from '../shell.ts'
import { PERSON_ID_FIELDS, type PersonIdField, type PlatformTools, type Registration } from '../toolbox.ts'

interface RegisterOptions {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly deployment?: string
  readonly district?: string
  readonly alone?: true
  readonly personId: PersonIdField
  readonly frameOrigin?: readonly string[]
}

export function addLti(program: Command, shell: Shell): void {
  const lti = program.command('lti').description('learning platforms (LTI 1.3)')
  addRegister(lti, shell)
  addLaunches(lti, shell)
  addCoursePages(lti, shell)

  const list = lti.command('list').description('registered platforms')
  shell.actInside(list, async (_task, installation) => describeAll(await installation.platforms.list()))
  addLtiDesk(lti, shell)
  addLtiKeys(lti, shell)
}

function addRegister(lti: Command, shell: Shell): void {
  const register = lti
    .command('register')
    .description('register a platform by hand')
    .requiredOption('--issuer <url>', "the platform's issuer")
    .requiredOption('--client-id <id>', 'the client id that the platform gave the tool')
    .requiredOption('--auth-url <url>', 'its OIDC authorization endpoint')
    .requiredOption('--token-url <url>', 'its OAuth 2 token endpoint')
    .requiredOption('--jwks-url <url>', 'its key set')
    .option('--deployment <id>', 'a deployment of the tool there')
    .option('--district <id>', 'the district that the deployment belongs to')
    .option('--alone', 'it serves that district alone, whose administrators then look after it')
    .addOption(
      new Option('--person-id <field>', "which field of the roster the platform's person id is")
        .choices([...PERSON_ID_FIELDS])
        .default('sourcedId'),
    )
    .option('--frame-origin <origin...>', 'where its pages live, if not at the issuer')
  shell.actInside<RegisterOptions>(
    register,
    async (_task, installation, { options }) => {
      const { registrationId } = await installation.platforms.register(readOptions(options))
      const all = await installation.platforms.list()
      const { data, lines } = describeAll(all.filter(({ id }) => id === registrationId))
      return { data, lines: [...lines, ...adviceFor(options)] }
    },
    ({ options }) => void readOptions(options),
  )
}

/** What is still missing before somebody can launch. */
function adviceFor({ deployment, district }: RegisterOptions): readonly string[] {
  if (deployment === undefined)
    return ['No deployment is bound yet: launches wait until one is, with --deployment and --district.']
  return district === undefined ? ['The deployment waits: bind it to its district with --district.'] : []
}

function readOptions(options: RegisterOptions): Parameters<PlatformTools['register']>[0] {
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, deployment, district, alone, personId, frameOrigin } = options
  if (district !== undefined && deployment === undefined)
    throw new UsageError('--district says whose a deployment is: name the --deployment, too.')
  if (alone === true && district === undefined)
    throw new UsageError('--alone says that it serves one district only: name the --district, too.')
  checkUrl('--issuer', issuer)
  checkUrl('--auth-url', authUrl)
  checkUrl('--token-url', tokenUrl)
  checkUrl('--jwks-url', jwksUrl)
  return {
    issuer,
    clientId,
    authUrl,
    tokenUrl,
    jwksUrl,
    personIdField: personId,
    ...(deployment === undefined ? {} : { deploymentId: deployment }),
    ...(district === undefined ? {} : { districtId: district }),
    ...(alone === undefined ? {} : { alone }),
    ...(frameOrigin === undefined ? {} : { frameOrigins: frameOrigin }),
  }
}

function describeAll(registrations: readonly Registration[]): Outcome {
  if (registrations.length === 0)
    return { data: { registrations }, lines: ['No platform is registered. Add one with "staffroom lti register".'] }
  const rows = registrations.flatMap((r) =>
    (r.deployments.length === 0 ? [null] : r.deployments).map((d) => [
      r.id,
      r.issuer,
      r.clientId,
      d?.deploymentId ?? null,
      d?.districtId ?? null,
      d?.status ?? null,
      r.onlyDistrictId,
    ]),
  )
  const columns = ['id', 'issuer', 'client', 'deployment', 'district', 'state', 'serves only']
  return { data: { registrations }, lines: formatTable(columns, rows) }
}

function checkUrl(option: string, typed: string): void {
  const url = URL.parse(typed)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return
  throw new UsageError(`${option} "${typed}" is not a web address: it has to begin with https://`)
}
