/** Why something of programmes and avatars was not done, as the API says it. */

import type { ProgrammeProblem } from '../../../actions/people/run-programme.ts'
import type { buildAvatar, buyAccessory } from '../../../actions/people/own-avatar.ts'
import type { changeAvatarHours } from '../../../actions/people/set-avatar-hours.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

type NotNull<T> = Exclude<T, null>
export type AvatarProblem = NotNull<Awaited<ReturnType<typeof buildAvatar>> | Awaited<ReturnType<typeof buyAccessory>>>

type HoursFault = NotNull<Awaited<ReturnType<typeof changeAvatarHours>>>['faults'][number]

const CONFLICT: Readonly<Partial<Record<ProgrammeProblem, string>>> = {
  not_running: 'The programme does not run today: points are given from its first day to its last.',
  taken_back_before: 'These points were taken back before. Look at the list again.',
  points_short: 'The student has spent these points already, so they can’t be taken back.',
  nobody_in_class: 'Nobody is in this class, so nobody can be given points.',
}

/** What a teacher is told. */
export function programmeRefusal(problem: ProgrammeProblem): HttpError {
  if (problem === 'reason_unknown')
    return wrong('reason', problem, 'The programme has no such reason any more. Look at it again and choose another.')
  const says = CONFLICT[problem]
  return says === undefined ? notFound() : new HttpError(409, problem, says)
}

const TERMS: Readonly<Record<string, string>> = {
  name_missing: 'Give the programme a name.',
  ends_before_start: 'The last day is not before the first.',
  too_long: 'A programme lasts at most 400 days. Look at the year of its last day.',
  reasons_missing: 'Say at least one thing that points are given for.',
  words_missing: 'Say what these points are given for.',
  words_twice: 'This is there twice. Give each reason once.',
}

interface Fault {
  readonly field: string
  readonly code: string
}

/** All that is wrong with what a teacher says of a programme. */
export function termsRefusal(faults: readonly Fault[]): HttpError {
  const fields = faults.map(({ field, code }) => ({ field, code, message: TERMS[code] ?? code }))
  return unprocessable(fields[0]?.code ?? 'terms_wrong', fields.map(({ message }) => message).join(' '), fields)
}

const HOURS: Readonly<Record<HoursFault['code'], string>> = {
  ends_before_start: 'The end is after the beginning, on the same day. For hours over midnight give each day its own.',
  hours_overlap: 'These hours meet others of the same day. Make one of the two.',
  too_many_hours: 'A class has at most 50 such hours in a week.',
}

/** All that is wrong with hours. */
export function hoursRefusal(faults: readonly HoursFault[]): HttpError {
  const fields = faults.map(({ at, code }) => ({ field: `hours/${at}`, code, message: HOURS[code] }))
  return unprocessable(fields[0]?.code ?? 'hours_wrong', fields[0]?.message ?? '', fields)
}

const AVATAR: Readonly<Record<string, readonly [field: string | null, says: string]>> = {
  part_unknown: ['parts', 'There is no such part any more. Look at the parts again.'],
  part_not_bought: ['parts', 'You have not bought this part yet. Buy it first, or choose another.'],
  part_missing: ['parts', 'An avatar has a background, a colour, a body, a mouth and eyes.'],
  slot_twice: ['parts', 'Choose one of each kind: one body, one pair of eyes.'],
  part_free: ['partId', 'This part is free: you have it already.'],
  programme_unknown: [
    'programmeId',
    'These points can’t be spent any more: the programme is over, or you left its class.',
  ],
  points_short: [null, 'You do not have enough points in this programme.'],
  bought_before: [null, 'You have bought this already.'],
  taken_back_before: [null, 'This was taken back before.'],
}

/** What a student is told, in plain words; while avatars rest, until when. */
export function avatarRefusal(refused: AvatarProblem): HttpError {
  const { problem } = refused
  if ('until' in refused) return new HttpError(409, problem, closedWords(refused))
  const [field, says] = AVATAR[problem] ?? [null, problem]
  return field === null ? new HttpError(409, problem, says) : wrong(field, problem, says)
}

function closedWords({ until, timezone }: Extract<AvatarProblem, { readonly until: Date | null }>): string {
  if (until === null) return 'Avatars are closed at all hours in one of your classes. Ask your teacher.'
  const at = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(until)
  return `Avatars are closed now. They open again on ${at}.`
}

function wrong(field: string, code: string, message: string): HttpError {
  return unprocessable(code, message, [{ field, code, message }])
}
