/** Licences, seats and billing (000, 001 and our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny } from './line.ts'

export const LICENCES: readonly PolicyLine[] = [
  allow('district_admin', 'hold:licence', 'district', 'P000-09'),
  allow('coach', 'hold:licence', 'district', 'P000-15'),
  deny('principal', 'hold:licence', 'P000-17'),
  deny('billing_only', 'hold:licence', 'P000-22'),

  allow('billing_only', 'sign_in:billing_area', 'district', 'P000-19'),
  allow('billing_only', 'manage:payment', 'district', 'P000-20'),
  allow('billing_only', 'view:invoice', 'district', 'P000-21'),
  allow('district_admin', 'perform:financial_transaction', 'district', 'P001-04'),
  allow('school_admin', 'allocate:export_credit', 'own_school', 'P001-17'),
  allow('teacher', 'hold:pro_educator_account', 'self', 'P001-21'),

  allow('district_admin', 'view:licence_state', 'district', 'OWN-23-A'),
  allow('customer_admin', 'view:licence_state', 'customer', 'OWN-23-B'),
  allow('it_admin', 'view:licence_state', 'district', 'OWN-23-C'),
  allow('billing_only', 'view:licence_state', 'district', 'OWN-23-D'),
  allow('school_admin', 'view:licence_state', 'own_school', 'OWN-23-E'),

  allow('district_admin', 'set:licence_quantity', 'district', 'OWN-24-A'),
  allow('customer_admin', 'set:licence_quantity', 'customer', 'OWN-24-B'),
  deny('billing_only', 'set:licence_quantity', 'OWN-24-C'),
  deny('it_admin', 'set:licence_quantity', 'OWN-24-D'),

  allow('district_admin', 'set:school_reservation', 'district', 'OWN-25-A'),
  allow('customer_admin', 'set:school_reservation', 'customer', 'OWN-25-B'),

  allow('district_admin', 'set:seat_priority', 'district', 'OWN-26-A'),
  allow('customer_admin', 'set:seat_priority', 'customer', 'OWN-26-B'),

  allow('district_admin', 'view:ledger', 'district', 'OWN-27-A'),
  allow('customer_admin', 'view:ledger', 'customer', 'OWN-27-B'),
  allow('billing_only', 'view:ledger', 'district', 'OWN-27-C'),

  deny('it_admin', 'hold:coaching_seat', 'OWN-28-A'),
  deny('school_admin', 'hold:coaching_seat', 'OWN-28-B'),
  deny('teacher', 'hold:coaching_seat', 'OWN-28-C'),
  deny('student', 'hold:coaching_seat', 'OWN-28-D'),
]
