/** Settings and limits as they ship, each with what it means; a setting without an explanation stops the making. */

import { RETENTION_TIMES } from '../../src/roster/retention-times.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GUARD_LIMITS } from '../../src/roster/guard-limits.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { code, page, table } from './markdown.ts'

type Values = Readonly<Record<string, number | string>>
type Meanings = Readonly<Record<string, string>>

interface LicenceKind {
  readonly id: string
  readonly title: string
  readonly counts: 'roles' | 'derived' | 'products' | 'credits'
  readonly roles?: readonly string[]
  readonly from?: string
  readonly graceDays?: number
  readonly offUnlessBought?: boolean
}
interface Rule {
  readonly when: Readonly<Record<string, readonly string[]>>
  readonly grant: readonly { readonly role: string; readonly scope: string }[]
}

interface NoticeSettings {
  readonly digest: boolean
  readonly digestHour: number
  readonly mailTimeoutMs: number
  readonly alerts: Values
  readonly outbox: Values
}

/** The files of config/ as they are read here; the product checks them when it starts. */
interface Config {
  readonly settings: {
    readonly guard: Values
    readonly fullComparison: Values
    readonly run: Values
    readonly notices: NoticeSettings
    readonly retention: Values
  }
  readonly limits: { readonly feed: Values }
  readonly limitsSchema: {
    readonly properties: {
      readonly feed: { readonly properties: Readonly<Record<string, { readonly description: string }>> }
    }
  }
  readonly web: {
    readonly limits: Values
    readonly launchFlood: Values
    readonly uploads: Values
    readonly attachments: Values
  }
  readonly worker: Values
  readonly kinds: readonly LicenceKind[]
  readonly rules: readonly Rule[]
}

const FULL_COMPARISON: Meanings = {
  daysMax: 'Days for which the deltas of a table go on alone; after that a run is held until a complete export comes.',
}
const GUARD: Meanings = Object.fromEntries(Object.entries(GUARD_LIMITS).map(([name, { says }]) => [name, says]))
const RUN: Meanings = {
  leaseMs: 'How long a run belongs to a worker that is not heard of (ms).',
  renewMs: 'How often a worker says that it is alive (ms).',
  quarantinedRowsMax: 'Quarantined rows that are kept one by one; the rest is counted.',
  lockWaitMs:
    'How long an apply waits for a row that somebody else is changing before it starts anew, in milliseconds.',
  applyAttemptsMax: 'How often an apply is tried that others got in the way of.',
  undoRunsMax: 'Of the last so many applied runs of a source any one can be taken back.',
  knownRowsMax:
    'People and enrolments of a source that are remembered from run to run, at about 25 bytes each; of a larger one every run reads every row.',
}
const NOTICES: Meanings = {
  digestHour: 'The hour of a district’s day from which on its digest is sent; a district may set another.',
  mailTimeoutMs: 'How long a mail server may take to answer (ms).',
  nearShare: 'From this share of the seats bought on a licence is told of as nearly used up.',
  calmShare: 'Under this share it is so no more.',
  endsDays: 'So many days before the last day of a purchase it is told of.',
  reclaimDays: 'So many days before the seat of somebody who left is free again it is told of.',
  attemptsTold: 'Attempts after which the pages tell that messages do not arrive. They are tried on.',
  retryMs: 'Before the second attempt; it doubles from one to the next (ms).',
  retryMsMax: 'The longest time between two attempts (ms).',
  batch: 'Messages of one district that are sent in one go.',
  expireHours: 'What could not be sent for so long is given up.',
}
const RETENTION: Meanings = {
  ...RETENTION_TIMES,
  uploadsHours:
    'Lists that were handed over at a page and never applied, and what was understood of any; an applied one goes at once (hours).',
  packagesDays:
    'A package that was fetched from an address is kept on the disk of the machine that fetched it for so many days, and read again while the server says that it has not changed; after that it is fetched anew. 0: none is kept.',
  appliedRunsMin: 'The newest applied runs of each source stay with their changes, however old: they can be undone.',
  daysMin: 'Nothing younger than this is removed, whatever is set.',
  batchRows: 'Rows removed in one transaction.',
  batchesMax: 'Transactions in one go; the rest follows a minute later.',
}
const ATTACHMENTS: Meanings = {
  bytesMax: 'Bytes of one file. Larger ones also need `fileJsonBytesMax` to be a third above it.',
  perInteractionMax: 'Files of one interaction.',
  districtBytesMax: 'Bytes of all files of one district.',
}
const WEB: Meanings = {
  jsonBytesMax: 'Bytes of a JSON request.',
  formBytesMax: 'Bytes of a form, as a launch is one.',
  fileJsonBytesMax: 'Bytes of a JSON body with a file in it, a third larger than the file.',
  requestsPerMinuteMax: 'Requests of one session a minute.',
}
const LAUNCH_FLOOD: Meanings = {
  perSecond: 'So many go on each second, without end.',
  burst: 'So many go on at one moment, after a quiet half minute.',
  keysMax: 'Pairs of registration and address that are counted; beyond them, those not seen for longest are forgotten.',
}
const UPLOADS: Meanings = {
  bytesMax: 'Bytes of a list that is handed over at a page.',
  perHourMax: 'Lists that one district may hand over within an hour.',
}
const WORKER: Meanings = {
  concurrency: 'Runs by schedule at a time in one worker process.',
  districtRunsMax: 'Runs by schedule at a time of one district, over all workers.',
  ordersMax: 'Orders of people that one worker process carries out at a time, beside its runs by schedule.',
  databaseWaitMs:
    'How long serve, worker and start wait for a database that is away when they start, with growing pauses (ms); 0: they end at once.',
  spreadMs: 'Sources that have the same slot start within this time of it, each always at its own moment (ms).',
  windowEnd:
    'Until when, on the district’s clock, a failed night is tried again; "source set --window-end" sets another.',
  retryFirstMs: 'The pause before the first of those tries; each following one is twice as long (ms).',
  retryMaxMs: 'The longest such pause (ms).',
  staleIntervals:
    'A source is stale when nothing was applied for so many of its own intervals: of a nightly one, 36 hours.',
  signingKeyDays: 'A key that signs for LTI gives way to the next one after this (days).',
  signingKeyAheadHours: 'The next key has been published at least this long before it signs (hours).',
  signingKeyRetiredDays: 'A key that has given way stays published this long, then it is removed (days).',
}
const SIGN_IN: Meanings = {
  codeLifetimeMs: 'From a launch to the page that takes it up (ms).',
  sessionIdleMs: 'A session that is not used ends after this (ms).',
  sessionLifetimeMs: 'A session ends after this, used or not (ms).',
  cardIdleMs: 'A session by a start card that is not used ends after this (ms).',
  cardLifetimeMs: 'A session by a start card ends after this, used or not, and never after its card (ms).',
  invitationLifetimeMs: 'An invitation works this long (ms).',
  'attemptsHere.free': 'Failed sign-ins of one account from one network address before there is any wait.',
  'attemptsHere.firstWaitMs': 'The wait after them; it doubles with every further failure (ms).',
  'attemptsHere.longestWaitMs': 'The longest such wait (ms).',
  'attemptsHere.forgetMs': 'Without a try for so long they are forgotten (ms).',
  'attemptsAnywhere.free': 'The same for one account from all addresses at which it isn’t known.',
  'attemptsAnywhere.firstWaitMs': 'The wait after them (ms).',
  'attemptsAnywhere.longestWaitMs': 'The longest such wait (ms).',
  'attemptsAnywhere.forgetMs': 'When they are forgotten (ms).',
  knownMs: 'An address is known to an account for so long after a sign-in there (ms).',
  resetLifetimeMs: 'A link for a new password works this long (ms).',
  ssoLifetimeMs: 'From the sign-in page to the provider of single sign-on and back (ms).',
  'resets.free': 'Mails with such a link to one address before there is any wait.',
  'resets.firstWaitMs': 'The wait after them; it doubles (ms).',
  'resets.longestWaitMs': 'The longest such wait (ms).',
  'resets.forgetMs': 'When they are forgotten (ms).',
  resetAnswerMs: 'Asking for a link takes this long, whoever asks (ms).',
}

export function renderSettings(root: string): string {
  const { settings, limits, limitsSchema, web, worker, kinds, rules } = readConfig(root)
  const { digestHour, mailTimeoutMs, alerts, outbox } = settings.notices
  const described = limitsSchema.properties.feed.properties
  const feed = Object.fromEntries(Object.entries(described).map(([name, { description }]) => [name, description]))
  return page(
    'Settings and limits',
    'As they ship. The files are in `config/`; a changed one takes effect when the processes start again.',
    [
      '## Environment',
      environment(readFileSync(join(root, 'config', 'example.env'), 'utf8')),
      '## Guard: when a run is held (`config/settings.json`, `guard`)',
      'A district sets its own with `staffroom guard set --district ID --file LIMITS.json`.',
      values(settings.guard, GUARD),
      '## Deltas (`config/settings.json`, `fullComparison`)',
      'A district sets its own with `staffroom deltas set --district ID --days N`.',
      values(settings.fullComparison, FULL_COMPARISON),
      '## Runs (`config/settings.json`, `run`)',
      values(settings.run, RUN),
      '## Notices (`config/settings.json`, `notices`)',
      values({ digestHour, mailTimeoutMs, ...alerts, ...outbox }, NOTICES),
      '## How long things are kept (`config/settings.json`, `retention`)',
      'A district sets its own days with `staffroom retention set --district ID --file TIMES.json`.',
      values(settings.retention, RETENTION),
      '## Feeds (`config/limits.json`)',
      values(limits.feed, feed),
      '## Web (`config/web.json`)',
      values(web.limits, WEB),
      '## Launches from one place (`config/web.json`, `launchFlood`)',
      'Logins and launches of one registration from one network address, counted by each web process for itself; a whole district may share an address. Each person takes two or three: the login, the launch, and one more where the LMS keeps data for tools. Whoever comes after that waits on a page that tries again by itself (`too_many`).',
      values(web.launchFlood, LAUNCH_FLOOD),
      '## Lists of educators (`config/web.json`, `uploads`)',
      values(web.uploads, UPLOADS),
      '## Files of interactions (`config/web.json`, `attachments`)',
      values(web.attachments, ATTACHMENTS),
      '## Worker (`config/worker.json`)',
      values(worker, WORKER),
      '## Sign-in (in the code)',
      values(flat(DEFAULT_SIGN_IN_LIMITS), SIGN_IN),
      '## Licences (`config/licence-kinds.json`)',
      licencesTable(kinds),
      '## Default role map (`config/role-map.json`)',
      rulesTable(rules),
    ],
  )
}

/** Limits of a group, each under the group's name. */
function flat(given: object): Values {
  const entries = Object.entries(given as Readonly<Record<string, number | Readonly<Record<string, number>>>>)
  return Object.fromEntries(
    entries.flatMap(([name, value]): [string, number][] =>
      typeof value === 'number'
        ? [[name, value]]
        : Object.entries(value).map(([part, each]) => [`${name}.${part}`, each]),
    ),
  )
}

function readConfig(root: string): Config {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'config', name), 'utf8'))
  return {
    settings: read('settings.json'),
    limits: read('limits.json'),
    limitsSchema: read('limits.schema.json'),
    web: read('web.json'),
    worker: read('worker.json'),
    ...(read('licence-kinds.json') as object),
    ...(read('role-map.json') as object),
  } as Config
}

function values(given: Values, meanings: Meanings): string {
  const rows = Object.entries(given).map(([name, value]) => {
    const meaning = meanings[name]
    if (meaning === undefined) throw new Error(`The setting ${name} is not explained in scripts/reference/settings.ts.`)
    const shown = typeof value === 'string' ? value : value.toLocaleString('en-US', { maximumFractionDigits: 4 })
    return [code(name), shown, meaning]
  })
  return table(['name', 'value', 'meaning'], rows)
}

/** Paragraphs of comment, each followed by one `# NAME=…`. */
function environment(text: string): string {
  const rows: string[][] = []
  let says: string[] = []
  for (const line of text.split('\n')) {
    const name = /^#?\s*([A-Z][A-Z0-9_]+)=/.exec(line)?.[1]
    if (name !== undefined) rows.push([code(name), says.join(' ')])
    else if (line.startsWith('# ')) {
      says.push(line.slice(2))
      continue
    }
    says = []
  }
  return table(['variable', 'meaning'], rows)
}

function licencesTable(kinds: readonly LicenceKind[]): string {
  const rows = kinds.map((kind) => [code(kind.id), kind.title, countsOf(kind)])
  return table(['kind', 'title', 'who needs one'], rows)
}

function countsOf(kind: LicenceKind): string {
  if (kind.counts === 'derived')
    return `the staff of the schools, as far as follows from ${code(kind.from ?? '')} by the district’s rule`
  if (kind.counts === 'credits') return 'whoever a school administrator gives some to, for good'
  if (kind.counts !== 'roles') return `given out by hand (${kind.counts}); no pages for it in this version`
  const holders = (kind.roles ?? []).map(code).join(', ')
  const grace = `a leaver keeps it for ${kind.graceDays ?? 0} days`
  return `each person who is ${holders}; ${grace}${kind.offUnlessBought === true ? '; off unless bought' : ''}`
}

function rulesTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ when, grant }, index) => [
    `${index + 1}`,
    Object.entries(when)
      .map(([field, words]) => `${field} is ${words.map(code).join(' or ')}`)
      .join(' and '),
    grant
      .map(({ role, scope }) => `${code(role)} at ${scope === 'org' ? 'their organisation' : 'the district'}`)
      .join(', '),
  ])
  return table(['rule', 'when', 'gives'], rows)
}
