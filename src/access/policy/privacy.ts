/** The audit log, privacy and how things stand (our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny } from './line.ts'

export const PRIVACY: readonly PolicyLine[] = [
  allow('district_admin', 'view:audit_log', 'district', 'OWN-48-A'),
  allow('customer_admin', 'view:audit_log', 'customer', 'OWN-48-B'),
  allow('school_admin', 'view:audit_log', 'own_school', 'OWN-48-C'),

  allow('it_admin', 'view:audit_log_of_sync_and_lti', 'district', 'OWN-49-A'),

  allow('district_admin', 'export:audit_log', 'district', 'OWN-50-A'),
  allow('customer_admin', 'export:audit_log', 'customer', 'OWN-50-B'),

  allow('district_admin', 'export:person_record', 'district', 'OWN-51-A'),
  allow('customer_admin', 'export:person_record', 'customer', 'OWN-51-B'),

  allow('district_admin', 'erase:person', 'district', 'OWN-52-A'),
  deny('customer_admin', 'erase:person', 'OWN-52-B'),
  deny('school_admin', 'erase:person', 'OWN-52-C'),

  allow('district_admin', 'set:legal_hold', 'district', 'OWN-53-A'),

  allow('district_admin', 'set:retention', 'district', 'OWN-54-A'),
  allow('customer_admin', 'set:retention', 'customer', 'OWN-54-B'),

  allow('customer_admin', 'offboard:district', 'customer', 'OWN-55-A'),
  allow('district_admin', 'offboard:district', 'district', 'OWN-55-B'),

  allow('teacher', 'view:privacy_statement', 'district', 'OWN-56-A'),
  allow('coach', 'view:privacy_statement', 'district', 'OWN-56-B'),
  allow('principal', 'view:privacy_statement', 'district', 'OWN-56-C'),
  allow('school_admin', 'view:privacy_statement', 'district', 'OWN-56-D'),
  allow('district_admin', 'view:privacy_statement', 'district', 'OWN-56-E'),
  allow('student', 'view:privacy_statement', 'district', 'OWN-56-F'),

  allow('it_admin', 'view:health', 'district', 'OWN-57-A'),
  allow('district_admin', 'view:health', 'district', 'OWN-57-B'),
  allow('customer_admin', 'view:health', 'customer', 'OWN-57-C'),
]
