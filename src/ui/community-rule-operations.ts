/** The operations on communities made by a rule that the app uses. */
import type * as rules from '../http/contract/community-rules.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface CommunityRuleOperations {
  'GET /api/v1/community-rules': Read<rules.CommunityRules>
  'GET /api/v1/community-rules/{ruleId}': Read<rules.CommunityRuleDetail>
  'POST /api/v1/community-rules/preview': Write<rules.PreviewRuleBody, rules.RulePreview>
  'POST /api/v1/community-rules': Write<rules.MakeRuleBody, rules.CommunityRuleDetail>
  'DELETE /api/v1/community-rules/{ruleId}': Write<null, null>
  'GET /api/v1/communities/staying-out': Read<rules.StayingOut>
  'PUT /api/v1/communities/{communityId}/staying-out': Write<rules.StayOutBody, rules.StayingOut>
}
