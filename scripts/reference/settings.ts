/** Settings and limits as they ship, each with what it means; a setting without an explanation stops the making. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import limits from '../../config/limits.json' with { type: 'json' }
import limitsSchema from '../../config/limits.schema.json' with { type: 'json' }
import licenceKinds from '../../config/licence-kinds.json' with { type: 'json' }
import roleMap from '../../config/role-map.json' with { type: 'json' }
import settings from '../../config/settings.json' with { type: 'json' }
import web from '../../config/web.json' with { type: 'json' }
import worker from '../../config/worker.json' with { type: 'json' }
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { code, page, table } from './markdown.ts'

type Values = Readonly<Record<string, number>>
type Meanings<V extends Values> = Readonly<Record<keyof V, string>>

const GUARD: Meanings<typeof settings.guard> = {
  retireRowsMax: 'Retirements in a table of the district that always pass.',
  retireShareMax: 'Share of a table that may retire in one run; the larger of both passes.',
  schoolRetireRowsMax: 'Retirements in a table of one school that always pass.',
  schoolRetireShareMax: 'Share of one school’s table that may retire in one run; the larger of both passes.',
  changeShareMax: 'Share of a table that may change in one run.',
  changeRowsMin: 'Changes in a table that always pass.',
  administratorRiseMax: 'Administrator roles that one run may grant unasked.',
}
const RUN: Meanings<typeof settings.run> = {
  leaseMs: 'How long a run belongs to a worker that is not heard of (ms).',
  renewMs: 'How often a worker says that it is alive (ms).',
  quarantinedRowsMax: 'Quarantined rows that are kept one by one; the rest is counted.',
}
const WEB: Meanings<typeof web.limits> = {
  jsonBytesMax: 'Bytes of a JSON request.',
  formBytesMax: 'Bytes of a form, as a launch is one.',
  requestsPerMinuteMax: 'Requests of one session a minute.',
}
const WORKER: Meanings<typeof worker> = { concurrency: 'Runs at a time in one worker process.' }
const SIGN_IN: Readonly<Record<keyof typeof DEFAULT_SIGN_IN_LIMITS, string>> = {
  codeLifetimeMs: 'From a launch to the page that takes it up (ms).',
  sessionIdleMs: 'A session that is not used ends after this (ms).',
  sessionLifetimeMs: 'A session ends after this, used or not (ms).',
  invitationLifetimeMs: 'An invitation works this long (ms).',
  failuresPerAddressMax: 'Failed sign-ins of one account from one address, in the window.',
  failuresPerAccountMax: 'Failed sign-ins of one account from anywhere, in the window.',
  failureWindowMs: 'The window in which failures are counted (ms).',
}

export function renderSettings(root: string): string {
  const described = limitsSchema.properties.feed.properties
  const feed = Object.fromEntries(Object.entries(described).map(([name, { description }]) => [name, description]))
  return page(
    'Settings and limits',
    'As they ship. The files are in `config/`; a changed one takes effect when the processes start again.',
    [
      '## Environment',
      environment(readFileSync(join(root, 'config', 'example.env'), 'utf8')),
      '## Guard: when a run is held (`config/settings.json`, `guard`)',
      values(settings.guard, GUARD),
      '## Runs (`config/settings.json`, `run`)',
      values(settings.run, RUN),
      '## Feeds (`config/limits.json`)',
      values(limits.feed, feed),
      '## Web (`config/web.json`)',
      values(web.limits, WEB),
      '## Worker (`config/worker.json`)',
      values(worker, WORKER),
      '## Sign-in (in the code)',
      values({ ...DEFAULT_SIGN_IN_LIMITS }, SIGN_IN),
      '## Licences (`config/licence-kinds.json`)',
      licences(),
      '## Default role map (`config/role-map.json`)',
      rules(),
    ],
  )
}

function values(given: Values, meanings: Readonly<Record<string, string>>): string {
  const rows = Object.entries(given).map(([name, value]) => {
    const meaning = meanings[name]
    if (meaning === undefined) throw new Error(`The setting ${name} is not explained in scripts/reference/settings.ts.`)
    return [code(name), value.toLocaleString('en-US', { maximumFractionDigits: 4 }), meaning]
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

function licences(): string {
  const rows = licenceKinds.kinds.map((kind) => [code(kind.id), kind.title, countsOf(kind)])
  return table(['kind', 'title', 'who needs one'], rows)
}

function countsOf(kind: (typeof licenceKinds.kinds)[number]): string {
  if (kind.counts === 'derived') return `follows from ${code(kind.from ?? '')}`
  if (kind.counts !== 'roles') return `given out by hand (${kind.counts}); no pages for it in this version`
  const holders = (kind.roles ?? []).map(code).join(', ')
  const grace = `a leaver keeps it for ${kind.graceDays ?? 0} days`
  return `each person who is ${holders}; ${grace}${kind.offUnlessBought === true ? '; off unless bought' : ''}`
}

function rules(): string {
  const rows = roleMap.rules.map(({ when, grant }, index) => [
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
