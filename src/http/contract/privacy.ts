/** The privacy statement: what is kept of people, how long, and who sees it, as things are set. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Permission } from './permissions.ts'
import { exactly } from './shapes.ts'

/** `GET /api/v1/privacy-statement`. */
export const PrivacyStatement = exactly({
  district: Type.String({ description: 'Its name.' }),
  kept: Type.Array(exactly({ section: Type.String(), says: Type.String() }), {
    description: 'What is kept of one person, part by part, as the file of their record has it.',
  }),
  notInTheFile: Type.Array(Type.String(), { description: 'What of it is not given to the person, and why.' }),
  times: Type.Array(
    exactly({
      name: Type.String(),
      says: Type.String(),
      days: Type.Integer({ minimum: 0 }),
      isOwn: Type.Boolean({ description: 'The district has set it; else it is the installation’s.' }),
    }),
  ),
  surveyNamesOn: Type.String({ description: 'MM-DD: when it is forgotten who took part in surveys.' }),
  seenBy: Type.Array(exactly({ topic: Type.String(), permissions: Type.Array(Permission) }), {
    description: 'Who may see or take along what, by the policy and the district’s rules as they stand.',
  }),
  goesTo: exactly({
    platforms: Type.Array(Type.String(), { description: 'LMSs that people launch it from.' }),
    gradebookClasses: Type.Integer({
      minimum: 0,
      description: 'Classes whose gradebook is told that somebody took part in a survey.',
    }),
    signInProviders: Type.Array(Type.String()),
  }),
})
export type PrivacyStatement = Static<typeof PrivacyStatement>
