import { describe, expect, it } from 'vitest'
import type { AvatarHours } from '../../src/students/avatar-hours.ts'
import { avatarsClosed, checkAvatarHours, clockTime, minuteOfDay } from '../../src/students/avatar-hours.ts'

const ZONE = 'America/Chicago'
const at = (iso: string) => new Date(iso)

function hours(weekday: number, from: string, to: string): AvatarHours {
  return { weekday, starts: minuteOfDay(from), ends: minuteOfDay(to) }
}

const untilOf = (list: readonly AvatarHours[], iso: string) => avatarsClosed(list, ZONE, at(iso))?.until?.toISOString()

describe('hours at which avatars rest', () => {
  // 23 November 2026 is a Monday; Chicago is six hours behind.
  const lesson = [hours(1, '08:00', '09:30')]

  it('begin with their first minute and end before their last', () => {
    expect(avatarsClosed(lesson, ZONE, at('2026-11-23T13:59:59.999Z'))).toBeNull()
    expect(untilOf(lesson, '2026-11-23T14:00:00.000Z')).toBe('2026-11-23T15:30:00.000Z')
    expect(untilOf(lesson, '2026-11-23T15:29:59.999Z')).toBe('2026-11-23T15:30:00.000Z')
    expect(avatarsClosed(lesson, ZONE, at('2026-11-23T15:30:00.000Z'))).toBeNull()
  })

  it('are of their weekday where the district is, not elsewhere', () => {
    expect(avatarsClosed(lesson, ZONE, at('2026-11-24T14:00:00Z'))).toBeNull()
    const late = [hours(1, '22:00', '24:00')]
    expect(untilOf(late, '2026-11-24T05:30:00Z')).toBe('2026-11-24T06:00:00.000Z')
  })

  it('of several classes are one where they follow each other, over midnight, too', () => {
    const both = [...lesson, hours(1, '09:30', '10:05'), hours(1, '11:00', '12:00')]
    expect(untilOf(both, '2026-11-23T14:10:00Z')).toBe('2026-11-23T16:05:00.000Z')
    const night = [hours(1, '23:00', '24:00'), hours(2, '00:00', '01:07')]
    expect(untilOf(night, '2026-11-24T05:20:30Z')).toBe('2026-11-24T07:07:00.000Z')
  })

  it('count twice where the clock is set back, and end with the first of two ends', () => {
    // On 1 November 2026 (a Sunday) 1:00 to 2:00 comes twice: from 6:00Z and from 7:00Z.
    const early = [hours(7, '01:15', '01:45')]
    for (const [from, until] of [
      ['2026-11-01T06:15:00Z', '2026-11-01T06:45:00.000Z'],
      ['2026-11-01T07:15:00Z', '2026-11-01T07:45:00.000Z'],
    ] as const)
      expect(untilOf(early, from)).toBe(until)
    expect(avatarsClosed(early, ZONE, at('2026-11-01T06:45:00Z'))).toBeNull()
    expect(untilOf([hours(7, '00:30', '03:00')], '2026-11-01T05:30:00Z')).toBe('2026-11-01T09:00:00.000Z')
  })

  it('leave out what the clock leaves out', () => {
    // On 8 March 2026 (a Sunday) the clock goes from 2:00 to 3:00 at 8:00Z.
    expect(avatarsClosed([hours(7, '02:00', '03:00')], ZONE, at('2026-03-08T08:00:00Z'))).toBeNull()
    expect(untilOf([hours(7, '01:00', '02:30')], '2026-03-08T07:30:00Z')).toBe('2026-03-08T08:00:00.000Z')
    expect(untilOf([hours(7, '01:00', '04:00')], '2026-03-08T07:30:00Z')).toBe('2026-03-08T09:00:00.000Z')
  })

  it('that never end say so', () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => hours(weekday, '00:00', '24:00'))
    expect(avatarsClosed(always, ZONE, at('2026-11-23T14:00:00Z'))).toEqual({ until: null })
  })

  it('are nobody’s where there are none', () => {
    expect(avatarsClosed([], ZONE, at('2026-11-23T14:00:00Z'))).toBeNull()
  })
})

describe('hours that somebody gives', () => {
  it('end after they begin and don’t meet on a day', () => {
    expect(checkAvatarHours([hours(1, '10:00', '10:00'), hours(2, '08:00', '09:00')])).toEqual([
      { at: 0, code: 'ends_before_start' },
    ])
    expect(checkAvatarHours([hours(1, '08:00', '09:00'), hours(1, '08:59', '10:00')])).toEqual([
      { at: 1, code: 'hours_overlap' },
    ])
    expect(
      checkAvatarHours([hours(1, '08:00', '09:00'), hours(1, '09:00', '24:00'), hours(2, '08:30', '09:30')]),
    ).toEqual([])
  })

  it('are as many as a week has lessons, and no more', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({
      weekday: (index % 7) + 1,
      starts: index * 20,
      ends: index * 20 + 5,
    }))
    expect(checkAvatarHours(many)).toEqual([{ at: 50, code: 'too_many_hours' }])
    expect(checkAvatarHours(many.slice(1))).toEqual([])
  })

  it('are written as the clock shows them', () => {
    for (const minute of [0, 5, 485, 1439, 1440]) expect(minuteOfDay(clockTime(minute))).toBe(minute)
    expect([clockTime(485), clockTime(1440)]).toEqual(['08:05', '24:00'])
  })
})
