/** Platforms and launches (our own). */

import type { PolicyLine } from './line.ts'
import { allow, deny } from './line.ts'

export const LAUNCHES: readonly PolicyLine[] = [
  allow('it_admin', 'manage:lti_registration', 'district', 'OWN-18-A'),
  allow('district_admin', 'manage:lti_registration', 'district', 'OWN-18-B'),
  allow('customer_admin', 'manage:lti_registration', 'customer', 'OWN-18-C'),
  deny('school_admin', 'manage:lti_registration', 'OWN-18-D'),

  allow('district_admin', 'bind:lti_deployment', 'district', 'OWN-19-A'),
  allow('customer_admin', 'bind:lti_deployment', 'customer', 'OWN-19-B'),
  allow('it_admin', 'bind:lti_deployment', 'district', 'OWN-19-C'),

  // A launch never grants a role: whoever connects a platform doesn't become an administrator by what it says.
  allow('district_admin', 'confirm:lti_deployment', 'district', 'product.md §7'),
  allow('customer_admin', 'confirm:lti_deployment', 'customer', 'product.md §7'),
  deny('it_admin', 'confirm:lti_deployment', 'product.md §7'),

  allow('it_admin', 'resolve:unmatched_launch', 'district', 'OWN-20-A'),
  allow('district_admin', 'resolve:unmatched_launch', 'district', 'OWN-20-B'),
  allow('customer_admin', 'resolve:unmatched_launch', 'customer', 'OWN-20-C'),
  allow('school_admin', 'resolve:unmatched_launch', 'own_school', 'OWN-20-D'),

  allow('district_admin', 'enable:match_by_email', 'district', 'OWN-21-A'),
  allow('customer_admin', 'enable:match_by_email', 'customer', 'OWN-21-B'),
  deny('it_admin', 'enable:match_by_email', 'OWN-21-C'),

  allow('it_admin', 'view:preflight', 'district', 'OWN-22-A'),
  allow('district_admin', 'view:preflight', 'district', 'OWN-22-B'),
  allow('customer_admin', 'view:preflight', 'customer', 'OWN-22-C'),
]
