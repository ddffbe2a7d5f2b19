/** Staff accounts (002). */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const STAFF: readonly PolicyLine[] = [
  allow('district_admin', 'bulk_import:staff_student_group_data', 'district', 'P002-07-D', 'P002-14-D'),
  allow('customer_admin', 'bulk_import:staff_student_group_data', 'customer', 'P002-07-C', 'P002-14-C'),
  allow('school_admin', 'bulk_import:staff_student_group_data', 'own_school', 'P002-07-B', 'P002-14-B'),
  allow('teacher', 'bulk_import:staff_student_group_data', 'own_classes', 'P002-07-T', 'P002-14-T'),

  when(['has_invitation'], deny('district_admin', 'activate_own:educator_account', 'P002-08-D')),
  when(['has_invitation'], deny('customer_admin', 'activate_own:educator_account', 'P002-08-C')),
  when(['has_invitation'], allow('school_admin', 'activate_own:educator_account', 'self', 'P002-08-B')),
  when(['has_invitation'], allow('teacher', 'activate_own:educator_account', 'self', 'P002-08-T')),

  allow('district_admin', 'bulk_add:teacher_account', 'district', 'P002-09-D'),
  allow('customer_admin', 'bulk_add:teacher_account', 'customer', 'P002-09-C'),
  allow('school_admin', 'bulk_add:teacher_account', 'own_school', 'P002-09-B'),
  deny('teacher', 'bulk_add:teacher_account', 'P002-09-T'),

  allow('district_admin', 'add:educator_account', 'district', 'P002-10-D'),
  allow('customer_admin', 'add:educator_account', 'customer', 'P002-10-C'),
  allow('school_admin', 'add:educator_account', 'own_school', 'P002-10-B'),
  deny('teacher', 'add:educator_account', 'P002-10-T'),

  allow('district_admin', 'assign:teacher_class', 'district', 'P002-11-D'),
  allow('customer_admin', 'assign:teacher_class', 'customer', 'P002-11-C'),
  allow('school_admin', 'assign:teacher_class', 'own_school', 'P002-11-B'),
  deny('teacher', 'assign:teacher_class', 'P002-11-T'),

  allow('district_admin', 'edit:staff_account', 'district', 'P002-12-D'),
  allow('customer_admin', 'edit:staff_account', 'customer', 'P002-12-C'),
  when(['not_a_peer'], allow('school_admin', 'edit:staff_account', 'own_school', 'P002-12-B')),
  allow('teacher', 'edit:staff_account', 'self', 'P002-12-T'),

  allow('district_admin', 'activate_deactivate:educator_account', 'district', 'P002-13-D'),
  allow('customer_admin', 'activate_deactivate:educator_account', 'customer', 'P002-13-C'),
  when(['not_a_peer'], allow('school_admin', 'activate_deactivate:educator_account', 'own_school', 'P002-13-B')),
  deny('teacher', 'activate_deactivate:educator_account', 'P002-13-T'),
]
