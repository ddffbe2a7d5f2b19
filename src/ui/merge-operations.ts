/** What the API does about people who may be one, about merges, and about educators added by hand, as the pages call it. */

import type * as byHand from '../http/contract/educator-by-hand.ts'
import type * as matches from '../http/contract/matches.ts'
import type * as merges from '../http/contract/merges.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface MergeOperations {
  'GET /api/v1/coaching/educator-doubles': Read<byHand.EducatorDoubles, byHand.DoublesQuery>
  'POST /api/v1/coaching/educators': Write<byHand.AddEducatorBody, byHand.EducatorAdded>
  'GET /api/v1/educator-merges': Read<merges.MergePage, merges.MergeQuery>
  'GET /api/v1/educator-merges/preview': Read<merges.MergePreview, merges.MergePreviewQuery>
  'POST /api/v1/educator-merges': Write<merges.MergeBody, merges.MergeAsked>
  'POST /api/v1/educator-merges/{mergeId}/undo': Write<null, merges.MergeAsked>
  'GET /api/v1/match-proposals': Read<matches.MatchPage, matches.MatchQuery>
  'POST /api/v1/match-proposals/{proposalId}/link': Write<matches.LinkBody, matches.LinkAsked>
  'POST /api/v1/match-proposals/{proposalId}/dismissal': Write<null, matches.MatchDismissed>
  'GET /api/v1/runs/{runId}/matches': Read<matches.RunMatchPage, matches.MatchQuery>
}
