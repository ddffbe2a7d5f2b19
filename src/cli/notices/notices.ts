/** `staffroom notices show|set|test`: whom a district has told of held and failed syncs, and how. */

import { type Command, Option } from 'commander'
import { EXIT, type Outcome, UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import type { NoticesLine } from '../toolbox.ts'

interface DistrictOption {
  readonly district: string
}
interface SetOptions extends DistrictOption {
  readonly email?: readonly string[]
  readonly defaultRecipients?: true
  readonly digest?: 'on' | 'off'
  readonly hour?: string
  readonly webhook?: string
}

export function addNotices(program: Command, shell: Shell): void {
  const notices = program.command('notices').description('whom a district has told of held and failed syncs, and how')
  addShow(notices, shell)
  addSet(notices, shell)
  addTest(notices, shell)
}

function addShow(notices: Command, shell: Shell): void {
  const show = notices
    .command('show')
    .description('who is told and how, and what is open now')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(show, async (_task, installation, { options }) => {
    const district = await resolveDistrict(installation, options.district)
    const view = await installation.notices.show(district)
    return { data: { district, ...view }, lines: describe(view) }
  })
}

function addSet(notices: Command, shell: Shell): void {
  const set = notices
    .command('set')
    .description('change who is told and how; what is not named stays as it is')
    .requiredOption('--district <id>', 'the district')
    .option('--email <address...>', 'mail to these addresses instead of to the administrators')
    .addOption(new Option('--default-recipients', 'mail to the administrators again').conflicts('email'))
    .addOption(new Option('--digest <on|off>', 'the daily digest').choices(['on', 'off']))
    .option('--hour <0-23>', 'from which hour of the district\u2019s day on the digest is sent')
    .option('--webhook <url>', 'call this address with every notice and digest; "none" for no more')
  shell.actInside<SetOptions>(set, async (_task, installation, { options }) => {
    const change = readChange(options)
    const district = await resolveDistrict(installation, options.district)
    const { webhookSecret } = await installation.notices.set(district, change)
    const view = await installation.notices.show(district)
    const secret = webhookSecret === null ? [] : [`Secret of the web hook, shown this once: ${webhookSecret}`]
    return { data: { district, ...view, webhookSecret }, lines: [...describe(view), ...secret] }
  })
}

function addTest(notices: Command, shell: Shell): void {
  const test = notices
    .command('test')
    .description('send a test message to everybody who would be told')
    .requiredOption('--district <id>', 'the district')
  shell.actInside<DistrictOption>(test, async (_task, installation, { options }): Promise<Outcome> => {
    const district = await resolveDistrict(installation, options.district)
    const sent = await installation.notices.test(district)
    const arrived = sent.filter(({ ok }) => ok).length
    const lines = sent.map(
      ({ channel, to, ok, code }) => `${ok ? '✓' : '✗'} ${channel} ${to}${ok ? '' : `: ${code ?? ''}`}`,
    )
    const nobody = 'Nobody would be told: set SMTP_URL and recipients, or a web hook.'
    return {
      data: { district, sent },
      lines: sent.length === 0 ? [nobody] : lines,
      exit: arrived === sent.length && arrived > 0 ? EXIT.done : EXIT.failed,
    }
  })
}

function readChange({ email, defaultRecipients, digest, hour, webhook }: SetOptions) {
  const digestHour = hour === undefined ? undefined : Number(hour)
  if (hour !== undefined && !/^\d{1,2}$/.test(hour)) throw new UsageError('--hour takes a number from 0 to 23.', 'hour')
  return {
    ...(email === undefined ? {} : { emails: email }),
    ...(defaultRecipients === undefined ? {} : { emails: null }),
    ...(digest === undefined ? {} : { digest: digest === 'on' }),
    ...(digestHour === undefined ? {} : { digestHour }),
    ...(webhook === undefined ? {} : { webhook: webhook === 'none' ? null : webhook }),
  }
}

function describe(view: NoticesLine): readonly string[] {
  const { emails, recipients, digest, digestHour, timezone, webhook, mailServer, open } = view
  const who = emails === null ? 'the administrators who can sign in' : 'the addresses that are set'
  const mail = mailServer ? `Mail to ${who}:` : 'No mail: SMTP_URL is not set. With it, mail would go to:'
  return [
    mail,
    ...(recipients.length === 0 ? ['  nobody'] : recipients.map((recipient) => `  ${recipient}`)),
    digest ? `Digest: daily from ${digestHour}:00 on (${timezone})` : 'Digest: off',
    `Web hook: ${webhook ?? 'none'}`,
    open.length === 0 ? 'Nothing is open.' : 'Open:',
    ...open.map(({ title, remedy }) => `  ${title}. ${remedy}`),
  ]
}
