/** The days that a report is asked for. */

import { unprocessable } from './errors.ts'

/** @throws HttpError 422 where the last day is before the first one */
export function checkDays(from: string | null, to: string | null): void {
  if (from !== null && to !== null && from > to)
    throw unprocessable('dates_reversed', 'The last day is before the first one. Give the earlier one as from.')
}
