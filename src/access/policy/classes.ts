/** Classes, what is done in them, and benchmark tests (002). */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const CLASSES: readonly PolicyLine[] = [
  allow('district_admin', 'manage:class', 'district', 'P002-26-D'),
  allow('customer_admin', 'manage:class', 'customer', 'P002-26-C'),
  allow('school_admin', 'manage:class', 'own_school', 'P002-26-B'),
  allow('teacher', 'manage:class', 'own_classes', 'P002-26-T'),

  allow('district_admin', 'create:class', 'district', 'P002-27-D'),
  allow('customer_admin', 'create:class', 'customer', 'P002-27-C'),
  allow('school_admin', 'create:class', 'own_school', 'P002-27-B'),
  allow('teacher', 'create:class', 'own_classes', 'P002-27-T'),

  allow('district_admin', 'activate_deactivate:class', 'district', 'P002-28-D'),
  allow('customer_admin', 'activate_deactivate:class', 'customer', 'P002-28-C'),
  allow('school_admin', 'activate_deactivate:class', 'own_school', 'P002-28-B'),
  allow('teacher', 'activate_deactivate:class', 'own_classes', 'P002-28-T'),

  when(['field_open'], allow('district_admin', 'edit:class_name', 'district', 'P002-29-D')),
  when(['field_open'], allow('customer_admin', 'edit:class_name', 'customer', 'P002-29-C')),
  when(['field_open'], allow('school_admin', 'edit:class_name', 'own_school', 'P002-29-B')),
  when(['field_open'], allow('teacher', 'edit:class_name', 'own_classes', 'P002-29-T')),

  when(
    ['student.status=inactive'],
    allow('district_admin', 'delete_from_group:inactive_student_account', 'district', 'P002-30-D'),
  ),
  when(
    ['student.status=inactive'],
    allow('customer_admin', 'delete_from_group:inactive_student_account', 'customer', 'P002-30-C'),
  ),
  when(
    ['student.status=inactive'],
    allow('school_admin', 'delete_from_group:inactive_student_account', 'own_school', 'P002-30-B'),
  ),
  when(
    ['student.status=inactive'],
    allow('teacher', 'delete_from_group:inactive_student_account', 'own_classes', 'P002-30-T'),
  ),

  allow('district_admin', 'restrict:avatar_and_accessory_purchase', 'district', 'P002-31-D'),
  allow('customer_admin', 'restrict:avatar_and_accessory_purchase', 'customer', 'P002-31-C'),
  allow('school_admin', 'restrict:avatar_and_accessory_purchase', 'own_school', 'P002-31-B'),
  allow('teacher', 'restrict:avatar_and_accessory_purchase', 'own_classes', 'P002-31-T'),

  allow('district_admin', 'print:start_card_group', 'district', 'P002-32-D'),
  allow('customer_admin', 'print:start_card_group', 'customer', 'P002-32-C'),
  allow('school_admin', 'print:start_card_group', 'own_school', 'P002-32-B'),
  allow('teacher', 'print:start_card_group', 'own_classes', 'P002-32-T'),

  deny('district_admin', 'enrol:pathway', 'P002-33-D'),
  deny('customer_admin', 'enrol:pathway', 'P002-33-C'),
  deny('school_admin', 'enrol:pathway', 'P002-33-B'),
  allow('teacher', 'enrol:pathway', 'own_classes', 'P002-33-T'),

  deny('district_admin', 'administer:motivational_program', 'P002-34-D'),
  deny('customer_admin', 'administer:motivational_program', 'P002-34-C'),
  deny('school_admin', 'administer:motivational_program', 'P002-34-B'),
  allow('teacher', 'administer:motivational_program', 'own_classes', 'P002-34-T'),

  deny('district_admin', 'assign_unassign:benchmark_test', 'P002-35-D'),
  deny('customer_admin', 'assign_unassign:benchmark_test', 'P002-35-C'),
  allow('school_admin', 'assign_unassign:benchmark_test', 'own_school', 'P002-35-B'),
  allow('teacher', 'assign_unassign:benchmark_test', 'own_classes', 'P002-35-T'),

  deny('district_admin', 'reassign:benchmark_1', 'P002-36-D'),
  deny('customer_admin', 'reassign:benchmark_1', 'P002-36-C'),
  allow('school_admin', 'reassign:benchmark_1', 'own_school', 'P002-36-B'),
  allow('teacher', 'reassign:benchmark_1', 'own_classes', 'P002-36-T'),

  when(['within_96_hours_of_completion'], deny('district_admin', 'invalidate:benchmark_2_3', 'P002-37-D')),
  when(['within_96_hours_of_completion'], deny('customer_admin', 'invalidate:benchmark_2_3', 'P002-37-C')),
  when(['within_96_hours_of_completion'], allow('school_admin', 'invalidate:benchmark_2_3', 'own_school', 'P002-37-B')),
  when(['within_96_hours_of_completion'], allow('teacher', 'invalidate:benchmark_2_3', 'own_classes', 'P002-37-T')),
]
