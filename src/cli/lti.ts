/** `staffroom lti register|list`: the learning platforms from which Staffroom is launched. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from './outcome.ts'
import { formatTable } from './print.ts'
import type { Shell } from './shell.ts'
import type { PlatformTools, Registration } from './toolbox.ts'

interface RegisterOptions {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly deployment?: string
  readonly district?: string
}

export function addLti(program: Command, shell: Shell): void {
  const lti = program.command('lti').description('learning platforms (LTI 1.3)')
  addRegister(lti, shell)

  const list = lti.command('list').description('registered platforms')
  shell.actInside(list, async (_task, installation) => describeAll(await installation.platforms.list()))
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
  shell.actInside<RegisterOptions>(register, async (_task, installation, { options }) => {
    const registration = await installation.platforms.register(readOptions(options))
    const places = registration.deployments.map((d) => `${d.deploymentId} (district ${d.districtId ?? 'none'})`)
    return {
      data: { registration },
      lines: [
        `${registration.issuer} may launch Staffroom as client ${registration.clientId}.`,
        places.length === 0
          ? 'It has no deployment yet: launches are refused until one is registered with --deployment and --district.'
          : `Deployments: ${places.join(', ')}`,
      ],
    }
  })
}

function readOptions(options: RegisterOptions): Parameters<PlatformTools['register']>[0] {
  if ((options.deployment === undefined) !== (options.district === undefined))
    throw new UsageError('--deployment and --district go together: a deployment belongs to one district.')
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl } = options
  checkUrl('--issuer', issuer)
  checkUrl('--auth-url', authUrl)
  checkUrl('--token-url', tokenUrl)
  checkUrl('--jwks-url', jwksUrl)
  const deployment = { deploymentId: options.deployment ?? null, districtId: options.district ?? null }
  return { issuer, clientId, authUrl, tokenUrl, jwksUrl, ...deployment }
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
    ]),
  )
  return { data: { registrations }, lines: formatTable(['id', 'issuer', 'client', 'deployment', 'district'], rows) }
}

function checkUrl(option: string, typed: string): void {
  const url = URL.parse(typed)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return
  throw new UsageError(`${option} "${typed}" is not a web address: it has to begin with https://`)
}
