/** Communities by rule for the fake backend: one rule at work, one that has ended; what would be made, and was. */

import type {
  CommunityRule,
  CommunityRuleDetail,
  CommunityRules,
  RuleGroup,
  RulePreview,
  StayingOut,
} from '../../src/http/contract/community-rules.ts'
import { Refused } from './fake-answers.ts'
import { person, schools } from './district.ts'

const [school = { id: '11', name: 'Lincoln Middle School' }, other = school] = schools
const WORDS = { sameCourse: true, sameGrade: true, sameSchool: false, schoolIds: null, grades: null, courses: null }
const RULE: CommunityRule = {
  id: '1',
  ...WORDS,
  schools: [],
  ledBy: person(9),
  madeAt: '2026-11-02T15:00:00Z',
  endedAt: null,
  communities: 2,
  classes: 7,
}
const ENDED: CommunityRule = {
  ...RULE,
  id: '2',
  sameCourse: false,
  sameSchool: true,
  schoolIds: [school.id],
  schools: [school],
  grades: ['07'],
  endedAt: '2026-11-09T15:00:00Z',
}
const STATES = ['joins', 'joins', 'no_lead', 'full', 'joins', 'taken_out', 'lead_left'] as const

const group = (name: string, more: Partial<RuleGroup>): RuleGroup => ({
  communityId: null,
  name,
  state: 'new',
  classes: STATES.map((state, index) => ({
    id: String(400 + index),
    title: `${name.split(' · ')[0] ?? ''}, period ${index + 1}`,
    school: index % 2 === 0 ? school : other,
    leads: state === 'no_lead' ? [] : [person(index + 3), ...(index === 4 ? [person(12)] : [])],
    state,
  })),
  ...more,
})
const groups = (): RuleGroup[] => [
  group('Integrated Mathematics · Grade 7', {}),
  group('Physical and Earth Sciences for the middle grades · Grade 7', {}),
  { communityId: null, name: 'Latin · Grade 8', state: 'one_lead', classes: [] },
]
/** Rules that were made or ended here. */
let made: CommunityRule[] = [RULE, ENDED]
let out: StayingOut['communities'] = [
  { id: '90', name: 'Advisory · Grade 7', withAll: false, classes: [{ id: '303', title: 'Advisory' }] },
]

interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const detail = (rule: CommunityRule): CommunityRuleDetail => ({
  rule,
  groups: groups().map((one) => ({ ...one, communityId: '71', state: 'there' })),
})

export const communityRuleHandlers = {
  'GET /api/v1/community-rules': (): CommunityRules => ({
    rules: made,
    choices: {
      courses: [
        { key: 'code:m7', title: 'Integrated Mathematics', classes: 7 },
        { key: 'title:latin', title: 'Latin', classes: 1 },
      ],
      grades: ['06', '07', '08'],
      schools: [...schools],
    },
  }),
  'GET /api/v1/community-rules/{ruleId}': (): CommunityRuleDetail => detail(RULE),
  'POST /api/v1/community-rules/preview': ({ body }: Asked): RulePreview => {
    if (body['sameCourse'] !== true && body['sameGrade'] !== true && body['sameSchool'] !== true)
      throw new Refused(422, 'community_rule_invalid', 'The rule has to be put right first.', [
        { field: 'sameCourse', code: 'says_nothing', message: 'Say what the classes of a community have in common.' },
      ])
    return { groups: groups(), digest: 'd'.repeat(32) }
  },
  'POST /api/v1/community-rules': (): CommunityRuleDetail => {
    const rule = { ...RULE, id: '3', sameGrade: false }
    made = [rule, ...made]
    return detail(rule)
  },
  'DELETE /api/v1/community-rules/{ruleId}': ({ params }: Asked): null => {
    made = made.map((rule) => (rule.id === params['ruleId'] ? { ...rule, endedAt: '2026-11-22T15:00:00Z' } : rule))
    return null
  },
  'GET /api/v1/communities/staying-out': (): StayingOut => ({ communities: out }),
  'PUT /api/v1/communities/{communityId}/staying-out': ({ params, body }: Asked): StayingOut => {
    const id = params['communityId'] ?? ''
    out = out.filter((one) => one.id !== id)
    if (body['out'] === true) out = [...out, { id, name: 'A community', withAll: true, classes: [] }]
    return { communities: out }
  },
}
