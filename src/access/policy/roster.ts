/** Sources, runs, the role map and sticky edits (our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const ROSTER: readonly PolicyLine[] = [
  allow('it_admin', 'view:source', 'district', 'OWN-01-A'),
  allow('district_admin', 'view:source', 'district', 'OWN-01-B'),
  allow('customer_admin', 'view:source', 'customer', 'OWN-01-C'),
  deny('school_admin', 'view:source', 'OWN-01-D'),
  deny('teacher', 'view:source', 'OWN-01-E'),
  deny('coach', 'view:source', 'OWN-01-F'),
  deny('billing_only', 'view:source', 'OWN-01-G'),

  allow('it_admin', 'manage:source', 'district', 'OWN-02-A'),
  allow('district_admin', 'manage:source', 'district', 'OWN-02-B'),
  allow('customer_admin', 'manage:source', 'customer', 'OWN-02-C'),
  deny('school_admin', 'manage:source', 'OWN-02-D'),

  allow('it_admin', 'start:run', 'district', 'OWN-03-A'),
  allow('district_admin', 'start:run', 'district', 'OWN-03-B'),
  allow('customer_admin', 'start:run', 'customer', 'OWN-03-C'),

  allow('it_admin', 'view:run_report', 'district', 'OWN-04-A'),
  allow('district_admin', 'view:run_report', 'district', 'OWN-04-B'),
  allow('customer_admin', 'view:run_report', 'customer', 'OWN-04-C'),
  allow('school_admin', 'view:run_report', 'own_school', 'OWN-04-D'),

  when(['no_administrator_rise'], allow('it_admin', 'approve:held_run', 'district', 'OWN-05-A')),
  when(['no_administrator_rise'], allow('district_admin', 'approve:held_run', 'district', 'OWN-05-B')),
  when(['no_administrator_rise'], allow('customer_admin', 'approve:held_run', 'customer', 'OWN-05-C')),

  allow('district_admin', 'approve:held_run_with_administrator_rise', 'district', 'OWN-06-A'),
  allow('customer_admin', 'approve:held_run_with_administrator_rise', 'customer', 'OWN-06-B'),
  deny('it_admin', 'approve:held_run_with_administrator_rise', 'OWN-06-C'),

  allow('it_admin', 'discard:held_run', 'district', 'OWN-07-A'),
  allow('district_admin', 'discard:held_run', 'district', 'OWN-07-B'),
  allow('customer_admin', 'discard:held_run', 'customer', 'OWN-07-C'),

  allow('it_admin', 'undo:run', 'district', 'OWN-08-A'),
  allow('district_admin', 'undo:run', 'district', 'OWN-08-B'),
  allow('customer_admin', 'undo:run', 'customer', 'OWN-08-C'),

  allow('it_admin', 'view:quarantine', 'district', 'OWN-09-A'),
  allow('district_admin', 'view:quarantine', 'district', 'OWN-09-B'),
  allow('customer_admin', 'view:quarantine', 'customer', 'OWN-09-C'),
  allow('school_admin', 'view:quarantine', 'own_school', 'OWN-09-D'),

  allow('it_admin', 'view:role_map', 'district', 'OWN-10-A'),
  allow('district_admin', 'view:role_map', 'district', 'OWN-10-B'),
  allow('customer_admin', 'view:role_map', 'customer', 'OWN-10-C'),

  when(['not_granting_administrators'], allow('it_admin', 'edit:role_map', 'district', 'OWN-11-A')),
  when(['not_granting_administrators'], allow('district_admin', 'edit:role_map', 'district', 'OWN-11-B')),
  when(['not_granting_administrators'], allow('customer_admin', 'edit:role_map', 'customer', 'OWN-11-C')),

  allow('district_admin', 'edit:role_map_administrator_rules', 'district', 'OWN-12-A'),
  allow('customer_admin', 'edit:role_map_administrator_rules', 'customer', 'OWN-12-B'),
  deny('it_admin', 'edit:role_map_administrator_rules', 'OWN-12-C'),

  allow('district_admin', 'edit:feed_owned_field', 'district', 'OWN-13-A'),
  allow('customer_admin', 'edit:feed_owned_field', 'customer', 'OWN-13-B'),
  allow('school_admin', 'edit:feed_owned_field', 'own_school', 'OWN-13-C'),

  allow('district_admin', 'give_back:sticky_edit', 'district', 'OWN-14-A'),
  allow('customer_admin', 'give_back:sticky_edit', 'customer', 'OWN-14-B'),
  allow('school_admin', 'give_back:sticky_edit', 'own_school', 'OWN-14-C'),

  allow('it_admin', 'export:roster', 'district', 'OWN-15-A'),
  allow('district_admin', 'export:roster', 'district', 'OWN-15-B'),
  allow('customer_admin', 'export:roster', 'customer', 'OWN-15-C'),

  allow('it_admin', 'link:person_match_proposal', 'district', 'OWN-16-A'),
  allow('district_admin', 'link:person_match_proposal', 'district', 'OWN-16-B'),
  allow('customer_admin', 'link:person_match_proposal', 'customer', 'OWN-16-C'),

  allow('district_admin', 'view:why_trace', 'district', 'OWN-17-A'),
  allow('customer_admin', 'view:why_trace', 'customer', 'OWN-17-B'),
  allow('it_admin', 'view:why_trace', 'district', 'OWN-17-C'),
  allow('school_admin', 'view:why_trace', 'own_school', 'OWN-17-D'),
]
