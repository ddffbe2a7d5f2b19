/** What support may look at: how things stand and why, never what was written about anybody. It changes nothing. */

import type { PolicyLine } from './line.ts'
import { allow, when } from './line.ts'

const DECISION = 'decisions/support-access'

export const SUPPORT: readonly PolicyLine[] = [
  allow('support', 'view:source', 'district', DECISION),
  allow('support', 'view:run_report', 'district', DECISION),
  allow('support', 'view:quarantine', 'district', DECISION),
  allow('support', 'view:role_map', 'district', DECISION),
  allow('support', 'view:why_trace', 'district', DECISION),
  allow('support', 'view:preflight', 'district', DECISION),
  allow('support', 'view:licence_state', 'district', DECISION),
  allow('support', 'view:ledger', 'district', DECISION),
  allow('support', 'view:effective_rule', 'district', DECISION),
  allow('support', 'view:health', 'district', DECISION),
  allow('support', 'view:audit_log_of_sync_and_lti', 'district', DECISION),
  // The records of the roster, field by field with whose each is.
  when(['reading'], allow('support', 'edit:feed_owned_field', 'district', DECISION)),
]
