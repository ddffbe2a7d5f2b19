/** Accounts of administrators and staff, and who may sign in (000, 001 and our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny, when } from './line.ts'

export const ACCOUNTS: readonly PolicyLine[] = [
  allow('district_admin', 'manage:permissions', 'district', 'P000-02'),
  allow('district_admin', 'grant:district_admin_role', 'district', 'P000-08'),
  allow('district_admin', 'create_unlimited:principal_account', 'district', 'P000-18'),
  deny('educator_record', 'sign_in:platform', 'P000-23'),

  allow('district_admin', 'view_and_manage:pro_educator_account', 'district', 'P001-02'),
  allow('school_admin', 'view_and_manage:pro_educator_account', 'own_school', 'P001-13'),

  when(
    ['account_creation_mode=manual'],
    allow('district_admin', 'create:administrator_account', 'district', 'P001-06'),
  ),

  when(
    ['target_is_educator'],
    allow('district_admin', 'promote:school_administrator', 'every_school_in_district', 'P001-07'),
  ),
  when(['target_is_educator'], allow('school_admin', 'promote:school_administrator', 'own_school', 'P001-20')),

  allow('district_admin', 'move:user', 'between_schools_in_district', 'P001-08'),
  allow('district_admin', 'delete:user', 'district', 'P001-09'),
  allow('district_admin', 'remove:user', 'district', 'P001-10'),
  when(['target_is_educator'], allow('district_admin', 'promote:district_administrator', 'district', 'P001-11')),
  when(['account_creation_mode=manual'], allow('school_admin', 'create:user_account', 'own_school', 'P001-14')),

  allow('teacher', 'access:manager', 'own_schools', 'P001-22'),
  deny('student', 'access:manager', 'P001-30'),

  deny('teacher', 'view_or_manage:pro_educator_account', 'P001-24'),

  allow('district_admin', 'invite:it_admin', 'district', 'OWN-41-A'),
  allow('customer_admin', 'invite:it_admin', 'customer', 'OWN-41-B'),

  allow('district_admin', 'invite:principal_or_billing_or_coach', 'district', 'OWN-42-A'),
  allow('customer_admin', 'invite:principal_or_billing_or_coach', 'customer', 'OWN-42-B'),

  allow('district_admin', 'view:own_sessions', 'self', 'OWN-43-A'),
  allow('customer_admin', 'view:own_sessions', 'self', 'OWN-43-B'),
  allow('school_admin', 'view:own_sessions', 'self', 'OWN-43-C'),
  allow('it_admin', 'view:own_sessions', 'self', 'OWN-43-D'),
  allow('coach', 'view:own_sessions', 'self', 'OWN-43-E'),
  allow('principal', 'view:own_sessions', 'self', 'OWN-43-F'),
  allow('billing_only', 'view:own_sessions', 'self', 'OWN-43-G'),
  allow('teacher', 'view:own_sessions', 'self', 'OWN-43-H'),
  allow('student', 'view:own_sessions', 'self', 'OWN-43-I'),

  allow('district_admin', 'revoke:session', 'district', 'OWN-44-A'),
  allow('customer_admin', 'revoke:session', 'customer', 'OWN-44-B'),

  allow('district_admin', 'configure:sign_in', 'district', 'OWN-45-A'),
  allow('it_admin', 'configure:sign_in', 'district', 'OWN-45-B'),
  allow('customer_admin', 'configure:sign_in', 'customer', 'OWN-45-C'),

  allow('district_admin', 'grant:support_access', 'district', 'OWN-46-A'),
  allow('customer_admin', 'grant:support_access', 'customer', 'OWN-46-B'),

  allow('district_admin', 'view_as:person', 'district', 'OWN-47-A'),
  allow('customer_admin', 'view_as:person', 'customer', 'OWN-47-B'),
]
