/** What the API does about people who may be one, and about merges, as the pages call it. */

import type * as matches from '../http/contract/matches.ts'
import type * as merges from '../http/contract/merges.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface MergeOperations {
  'GET /api/v1/educator-merges': Read<merges.MergePage, merges.MergeQuery>
  'GET /api/v1/educator-merges/preview': Read<merges.MergePreview, merges.MergePreviewQuery>
  'POST /api/v1/educator-merges': Write<merges.MergeBody, merges.MergeAsked>
  'POST /api/v1/educator-merges/{mergeId}/undo': Write<null, merges.MergeAsked>
  'GET /api/v1/match-proposals': Read<matches.MatchPage, matches.MatchQuery>
  'POST /api/v1/match-proposals/{proposalId}/link': Write<matches.LinkBody, matches.LinkAsked>
  'POST /api/v1/match-proposals/{proposalId}/dismissal': Write<null, matches.MatchDismissed>
  'GET /api/v1/runs/{runId}/matches': Read<matches.RunMatchPage, matches.MatchQuery>
}
