/** Coaching (000): interactions, cycles, the educator database, reports. */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const COACHING: readonly PolicyLine[] = [
  allow('district_admin', 'view:interaction', 'district', 'P000-01'),
  deny('it_admin', 'view:interaction', 'OWN-29-A'),
  deny('school_admin', 'view:interaction', 'OWN-29-B'),
  deny('teacher', 'view:interaction', 'OWN-29-C'),
  deny('student', 'view:interaction', 'OWN-29-D'),
  deny('billing_only', 'view:interaction', 'OWN-29-E'),
  allow('coach', 'view:interaction', 'own_interactions', 'product.md §4.4'),

  allow('district_admin', 'use:educator_database', 'district', 'P000-01'),
  allow('coach', 'use:educator_database', 'assigned_schools', 'P000-14'),

  allow('district_admin', 'add:educator', 'district', 'product.md §4.5'),
  allow('school_admin', 'add:educator', 'own_school', 'product.md §4.5'),
  when(['granted_by_district_admin'], allow('coach', 'add:educator', 'assigned_schools', 'product.md §4.5')),

  allow('district_admin', 'view:data_report', 'district', 'P000-01'),
  when(['granted_by_district_admin'], allow('coach', 'view:data_report', 'as_granted', 'P000-12')),
  when(['granted_by_district_admin'], allow('coach', 'view:district_data_report', 'district', 'product.md §4.6')),
  when(
    ['granted_by_district_admin'],
    allow('coach', 'view:colleague_interaction', 'assigned_schools', 'product.md §4.4'),
  ),

  allow('district_admin', 'delete_permanently:educator', 'district', 'P000-03'),
  deny('coach', 'delete_permanently:educator', 'P000-04'),
  deny('principal', 'delete_permanently:educator', 'P000-05'),
  deny('billing_only', 'delete_permanently:educator', 'P000-06'),
  deny('educator_record', 'delete_permanently:educator', 'P000-07'),

  allow('coach', 'create:interaction', 'assigned_schools', 'P000-10'),
  allow('coach', 'edit:interaction', 'own_interactions', 'product.md §4.1'),
  allow('coach', 'import:interaction', 'assigned_schools', 'product.md §4.1'),
  allow('district_admin', 'import:interaction', 'district', 'product.md §4.1'),
  allow('district_admin', 'edit:coaching_tag', 'district', 'product.md §4.1'),
  when(['granted_by_district_admin'], allow('coach', 'edit:coaching_tag', 'district', 'product.md §4.1')),
  allow('coach', 'create:coaching_cycle', 'assigned_schools', 'P000-11'),
  when(['checkbox_ticked'], allow('coach', 'share_by_email:interaction', 'own_interactions', 'P000-13')),
  allow('principal', 'view:limited_data', 'own_school', 'P000-16'),
  deny('educator_record', 'view:own_profile_or_notes', 'P000-24'),
  when(['tagged_and_checkbox'], allow('educator_record', 'receive_email:interaction_copy', 'self', 'P000-25')),
  deny('educator_record', 'be_notified:educator_upload', 'P000-26'),
  allow('district_admin', 'upload_csv:educator', 'district', 'P000-27'),
  allow('coach', 'view:own_note_access_log', 'own_interactions', 'OWN-30-A'),
  allow('district_admin', 'manage:coaching_settings', 'district', 'OWN-31-A'),
  allow('district_admin', 'merge:educator', 'district', 'OWN-32-A'),
]
