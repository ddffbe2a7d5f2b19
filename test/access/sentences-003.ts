/** What document 003 says of communities, classes, surveys and reports, sentence by sentence, and the test of each. */

import type { Sentence } from './sentences.ts'

const COMMUNITIES = 'test/http/communities.test.ts'
const MEMBERS = 'test/http/community-members.test.ts'
const LEADS = 'test/http/class-leads.test.ts'
const SURVEYS = 'test/http/surveys.test.ts'
const LIST = 'test/http/class-list.test.ts'
const NIGHTS = 'test/sync/class-list.test.ts'
const REPORTS = 'test/http/survey-reports.test.ts'
const INVITATIONS = 'test/http/community-invitations.test.ts'

const REQUESTS = 'test/http/class-requests.test.ts'

const CLASS_REPORT =
  'of a class are for its leads and nobody else, supervisors and the community’s lead included (P003-15, P003-23, P003-34, OWN-35)'
const COMMUNITY_REPORT = 'of a community are for its members, pooled and by no class (P003-16, P003-22, P003-33)'
const ASKED =
  'asks somebody, who leads the class once they agree, and belongs to its communities (P003-01, P003-04, P003-11, P003-17)'
const AGREED = 'agrees to whom a community lead asks for, who then decides (P003-02, P003-05)'
const NOT_A_MEMBERS = 'neither designates nor removes a lead, nor edits settings (P003-03, P003-06, P003-09, P003-36)'
const SETTINGS = 'removes a lead who is not the last (P003-08), and edits settings of the class (P003-32)'

export const SENTENCES_003: readonly Sentence[] = [
  {
    document: '003',
    says: 'There are 3 roles in a Community, each with unique levels of permissions and report access',
    shown: [
      [REPORTS, CLASS_REPORT],
      [REPORTS, COMMUNITY_REPORT],
      [LEADS, NOT_A_MEMBERS],
    ],
  },
  {
    document: '003',
    says: 'A Class Lead is usually the instructor(s) for a Class.',
    shown: [[COMMUNITIES, 'makes a lead a member without any invitation, for as long as they lead the class']],
  },
  {
    document: '003',
    says: 'Only a Class Lead or Community Lead can designate a Class Lead, add additional Class Leads, or remove a Class Lead.',
    shown: [
      [LEADS, ASKED],
      [LEADS, AGREED],
      [LEADS, NOT_A_MEMBERS],
      [LEADS, 'removes another lead, and never the last one (P003-07)'],
      [LEADS, SETTINGS],
    ],
  },
  {
    document: '003',
    says: 'Class Lead(s) can control all settings for a Class.',
    shown: [[LEADS, 'locks the code, and makes a new one, each on the log (P003-10)']],
  },
  { document: '003', says: 'They can invite or remove other Class Leads', shown: [[LEADS, ASKED]] },
  {
    document: '003',
    says: 'edit the Class Roster',
    shown: [
      [LIST, 'is edited by a lead of the class, which is marked with who and when, and is on the log (P003-12)'],
      [LIST, 'is no business of a lead of its community, of a lead of another class, or of administrators'],
      [NIGHTS, 'stays as it is while the feed says the same, says something else, and says it again'],
    ],
  },
  {
    document: '003',
    says: 'edit the Class survey schedule',
    shown: [
      [SURVEYS, 'is changed by its leads (P003-13), and that is on the audit log'],
      [SURVEYS, 'is refused with everything that is wrong with it, and stays as it was'],
    ],
  },
  {
    document: '003',
    says: 'can also add their Class to other Communities where they are already a Member',
    shown: [
      [COMMUNITIES, 'makes its leads members (P003-17, P003-18), and is on the audit log'],
      [COMMUNITIES, 'to a community one does not belong to, of another district or of nobody is the same answer'],
    ],
  },
  {
    document: '003',
    says: 'Class Leads can access their Class Reports and the Community Report.',
    shown: [
      [REPORTS, CLASS_REPORT],
      [REPORTS, COMMUNITY_REPORT],
      [REPORTS, 'of all my classes add up what their reports tell'],
      [REPORTS, 'as PDF tell the figures of the page, each of them and no other, to the same people alone'],
    ],
  },
  {
    document: '003',
    says: 'If a Class is added to multiple Communities, the Class Lead(s) automatically become Community Members in each of those Communities.',
    shown: [[COMMUNITIES, 'makes its leads members (P003-17, P003-18), and is on the audit log']],
  },
  {
    document: '003',
    says: 'A Community Member includes anyone invited to a Community or anyone whose Class is added to a Community.',
    shown: [
      [INVITATIONS, 'to somebody of the district waits among their communities, and the letter says so'],
      [COMMUNITIES, 'makes its leads members (P003-17, P003-18), and is on the audit log'],
    ],
  },
  {
    document: '003',
    says: 'teachers who are implementing the program and other stakeholders who may need to access the Community report',
    shown: [[INVITATIONS, 'gets a one-time link, makes an account by it, and is a member and nothing else']],
  },
  {
    document: '003',
    says: 'Community Members can add Classes to the Community.',
    shown: [[COMMUNITIES, 'makes its leads members (P003-17, P003-18), and is on the audit log']],
  },
  {
    document: '003',
    says: 'They can also view all other Members and Classes in a Community.',
    shown: [[COMMUNITIES, 'show a member the others’ names and nothing more of them']],
  },
  { document: '003', says: 'Community Members can access the Community Report.', shown: [[REPORTS, COMMUNITY_REPORT]] },
  {
    document: '003',
    says: 'They cannot access Class Reports (unless they’re a Class Lead for the Class in question).',
    shown: [
      [REPORTS, CLASS_REPORT],
      [REPORTS, 'as PDF tell the figures of the page, each of them and no other, to the same people alone'],
    ],
  },
  {
    document: '003',
    says: 'Community Leads coordinate and support implementation for the Classes in a Community.',
    shown: [
      [SURVEYS, 'is what a class gets that joins and has no cycle, and no other; what has begun is left out'],
      [SURVEYS, 'changes many schedules at once after showing what it would do, and refuses class by class'],
    ],
  },
  {
    document: '003',
    says: 'The person who creates a Community is automatically designated as the Community Lead',
    shown: [[COMMUNITIES, 'has its creator as its lead (P003-25), and an audit entry']],
  },
  {
    document: '003',
    says: 'though they can also reassign the role or promote a Community Member to a Community Lead',
    shown: [
      [MEMBERS, 'hands the lead over and is a member from then on (P003-26)'],
      [MEMBERS, 'promotes a member, and both lead it (P003-27, P003-28)'],
    ],
  },
  {
    document: '003',
    says: 'A Community can have multiple Community Leads.',
    shown: [[COMMUNITIES, 'keeps several leads side by side (P003-28)']],
  },
  {
    document: '003',
    says: 'Community Leads can invite or remove Community Members',
    shown: [
      [INVITATIONS, 'to somebody of the district waits among their communities, and the letter says so'],
      [MEMBERS, 'removes a member who was invited (P003-30), and no lead'],
      [MEMBERS, 'is everything that its leads do (P003-35)'],
    ],
  },
  {
    document: '003',
    says: 'add Classes to the Community, and can edit settings',
    shown: [
      [MEMBERS, 'adds a class that they lead, and a member adds theirs beside it (P003-19, P003-31)'],
      [
        REQUESTS,
        'finds the request, agrees, and the class is there with its leads and what is planned for classes that join',
      ],
    ],
  },
  {
    document: '003',
    says: 'Typically, a Community Lead is an instructional leader, an enthusiastic instructor, or an administrator',
    shown: [
      [MEMBERS, 'is an instructional leader, an instructor or an administrator, whoever works with classes (OWN-33)'],
    ],
  },
  {
    document: '003',
    says: 'can edit settings for Classes in the Community',
    shown: [
      [LEADS, SETTINGS],
      [LEADS, 'edits settings of no class that stands in another community'],
      [SURVEYS, 'changes many schedules at once after showing what it would do, and refuses class by class'],
    ],
  },
  { document: '003', says: 'Community Leads can access the Community Report.', shown: [[REPORTS, COMMUNITY_REPORT]] },
  {
    document: '003',
    says: 'They cannot access Class reports (unless they’re a Class Lead for the Class in question).',
    shown: [
      [REPORTS, CLASS_REPORT],
      [LEADS, 'does not designate themself, by number or by address (product.md §5.6)'],
    ],
  },
]
