/** What the client's documents say of licences, or what follows from them for a licence; each has a test of its own (`LICENCE_TESTS`). */

import type { Sentence } from './sentences.ts'

export const LICENCE_TESTS = 'test/http/licence-sentences.test.ts'

/** As the document has them; what is left out stands for `…`. */
export const LICENCE_SENTENCES: readonly Pick<Sentence, 'document' | 'says'>[] = [
  { document: '000', says: 'Our license structure is unique since the platform isn’t designed for educators.' },
  {
    document: '000',
    says: 'Licenses are assigned to anyone using Connecthub.io as a District Admin or Coach.',
  },
  { document: '000', says: 'A District Admin … These users receive a license.' },
  { document: '000', says: 'A Coach … These users receive a license.' },
  { document: '000', says: 'Principals do not receive a license.' },
  { document: '000', says: 'You can create as many Principal account types as you’d like.' },
  { document: '000', says: 'A Billing Access Only account can log in' },
  {
    document: '000',
    says: 'This account type was designed for billing departments to manage billing without needing a license.',
  },
  { document: '000', says: 'Billing Access Only Users do not receive a license.' },
  { document: '000', says: 'Educators do not receive logins.' },
  {
    document: '000',
    says: 'The size of the educator database is determined by how many licenses you purchase.',
  },
  { document: '000', says: 'These limits can be found here.' },
  {
    document: '001',
    says: 'The Administrators for a District License are the only users who can see and manage … accounts for the entire district.',
  },
  { document: '001', says: 'The Administrators can … perform financial transactions.' },
  {
    document: '001',
    says: 'Create accounts for other Administrators (if the district uses manual account creation).',
  },
  { document: '001', says: 'Promote other educators to Administrator status for each School Organization.' },
  { document: '001', says: 'Move existing users from one School Organization to another as necessary.' },
  { document: '001', says: 'Delete or remove users who are no longer members of the district' },
  {
    document: '001',
    says: 'Any current District Administrator can make any other Pro Educator a District-level Administrator, as well.',
  },
  {
    document: '001',
    says: 'Create new user accounts (if the district uses manual account creation).',
  },
  { document: '001', says: 'Allocate export credits to users who need them.' },
  { document: '001', says: 'School-level Administrators can only manage their own School Organizations.' },
  {
    document: '001',
    says: 'All educators get Pro Educator accounts, but not all of them are Administrators.',
  },
  { document: '001', says: 'Students have no access to the Manager.' },
  { document: '002', says: 'Staff accounts can be one of four types' },
  {
    document: '002',
    says: 'District and Customer administrators can activate or deactivate all educator accounts',
  },
  { document: '002', says: 'Assign products to students' },
  { document: '002', says: 'Move students between classes, teachers, and schools' },
  { document: '002', says: 'Deleting inactive student accounts' },
  { document: '003', says: 'A Class Lead is usually the instructor(s) for a Class.' },
  {
    document: '003',
    says: 'A Community Member includes … other stakeholders who may need to access the Community report.',
  },
  {
    document: '003',
    says: 'Community Leads coordinate and support implementation for the Classes in a Community.',
  },
]
