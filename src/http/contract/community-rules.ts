/** Communities made of the roster by a rule, and staying out of them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable, PersonName } from './shapes.ts'

const Grade = Type.String({ minLength: 1, maxLength: 64 })
const Course = Type.String({ minLength: 1, maxLength: 300, description: 'Key of a course, as `choices` has it.' })
const words = {
  sameCourse: Type.Boolean({ description: 'Classes of one community have the same course: its code, else its title.' }),
  sameGrade: Type.Boolean(),
  sameSchool: Type.Boolean(),
  schoolIds: Type.Union([Type.Array(Id, { minItems: 1, maxItems: 2000, uniqueItems: true }), Type.Null()], {
    description: 'Classes of these schools alone; null: of every school, for administrators of the district.',
  }),
  grades: nullable(Type.Array(Grade, { minItems: 1, maxItems: 100, uniqueItems: true })),
  courses: nullable(Type.Array(Course, { minItems: 1, maxItems: 500, uniqueItems: true })),
}

export const CommunityRule = exactly({
  id: Id,
  ...words,
  schools: Type.Array(Named),
  ledBy: PersonName,
  madeAt: DateTime,
  endedAt: Type.Union([DateTime, Type.Null()], { description: 'Null: it is at work.' }),
  communities: Type.Integer({ minimum: 0, description: 'How many it has made.' }),
  classes: Type.Integer({ minimum: 0, description: 'How many places of classes in them are its doing.' }),
})
export type CommunityRule = Static<typeof CommunityRule>

/** `GET /api/v1/community-rules` */
export const CommunityRules = exactly({
  rules: Type.Array(CommunityRule),
  choices: exactly({
    courses: Type.Array(exactly({ key: Course, title: Type.String(), classes: Type.Integer({ minimum: 1 }) })),
    grades: Type.Array(Type.String()),
    schools: Type.Array(Named),
  }),
})
export type CommunityRules = Static<typeof CommunityRules>

const Group = exactly({
  communityId: Type.Union([Id, Type.Null()], { description: 'Null: it isn’t there.' }),
  name: Type.String(),
  state: Type.Union([Type.Literal('there'), Type.Literal('new'), Type.Literal('one_lead'), Type.Literal('too_many')], {
    description:
      '`one_lead`: it is not made until two classes of different leads are there; `too_many`: a rule makes 200.',
  }),
  classes: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      school: nullable(Named),
      leads: Type.Array(PersonName),
      state: Type.Union(
        [
          ...([Type.Literal('in'), Type.Literal('joins'), Type.Literal('no_lead'), Type.Literal('taken_out')] as const),
          ...([Type.Literal('lead_left'), Type.Literal('full'), Type.Literal('archived')] as const),
          Type.Literal('not_made'),
        ],
        {
          description:
            '`joins`: it comes in with the next sync, or now; of the others: why it stays out. `full`: it is in five communities; `lead_left`: one of its leads stays out with all their classes.',
        },
      ),
    }),
  ),
})
export type RuleGroup = Static<typeof Group>

/** `GET /api/v1/community-rules/{ruleId}`: as it stands by the roster of now. */
export const RuleParams = exactly({ ruleId: Id })
export type RuleParams = Static<typeof RuleParams>
export const CommunityRuleDetail = exactly({ rule: CommunityRule, groups: Type.Array(Group) })
export type CommunityRuleDetail = Static<typeof CommunityRuleDetail>

/** `POST /api/v1/community-rules/preview`: nothing is changed. */
export const PreviewRuleBody = exactly(words)
export type PreviewRuleBody = Static<typeof PreviewRuleBody>
export const RulePreview = exactly({
  groups: Type.Array(Group),
  digest: Type.String({ description: 'Send it along to make the rule: what you saw is what is made.' }),
})
export type RulePreview = Static<typeof RulePreview>

/** `POST /api/v1/community-rules`; I lead what it makes. */
export const MakeRuleBody = exactly({ ...words, digest: Type.String({ pattern: '^[0-9a-f]{32}$' }) })
export type MakeRuleBody = Static<typeof MakeRuleBody>

/** `GET /api/v1/communities/staying-out` */
export const StayingOut = exactly({
  communities: Type.Array(
    exactly({
      id: Id,
      name: Type.String(),
      withAll: Type.Boolean({ description: 'With every class that I lead now or later.' }),
      classes: Type.Array(exactly({ id: Id, title: Type.String() }), { description: 'Taken out one by one.' }),
    }),
  ),
})
export type StayingOut = Static<typeof StayingOut>

/** `PUT /api/v1/communities/{communityId}/staying-out` */
export const StayOutBody = exactly({ out: Type.Boolean() })
export type StayOutBody = Static<typeof StayOutBody>
