/** Student accounts (001, 002). */

import type { PolicyLine } from './line.ts'
import { allow, deny, inherited, when } from './line.ts'

export const STUDENTS: readonly PolicyLine[] = [
  allow('district_admin', 'view_and_manage:student_account', 'district', 'P001-01'),
  allow('school_admin', 'view_and_manage:student_account', 'own_school', 'P001-12'),

  allow('teacher', 'view:student_account', 'own_schools', 'P001-23'),
  allow('teacher', 'create:class_group', 'own_schools', 'P001-25'),
  when(['field_open'], allow('teacher', 'edit:student_name', 'own_schools', 'P001-26')),
  when(['field_open'], allow('teacher', 'edit:student_email', 'own_schools', 'P001-27')),
  when(['field_open'], allow('teacher', 'edit:student_identity', 'own_schools', 'P001-28')),
  when(['field_open'], allow('teacher', 'edit:student_password', 'own_schools', 'P001-29')),

  allow('district_admin', 'configure:second_language_allowed', 'district', 'P002-15-D'),
  inherited(allow('customer_admin', 'configure:second_language_allowed', 'customer', 'P002-15-C')),
  deny('school_admin', 'configure:second_language_allowed', 'P002-15-B'),
  deny('teacher', 'configure:second_language_allowed', 'P002-15-T'),

  allow('district_admin', 'configure:student_information_number_required', 'district', 'P002-16-D'),
  inherited(allow('customer_admin', 'configure:student_information_number_required', 'customer', 'P002-16-C')),
  deny('school_admin', 'configure:student_information_number_required', 'P002-16-B'),
  deny('teacher', 'configure:student_information_number_required', 'P002-16-T'),

  allow('district_admin', 'configure:student_information_number_min_length', 'district', 'P002-17-D'),
  inherited(allow('customer_admin', 'configure:student_information_number_min_length', 'customer', 'P002-17-C')),
  deny('school_admin', 'configure:student_information_number_min_length', 'P002-17-B'),
  deny('teacher', 'configure:student_information_number_min_length', 'P002-17-T'),

  allow('district_admin', 'assign:product_access', 'district', 'P002-18-D'),
  allow('customer_admin', 'assign:product_access', 'customer', 'P002-18-C'),
  allow('school_admin', 'assign:product_access', 'own_school', 'P002-18-B'),
  allow('teacher', 'assign:product_access', 'own_classes', 'P002-18-T'),

  allow('district_admin', 'create:student_account', 'district', 'P002-19-D'),
  allow('customer_admin', 'create:student_account', 'customer', 'P002-19-C'),
  allow('school_admin', 'create:student_account', 'own_school', 'P002-19-B'),
  when(['teacher_may_create_students'], allow('teacher', 'create:student_account', 'own_classes', 'P002-19-T')),

  allow('district_admin', 'add_new_to_class:student_enrolment', 'district', 'P002-20-D'),
  allow('customer_admin', 'add_new_to_class:student_enrolment', 'customer', 'P002-20-C'),
  allow('school_admin', 'add_new_to_class:student_enrolment', 'own_school', 'P002-20-B'),
  when(
    ['teacher_may_create_students'],
    allow('teacher', 'add_new_to_class:student_enrolment', 'own_classes', 'P002-20-T'),
  ),

  allow('district_admin', 'add_existing_to_class:student_enrolment', 'district', 'P002-21-D'),
  allow('customer_admin', 'add_existing_to_class:student_enrolment', 'customer', 'P002-21-C'),
  allow('school_admin', 'add_existing_to_class:student_enrolment', 'own_school', 'P002-21-B'),
  allow('teacher', 'add_existing_to_class:student_enrolment', 'own_classes', 'P002-21-T'),

  allow('district_admin', 'view_edit:student_account', 'district', 'P002-22-D'),
  allow('customer_admin', 'view_edit:student_account', 'customer', 'P002-22-C'),
  allow('school_admin', 'view_edit:student_account', 'own_school', 'P002-22-B'),
  allow('teacher', 'view_edit:student_account', 'own_classes', 'P002-22-T'),

  when(
    ['student.status=inactive'],
    allow('district_admin', 'delete:inactive_student_account', 'district', 'P002-23-D'),
  ),
  when(
    ['student.status=inactive'],
    allow('customer_admin', 'delete:inactive_student_account', 'customer', 'P002-23-C'),
  ),
  when(
    ['student.status=inactive'],
    allow('school_admin', 'delete:inactive_student_account', 'own_school', 'P002-23-B'),
  ),
  when(['student.status=inactive'], allow('teacher', 'delete:inactive_student_account', 'own_classes', 'P002-23-T')),

  allow('district_admin', 'move:student', 'between_schools_in_district', 'P002-24-D'),
  allow('customer_admin', 'move:student', 'between_schools_in_customer', 'P002-24-C'),
  allow('school_admin', 'move:student', 'between_classes_in_own_school', 'P002-24-B'),
  allow('teacher', 'move:student', 'between_own_classes', 'P002-24-T'),

  allow('district_admin', 'print:start_card_student', 'district', 'P002-25-D'),
  allow('customer_admin', 'print:start_card_student', 'customer', 'P002-25-C'),
  allow('school_admin', 'print:start_card_student', 'own_school', 'P002-25-B'),
  allow('teacher', 'print:start_card_student', 'own_classes', 'P002-25-T'),
]
