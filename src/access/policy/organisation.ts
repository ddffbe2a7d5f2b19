/** Schools, school groups, rules and switches (001, 002 and our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny, inherited } from './line.ts'

export const ORGANISATION: readonly PolicyLine[] = [
  allow('district_admin', 'set_default:district_rule', 'district', 'P001-03'),
  allow('school_admin', 'edit:school_settings', 'own_school', 'P001-15'),
  allow('school_admin', 'override:school_rule', 'own_school', 'P001-16'),
  deny('school_admin', 'manage:other_school_organization', 'P001-18'),
  deny('school_admin', 'perform:district_level_task', 'P001-19'),

  allow('district_admin', 'edit:school', 'district', 'P002-01-D'),
  allow('customer_admin', 'edit:school', 'customer', 'P002-01-C'),
  deny('school_admin', 'edit:school', 'P002-01-B'),
  deny('teacher', 'edit:school', 'P002-01-T'),

  allow('district_admin', 'manage:school_group', 'district', 'P002-02-D'),
  allow('customer_admin', 'manage:school_group', 'customer', 'P002-02-C'),
  deny('school_admin', 'manage:school_group', 'P002-02-B'),
  deny('teacher', 'manage:school_group', 'P002-02-T'),

  allow('district_admin', 'configure:teacher_may_create_students', 'district', 'P002-03-D'),
  inherited(allow('customer_admin', 'configure:teacher_may_create_students', 'customer', 'P002-03-C')),
  deny('school_admin', 'configure:teacher_may_create_students', 'P002-03-B'),
  deny('teacher', 'configure:teacher_may_create_students', 'P002-03-T'),

  allow('district_admin', 'export:student_report_data', 'district', 'P002-04-D'),
  allow('customer_admin', 'export:student_report_data', 'customer', 'P002-04-C'),
  allow('school_admin', 'export:student_report_data', 'own_school', 'P002-04-B'),
  allow('teacher', 'export:student_report_data', 'own_classes', 'P002-04-T'),

  allow('district_admin', 'upload:parent_portal_logo', 'district', 'P002-05-D'),
  inherited(allow('customer_admin', 'upload:parent_portal_logo', 'customer', 'P002-05-C')),
  deny('school_admin', 'upload:parent_portal_logo', 'P002-05-B'),
  deny('teacher', 'upload:parent_portal_logo', 'P002-05-T'),

  allow('district_admin', 'view:parent_self_registration', 'district', 'P002-06-D'),
  inherited(allow('customer_admin', 'view:parent_self_registration', 'customer', 'P002-06-C')),
  deny('school_admin', 'view:parent_self_registration', 'P002-06-B'),
  deny('teacher', 'view:parent_self_registration', 'P002-06-T'),

  allow('district_admin', 'view:effective_rule', 'district', 'OWN-39-A'),
  allow('customer_admin', 'view:effective_rule', 'customer', 'OWN-39-B'),
  allow('school_admin', 'view:effective_rule', 'own_school', 'OWN-39-C'),

  allow('district_admin', 'lock:district_rule', 'district', 'OWN-40-A'),
  allow('customer_admin', 'lock:district_rule', 'customer', 'OWN-40-B'),
  deny('school_admin', 'lock:district_rule', 'OWN-40-C'),
]
