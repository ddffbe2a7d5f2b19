/** `staffroom signin show|set|test|remove|unlink|reset-factor`: how people of a district sign in without an LMS. */

import type { Command } from 'commander'
import { readJsonFile, refuseProblems } from '../json-file.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { readProviderFile } from './sign-in-file.ts'
import type { ProviderView, SignInTools } from './sign-in-tools.ts'

interface OfDistrict {
  readonly district: string
}

export function addSignIn(program: Command, shell: Shell): void {
  const signin = program.command('signin').description('how people of a district sign in without an LMS')
  addProvider(signin, shell)
  addPeople(signin, shell)
}

function addProvider(signin: Command, shell: Shell): void {
  const show = ofDistrict(signin.command('show'), 'the single sign-on of a district, without its secret')
  shell.actInside<OfDistrict>(show, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    return describe(districtId, installation.signIn, await installation.signIn.show(districtId))
  })
  const set = ofDistrict(
    signin.command('set'),
    'set it (OpenID Connect), once the provider has been asked',
  ).requiredOption('--file <json>', 'issuer, clientId, clientSecret, label, claim, field, required, isOn, isListed')
  shell.actInside<OfDistrict & { readonly file: string }>(set, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const read = readProviderFile(await readJsonFile(options.file), installation.signIn)
    if ('problems' in read) {
      refuseProblems(options.file, read.problems)
      throw new UsageError(`${options.file} is not as it has to be.`, 'file_invalid')
    }
    return describe(districtId, installation.signIn, await installation.signIn.set(districtId, read.file))
  })
  const test = ofDistrict(signin.command('test'), 'ask its provider whether it is there and speaks for its issuer')
  shell.actInside<OfDistrict>(test, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const fault = await installation.signIn.test(districtId)
    const outcome = { data: { district: districtId, fault }, lines: [TEST_SAYS[fault ?? 'none']] }
    return fault === null ? outcome : { ...outcome, exit: 1 }
  })
  const remove = ofDistrict(signin.command('remove'), 'remove it; whoever came in by it is signed out')
  shell.actInside<OfDistrict>(remove, async (_task, installation, { options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    await installation.signIn.remove(districtId)
    return { data: { district: districtId, removed: true }, lines: [`${districtId} has no single sign-on any more.`] }
  })
}

function addPeople(signin: Command, shell: Shell): void {
  const unlink = ofDistrict(
    signin.command('unlink').argument('<person>', "a sourcedId, or the person's number"),
    'undo what single sign-on has linked to one person',
  )
  shell.actInside<OfDistrict>(unlink, async (_task, installation, { args, options }) => {
    const districtId = await resolveDistrict(installation, options.district)
    const links = await installation.signIn.unlink({ districtId, person: args[0] ?? '' })
    const says =
      links === 0
        ? 'Nothing was linked to this person.'
        : 'The link is undone, and what was open by it is signed out. They are found by the claim anew when they come again.'
    return { data: { district: districtId, links }, lines: [says] }
  })
  const reset = signin
    .command('reset-factor')
    .description('take a second factor off whose phone and recovery codes are lost')
    .requiredOption('--email <address>', 'the address of the account')
    .option('--district <id>', 'an account of this district')
    .option('--customer <id>', 'an administrator of this customer')
  shell.actInside<ResetOptions>(
    reset,
    async (_task, installation, { options }) => {
      const { email, district, customer = '' } = options
      await installation.signIn.resetFactor(
        district === undefined
          ? { customerId: customer, email }
          : { districtId: await resolveDistrict(installation, district), email },
      )
      return {
        data: { reset: true },
        lines: ['It is off. What was open is signed out, and the account has been told by mail.'],
      }
    },
    ({ options }) => {
      if ((options.district === undefined) === (options.customer === undefined))
        throw new UsageError('Say where: either --district ID or --customer ID.')
    },
  )
}

interface ResetOptions {
  readonly email: string
  readonly district?: string
  readonly customer?: string
}

const TEST_SAYS = {
  none: 'The provider is there and speaks for its issuer.',
  unreachable: 'The provider did not answer. Look at the issuer, and at the way out of this machine.',
  refused: 'The provider refused to answer.',
  invalid: 'What answers there is no OpenID Connect provider of this issuer.',
} as const

function ofDistrict(command: Command, says: string): Command {
  return command.description(says).requiredOption('--district <id>', 'the district')
}

function describe(districtId: string, tools: SignInTools, provider: ProviderView | null): Outcome {
  const { redirectUri } = tools
  const startUrl = tools.startUrlOf(districtId)
  if (provider === null)
    return {
      data: { district: districtId, redirectUri, provider: null },
      lines: [`${districtId} has no single sign-on.`, `Redirect address for the provider: ${redirectUri}`],
    }
  const { issuer, clientId, label, claim, field, required, isOn, isListed, changedAt } = provider
  const demanded = required === null ? 'nothing besides' : `${required.claim} must be ${required.value}`
  return {
    data: { district: districtId, redirectUri, startUrl, provider },
    lines: [
      `${label}: ${isOn ? 'on' : 'off'}${isListed ? ', with a button for everybody' : ''}`,
      `Issuer ${issuer}, client ${clientId}; the secret is kept sealed.`,
      `The claim ${claim} is the ${field} of the roster; ${demanded}.`,
      `Changed ${changedAt.toISOString()}.`,
      `Redirect address for the provider: ${redirectUri}`,
      `People begin at ${startUrl}`,
    ],
  }
}
