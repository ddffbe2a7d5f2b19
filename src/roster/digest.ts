/** The daily digest of a district in words: what its syncs of the last night did, and what is open. Pure. */

import type { NoticeWords } from './notice.ts'

/** One run that came to rest, by its counts. */
export interface DigestRun {
  readonly runId: string
  readonly sourceId: string
  readonly state: string
  readonly added: number
  readonly changed: number
  readonly retired: number
  readonly quarantined: number
  /** Fields where a value set by hand kept the feed's out. */
  readonly conflicts: number
  readonly failureCode: string | null
}

export interface DigestLicence {
  readonly name: string
  readonly bought: number
  readonly used: number
  readonly waiting: number
}

export interface DigestLoss {
  readonly role: string
  readonly lost: number
  readonly held: number
}

export interface Digest {
  readonly runs: readonly DigestRun[]
  readonly licences: readonly DigestLicence[]
  /**
   * Of each role: who had it a week ago and lost it since, over all runs. The guard looks at one run; what leaves night after
   * night, each time below its limits, is told of where it adds up to more than one night would pass.
   */
  readonly losses: readonly DigestLoss[]
  /** What is open now, in words. */
  readonly open: readonly NoticeWords[]
}

export interface DigestWords {
  readonly subject: string
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] }[]
}

/** Subject and lines; only counts, codes and ids. */
export function sayDigest(digest: Digest, districtName: string): DigestWords {
  const lists = [
    { heading: 'Needs you', lines: digest.open.map(({ title, remedy }) => `${title}. ${remedy}`) },
    { heading: 'Within seven days', lines: digest.losses.map(sayLoss) },
    { heading: 'Syncs', lines: digest.runs.length === 0 ? ['No sync has run.'] : digest.runs.map(sayRun) },
    { heading: 'Licences', lines: digest.licences.map(sayLicence) },
  ]
  return { subject: `${districtName}: ${summarise(digest)}`, lists: lists.filter(({ lines }) => lines.length > 0) }
}

function summarise({ runs, open }: Digest): string {
  const count = (state: string): number => runs.filter((run) => run.state === state).length
  const parts = [
    count('reported') > 0 ? `${many(count('reported'), 'sync')} applied` : '',
    count('held') > 0 ? `${count('held')} held` : '',
    count('failed') > 0 ? `${count('failed')} failed` : '',
  ].filter(Boolean)
  const nights = parts.length === 0 ? 'no sync last night' : parts.join(', ')
  return open.length === 0 ? `${nights}, nothing needs you` : `${nights}, ${many(open.length, 'thing')} to look at`
}

function sayRun(run: DigestRun): string {
  const head = `${run.sourceId}, run ${run.runId}: ${STATES[run.state] ?? run.state}`
  if (run.failureCode !== null) return `${head} (${run.failureCode})`
  const counts = [
    `${say(run.added)} added`,
    `${say(run.changed)} changed`,
    `${say(run.retired)} retired`,
    run.quarantined > 0 ? `${many(run.quarantined, 'row')} quarantined` : '',
    run.conflicts > 0 ? `${many(run.conflicts, 'conflict')} with edits made by hand` : '',
  ]
  return `${head}; ${counts.filter(Boolean).join(', ')}`
}

const STATES: Readonly<Record<string, string>> = {
  reported: 'applied',
  applied: 'applied',
  held: 'held, nothing was changed; these are its plans',
}

function sayLoss({ role, lost, held }: DigestLoss): string {
  return `${say(lost)} of ${say(held)} who had the role ${role} have lost it; did so many really leave?`
}

function sayLicence({ name, bought, used, waiting }: DigestLicence): string {
  const state = `${name}: ${say(used)} of ${say(bought)} seats used`
  return waiting > 0 ? `${state}, ${say(waiting)} waiting` : state
}

function many(count: number, noun: string): string {
  return `${say(count)} ${noun}${count === 1 ? '' : 's'}`
}

function say(count: number): string {
  return count.toLocaleString('en-US')
}
