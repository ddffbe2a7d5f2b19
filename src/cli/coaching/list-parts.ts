/** What the lists of coaching on the command line have in common: whose eyes, which page, and how they are printed. */

import type { Command } from 'commander'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatCount, formatTable } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Installation } from '../toolbox.ts'
import type { AskedAs, AskedList } from './coaching-tools.ts'

export interface AsOptions {
  readonly district: string
  readonly as: string
}
export interface ListOptions extends AsOptions {
  readonly mine?: boolean
  readonly page: string
  readonly limit: string
}

const LIMIT_MAX = 1000

export function onPerson(command: Command): Command {
  return command
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'whose eyes: a sourcedId, an e-mail address, or id:17')
}

export function onList(command: Command): Command {
  return onPage(onPerson(command))
}

export function onPage(command: Command): Command {
  return command.option('--page <n>', 'which page, from 1', '1').option('--limit <n>', 'so many of a page', '100')
}

export async function placeOf(installation: Installation, { district, as }: AsOptions): Promise<AskedAs> {
  return { districtId: await resolveDistrict(installation, district), as }
}

export async function listOf(installation: Installation, options: ListOptions): Promise<AskedList> {
  const place = await placeOf(installation, options)
  return { ...place, mine: options.mine === true, page: Number(options.page), limit: Number(options.limit) }
}

export function checkPage({ page, limit }: Pick<ListOptions, 'page' | 'limit'>): void {
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new UsageError('--page takes a number from 1 on.')
  if (!/^[1-9]\d{0,3}$/.test(limit) || Number(limit) > LIMIT_MAX)
    throw new UsageError(`--limit takes a number from 1 to ${LIMIT_MAX}.`)
}

export function listed(
  found: { readonly items: readonly unknown[]; readonly total: number },
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Outcome {
  const { items, total } = found
  const last = `${formatCount(items.length)} of ${formatCount(total)}.`
  return { data: { items, total }, lines: [...formatTable(head, rows), '', last] }
}

export function nameOf({ givenName, familyName }: { readonly givenName: string; readonly familyName: string }): string {
  return `${givenName} ${familyName}`.trim()
}
