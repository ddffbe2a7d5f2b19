/** What the commands of surveys have in common: who may, and how numbers and days are typed. */

import type { Command } from 'commander'
import { isDay } from '../day.ts'
import { UsageError } from '../outcome.ts'
import { resolveDistrict } from '../reference.ts'
import type { Installation } from '../toolbox.ts'
import type { SurveyAsked } from './survey-tools.ts'

export interface AsOptions {
  readonly district: string
  readonly as: string
}

export function onPerson(command: Command): Command {
  return command
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--as <person>', 'who may: a sourcedId, an e-mail address, or id:17; the audit log says it was you')
}

export async function askedOf(installation: Installation, { district, as }: AsOptions): Promise<SurveyAsked> {
  return { districtId: await resolveDistrict(installation, district), as }
}

export function checkNumber(typed: string | undefined): void {
  if (!/^[1-9][0-9]{0,17}$/.test(typed ?? '')) throw new UsageError('Name it by its number, as the list shows it.')
}

export function checkDays(days: { readonly from?: string; readonly to?: string; readonly lateUntil?: string }): void {
  for (const typed of [days.from, days.to, days.lateUntil])
    if (typed !== undefined && !isDay(typed))
      throw new UsageError('A day is written YYYY-MM-DD, and has to be one of the calendar.')
}
