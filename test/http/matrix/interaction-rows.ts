/** Who may use the routes of interactions and their files. */

import type { PersonName } from '../school-district.ts'

const IMPORTERS: readonly PersonName[] = ['coach', 'southCoach', 'districtAdmin']

export const INTERACTION_ROWS: Readonly<Record<string, readonly PersonName[]>> = {
  'put /api/v1/coaching/interactions/:interactionId': ['coach', 'southCoach'],
  'post /api/v1/coaching/interactions/:interactionId/next-step': ['coach', 'southCoach'],
  'post /api/v1/coaching/interactions/:interactionId/deletion': ['coach', 'southCoach'],
  'get /api/v1/coaching/interactions/:interactionId/history': ['coach', 'southCoach'],
  'post /api/v1/coaching/interaction-mail-preview': ['coach', 'southCoach'],
  'get /api/v1/coaching/interactions/:interactionId/mail': ['coach', 'southCoach'],
  'post /api/v1/coaching/interactions/:interactionId/mail': ['coach', 'southCoach'],
  'post /api/v1/coaching/interaction-tags': ['coach', 'southCoach'],
  'get /api/v1/coaching/log-imports': IMPORTERS,
  'get /api/v1/coaching/log-imports/template': IMPORTERS,
  'get /api/v1/coaching/log': IMPORTERS,
  'post /api/v1/coaching/log-import-previews': IMPORTERS,
  'post /api/v1/coaching/log-imports': IMPORTERS,
  'delete /api/v1/coaching/log-imports/:logImportId': IMPORTERS,
  'get /api/v1/coaching/attachment-limits': ['coach', 'southCoach'],
  'post /api/v1/coaching/interactions/:interactionId/attachments': ['coach', 'southCoach'],
  'delete /api/v1/coaching/interactions/:interactionId/attachments/:attachmentId': ['coach', 'southCoach'],
  'post /api/v1/coaching/interactions/:interactionId/attachments/:attachmentId/content': [
    'coach',
    'southCoach',
    'districtAdmin',
  ],
}
