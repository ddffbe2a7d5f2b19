/** Communities, their classes, leads and reports (003 and our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const COMMUNITIES: readonly PolicyLine[] = [
  allow('class_lead', 'designate:class_lead', 'own_class', 'P003-01'),
  when(
    ['not_oneself', 'lead_consents'],
    allow('community_lead', 'designate:class_lead', 'classes_in_own_community', 'P003-02'),
  ),
  deny('community_member', 'designate:class_lead', 'P003-03'),

  allow('class_lead', 'add_additional:class_lead', 'own_class', 'P003-04'),
  when(
    ['not_oneself', 'lead_consents'],
    allow('community_lead', 'add_additional:class_lead', 'classes_in_own_community', 'P003-05'),
  ),
  deny('community_member', 'add_additional:class_lead', 'P003-06'),

  when(['not_the_last_lead'], allow('class_lead', 'remove:class_lead', 'own_class', 'P003-07')),
  when(['not_the_last_lead'], allow('community_lead', 'remove:class_lead', 'classes_in_own_community', 'P003-08')),
  deny('community_member', 'remove:class_lead', 'P003-09'),
  allow('district_admin', 'remove:class_lead', 'district', 'product.md §5.6'),

  allow('class_lead', 'control:all_class_settings', 'own_class', 'P003-10'),
  allow('class_lead', 'invite:class_lead', 'own_class', 'P003-11'),
  allow('class_lead', 'edit:class_roster', 'own_class', 'P003-12'),
  allow('class_lead', 'edit:class_survey_schedule', 'own_class', 'P003-13'),
  when(
    ['is_member(target_community)'],
    allow('class_lead', 'add_own_class:community', 'communities_where_already_member', 'P003-14'),
  ),

  allow('class_lead', 'view:class_report', 'own_class', 'P003-15'),
  when(['unless is_class_lead(class)'], deny('community_member', 'view:class_report', 'P003-23')),
  when(['unless is_class_lead(class)'], deny('community_lead', 'view:class_report', 'P003-34')),
  deny('district_admin', 'view:class_report', 'OWN-35-A'),
  deny('school_admin', 'view:class_report', 'OWN-35-B'),
  deny('principal', 'view:class_report', 'OWN-35-C'),
  deny('coach', 'view:class_report', 'OWN-35-D'),
  deny('it_admin', 'view:class_report', 'OWN-35-E'),

  allow('class_lead', 'view:community_report', 'own_communities', 'P003-16'),
  allow('community_member', 'view:community_report', 'community', 'P003-22'),
  allow('community_lead', 'view:community_report', 'community', 'P003-33'),

  allow('community_member', 'add:class', 'community', 'P003-19'),
  allow('community_lead', 'add:class', 'community', 'P003-31'),

  allow('community_member', 'view:member_list', 'community', 'P003-20'),
  allow('community_member', 'view:class_list', 'community', 'P003-21'),
  allow('community_lead', 'reassign:community_lead', 'community', 'P003-26'),
  allow('community_lead', 'promote:community_member_to_lead', 'community', 'P003-27'),

  allow('community_lead', 'invite:community_member', 'community', 'P003-29'),
  deny('community_member', 'invite:community_member', 'P003-35'),

  allow('community_lead', 'remove:community_member', 'community', 'P003-30'),

  allow('community_lead', 'edit:class_settings', 'classes_in_own_community', 'P003-32'),
  deny('community_member', 'edit:class_settings', 'P003-36'),

  allow('community_lead', 'edit:community', 'community', 'product.md §5.1'),

  // Whose classes these are: what makes communities of the roster is said by whoever runs it.
  allow('district_admin', 'manage:community_rule', 'district', 'product.md §5.1'),
  allow('school_admin', 'manage:community_rule', 'own_school', 'product.md §5.1'),

  // What a whole district's students are asked is said by whoever runs it.
  allow('district_admin', 'manage:question_set', 'district', 'product.md §5.4'),

  allow('teacher', 'create:community', 'district', 'OWN-33-A'),
  allow('coach', 'create:community', 'district', 'OWN-33-B'),
  allow('principal', 'create:community', 'district', 'OWN-33-C'),
  allow('school_admin', 'create:community', 'district', 'OWN-33-D'),
  allow('district_admin', 'create:community', 'district', 'OWN-33-E'),
  deny('student', 'create:community', 'OWN-33-F'),
  deny('billing_only', 'create:community', 'OWN-33-G'),
  deny('it_admin', 'create:community', 'OWN-33-H'),

  allow('district_admin', 'list:community', 'district', 'OWN-34-A'),
  allow('customer_admin', 'list:community', 'customer', 'OWN-34-B'),

  allow('student', 'answer:survey', 'self', 'OWN-36-A'),

  allow('class_lead', 'view:participation_by_name', 'own_class', 'OWN-37-A'),
  deny('community_lead', 'view:participation_by_name', 'OWN-37-B'),
  deny('community_member', 'view:participation_by_name', 'OWN-37-C'),

  allow('community_member', 'leave:community', 'self', 'OWN-38-A'),
  allow('community_lead', 'leave:community', 'self', 'OWN-38-B'),
]
