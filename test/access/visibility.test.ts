/** The page "who can see what about me" follows the policy as it runs, and the district's switches. */

import { describe, expect, it } from 'vitest'
import { allow, type PolicyLine } from '../../src/access/policy/line.ts'
import { POLICY } from '../../src/access/policy.ts'
import { describeVisibility, type VisibilitySwitches } from '../../src/access/visibility.ts'

const AS_IT_COMES: VisibilitySwitches = {
  coachesSeeEachOther: false,
  privateNotes: false,
  coachReports: 'own',
  principalReports: 'aggregates',
  principalMinimum: 10,
}
const says = (switches: Partial<VisibilitySwitches> = {}, policy?: readonly PolicyLine[]): readonly string[] =>
  describeVisibility({ ...AS_IT_COMES, ...switches }, policy).map((line) => line.says)
/** Sentences that came and that went. */
function changed(switches: Partial<VisibilitySwitches>, policy?: readonly PolicyLine[]) {
  const [before, after] = [says(), says(switches, policy)]
  return {
    gone: before.filter((one) => !after.includes(one)),
    come: after.filter((one) => !before.includes(one)),
  }
}
const more = (line: PolicyLine) => changed({}, [...POLICY, line]).come
const without = (role: string, capability: string) =>
  POLICY.filter((line) => line.role !== role || line.capability !== capability)

describe('who can see what about me', () => {
  it('says in a district that has set nothing that nobody but the coach and administrators see a talk', () => {
    expect(says()).toEqual([
      'You do not see your own coaching record, whatever other roles you have: not on a page, not in a search, a report, an export or by mail, and not when you come from your LMS.',
      'You are not told that you were put into the educator database: everybody who works at a school is in it.',
      'Coaches see the interactions and coaching cycles that they logged themselves, with what they wrote.',
      'District administrators see every interaction and coaching cycle of the district: the date, how long it took, what kind it was, its schools, its tags, who was there and when a next step is due; of a cycle its focus from the list, its phases, and how you were rated at its start and end.',
      'Coaches do not see what other coaches logged about you.',
      'If you change schools, district administrators may hand open work with you over to a coach of your new school: of a cycle its focus from the list, its phases and your rating at its start, of a next step when it is due. Nothing that was written goes along.',
      expect.stringMatching(
        /^Administrators of the customer .*, school administrators, principals, .*teachers.* see no/,
      ),
      'What a coach wrote is read at once by that coach alone: notes, next steps, files, and the focus and goal of a cycle in their own words. Somebody else who sees the interaction or the cycle has to give a reason first, and it goes on the audit log. The coach sees who opened it, when and why.',
      'District administrators read reports of all coaching: time and interactions by coach, school, kind, tag and phase, how cycles stand, and the names of educators whom nobody has seen for a while.',
      'Coaches read reports of their own work, and of nobody else’s.',
      'Principals see totals of coaching at their schools, by whole months: how many interactions, how much time, and how many coaching cycles ended or go on, and after how many days. They name nobody, and no figure stands for fewer than 10 educators.',
      'You get a copy of an interaction by mail only where its coach tags you in it and ticks a box for this one; the box is off until then. Nothing else about your coaching is ever mailed to you.',
      expect.stringMatching(/^Coaches find the educators of the schools that they work with/),
      'District administrators find every educator of the district: name, schools, grades, last contact and next step.',
      'A coach may keep a list of the educators whom they look after. Whether you are in it that coach and district administrators see.',
      'The audit log keeps what was done in coaching: who logged, changed or opened something, when, and whom it was about, not what it says. District administrators read it, but for what is about themselves.',
      'When you leave, your record is closed and kept. District administrators alone can delete it for good, after typing your name.',
    ])
  })

  it.each([
    ['coachesSeeEachOther', { coachesSeeEachOther: true }, /^Coaches see what other coaches logged at the schools/],
    ['privateNotes', { privateNotes: true }, /^What a coach wrote is private: notes/],
    ['coachReports', { coachReports: 'schools' }, /^Coaches read such reports of what all coaches did for the schools/],
    [
      'coachReports',
      { coachReports: 'district' },
      /^Coaches read such reports of what all coaches did in the district/,
    ],
    ['principalReports', { principalReports: 'none' }, /^Principals see nothing of coaching, not even totals/],
    ['principalMinimum', { principalMinimum: 25 }, /fewer than 25 educators/],
  ] as const)('changes one sentence with the switch %s %o, and names the switch', (name, switches, sentence) => {
    const { gone, come } = changed(switches)
    expect(gone).toHaveLength(1)
    expect(come).toEqual([expect.stringMatching(sentence)])
    const line = describeVisibility({ ...AS_IT_COMES, ...switches }).find((one) => one.says === come[0])
    expect(line?.switch).toBe(name)
  })

  it.each([
    ['coach', 'view:interaction'],
    ['district_admin', 'view:interaction'],
    ['district_admin', 'view:data_report'],
    ['coach', 'view:own_note_access_log'],
    ['principal', 'view:limited_data'],
    ['educator_record', 'receive_email:interaction_copy'],
    ['coach', 'share_by_email:interaction'],
    ['coach', 'use:educator_database'],
    ['district_admin', 'use:educator_database'],
    ['district_admin', 'delete_permanently:educator'],
    ['district_admin', 'manage:coaching_settings'],
  ])('says something else without the line of %s for %s', (role, capability) => {
    const { gone, come } = changed({}, without(role, capability))
    expect(gone.length + come.length).toBeGreaterThan(0)
  })

  it('says something else without the lines that a switch opens', () => {
    for (const [switches, capability] of [
      [{ coachesSeeEachOther: true }, 'view:colleague_interaction'],
      [{ coachReports: 'schools' }, 'view:data_report'],
      [{ coachReports: 'district' }, 'view:district_data_report'],
    ] as const)
      expect(says(switches, without('coach', capability)), capability).not.toEqual(says(switches))
  })

  it('says what is denied today as allowed, once the policy allows it', () => {
    expect(more(allow('educator_record', 'view:own_profile_or_notes', 'self', 'X'))).toEqual([
      'You can see your own coaching record.',
    ])
    expect(more(allow('educator_record', 'be_notified:educator_upload', 'self', 'X'))).toHaveLength(1)
    expect(more(allow('principal', 'view:interaction', 'own_school', 'X'))).toContainEqual(
      expect.stringMatching(/^Principals see the interactions and coaching cycles of their schools/),
    )
    expect(more(allow('teacher', 'delete_permanently:educator', 'own_school', 'X'))).toEqual([
      expect.stringContaining('District administrators and teachers alone can delete'),
    ])
    expect(more(allow('school_admin', 'view:limited_data', 'own_school', 'X'))).toEqual([
      expect.stringMatching(/^District administrators, school administrators, and principals see totals/),
    ])
  })

  it('forgets a condition as soon as the policy does', () => {
    const free = POLICY.map((line) => ({ ...line, conditions: [] }))
    expect(says({}, free)).toContain('You get a copy of every interaction that tags you by mail.')
    expect(changed({}, free).come).toContainEqual(expect.stringMatching(/^Coaches see what other coaches logged at/))
  })

  it('gives for every sentence the rows that it comes from', () => {
    const of = describeVisibility(AS_IT_COMES)
    expect(of.find(({ topic }) => topic === 'yourself')?.rows).toEqual(['P000-24'])
    expect(of.find(({ topic }) => topic === 'mail')?.rows).toEqual(['P000-13', 'P000-25'])
    expect(of.filter(({ rows }) => rows.length === 0).map((line) => line.says)).toEqual([])
  })
})
