/** Why a survey schedule can’t be so, as the API and the commands say it. */

import type { BulkProblemCode } from '../../community/survey-plan.ts'

export const SCHEDULE_REFUSALS: Readonly<Record<BulkProblemCode, string>> = {
  ends_before_start: 'The last day is before the first one.',
  cycle_too_long: 'A cycle lasts six weeks at most; a week or two is enough.',
  extension_before_end: 'The last day for late answers must come after the cycle’s last day.',
  extension_too_long: 'Late answers count for four weeks at most.',
  cycles_overlap: 'Two cycles share a day. Late answers count for the cycle before, so the next one begins after them.',
  too_many_cycles: 'A class has twelve cycles at most that are not over.',
  begun_cycle_removed: 'A cycle that has begun can’t be taken out. End it earlier.',
  begun_cycle_changed: 'A cycle that has begun keeps its first day and its questions; one that is over stays as it is.',
  over_already: 'This day is over. Choose a day from today on.',
  running_only_extended: 'A cycle under way can only get longer here. Its class’s leads can end it earlier.',
}
