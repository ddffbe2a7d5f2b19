/**
 * What the client's documents say of administrators, staff and organisation, sentence by sentence, and the test that shows
 * each to be true of the product. A sentence without a test says why.
 */

export interface Sentence {
  /** 000 coaching licences, 001 district licence, 002 staff permissions, 003 communities. */
  readonly document: '000' | '001' | '002' | '003'
  readonly says: string
  /** File and name of the test; or in words why there is none yet. */
  readonly shown: readonly (readonly [file: string, test: string])[] | string
}

const STAFF = 'test/http/staff.test.ts'
const DELETION = 'test/http/staff-deletion.test.ts'
const RULES = 'test/http/rules.test.ts'
const SCHOOLS = 'test/http/organisation.test.ts'
const PARENTS = 'test/http/parents.test.ts'
const FIGURES = 'test/http/coaching-figures.test.ts'
const REPORTS = 'test/http/coaching-reports.test.ts'
const COACHING = 'test/http/coaching.test.ts'
const CYCLES = 'test/http/cycles.test.ts'
const FILES = 'test/http/attachments.test.ts'
const INTERACTIONS = 'test/http/interactions.test.ts'
const MAIL = 'test/http/interaction-mail.test.ts'
const TIMELINE = 'test/http/timeline.test.ts'
const OPENINGS = 'test/http/note-openings.test.ts'
const OWN_RECORD = 'test/http/own-record.test.ts'
const LICENCES = 'test/http/licence-sentences.test.ts'
const LICENCE_PAGE = 'test/e2e/licence.test.ts'
const SAYINGS = 'test/http/cycle-sentences.test.ts'
const ROSTER = 'test/http/roster.test.ts'

export const SENTENCES: readonly Sentence[] = [
  {
    document: '000',
    says: 'A District Admin is a user who will manage and set up permissions in the platform for Coaches, Principals and Billing Only users.',
    shown: [
      [
        RULES,
        '“A District Admin is a user who will manage and set up permissions in the platform for Coaches, Principals and Billing Only users.”: they alone',
      ],
    ],
  },
  {
    document: '000',
    says: 'is the only user type that can PERMANENTLY delete educators',
    shown: [[DELETION, 'is a district administrator’s alone, of somebody who has left, with their name typed']],
  },
  {
    document: '000',
    says: 'It is important to only give this access to key users.',
    shown: [
      [
        STAFF,
        'of a district administrator is for district and customer administrators, and says how many there are then',
      ],
    ],
  },
  {
    document: '000',
    says: 'You can create as many Principal account types as you’d like.',
    shown: [[STAFF, 'gives a coach a seat at once, and a principal none']],
  },
  {
    document: '000',
    says: 'A Principal is an account type that can view very limited data.',
    shown: [
      [FIGURES, 'don’t tell kinds apart that too few had, and name nobody'],
      [FIGURES, 'take whole years and schools as filters and no others'],
      ['test/coaching/masking.test.ts', 'gives no cell under the minimum, over time and all filters'],
    ],
  },
  {
    document: '000',
    says: 'They can also view data reports with permissions designated by the District Admin.',
    shown: [
      [
        REPORTS,
        '“They can also view data reports with permissions designated by the District Admin.”: closed to coaches until then (P000-12)',
      ],
      [REPORTS, 'opened for schools reaches what was logged for one’s schools and no further'],
      [REPORTS, 'opened for the district reaches all of it, and no other district'],
      ['test/http/report-filters.test.ts', 'is an administrator’s to share, and gives nobody a right'],
      [REPORTS, 'put an interaction into the phase of its cycle, and say how cycles stand'],
    ],
  },
  {
    document: '000',
    says: 'A district administrator can see everything in Connecthub.io',
    shown: [
      [REPORTS, 'is a district administrator’s always, and nobody else’s'],
      [OPENINGS, 'opened with one are seen by their author: who, when and why; and they are on the audit log'],
    ],
  },
  {
    document: '000',
    says: 'They cannot access their profile or notes within Connecthub.',
    shown: [
      [OPENINGS, 'about oneself are never opened, with whatever reason and role (P000-24)'],
      [OWN_RECORD, 'finds it on no page, in no list, search, report or export, as a teacher'],
      [OWN_RECORD, 'is told nothing of it by mail'],
      [REPORTS, 'has nothing of what is about whoever reads it (P000-24)'],
      [COACHING, 'about oneself is closed even to a district administrator (P000-24)'],
      [TIMELINE, 'of oneself is nothing, whatever roles one holds (P000-24), and closed to who has none for it'],
      [FILES, 'is never who it is about, whatever roles they hold (P000-24)'],
      [MAIL, 'is never on record for who it is about, also where they turn out to be its author (P000-24)'],
    ],
  },
  {
    document: '000',
    says: 'Connecthub.io is a platform designed for Coaches.',
    shown: [
      [INTERACTIONS, 'keeps what it replaced, sealed: who, when and what, the latest first, for the author alone'],
      [
        CYCLES,
        '“Connecthub.io is a platform designed for Coaches.”: a cycle is started by them alone, with educators of their schools, and says all that is wrong with it',
      ],
    ],
  },
  {
    document: '000',
    says: 'Connecthub was designed as a platform for coaches only.',
    shown: [
      [
        SAYINGS,
        '“Connecthub was designed as a platform for coaches only.”: nobody else writes in it, nor finds a page of it',
      ],
    ],
  },
  {
    document: '000',
    says: 'You can read more about these permission levels here.',
    shown: [
      [
        LICENCE_PAGE,
        '“You can read more about these permission levels here.”: each is told beside the seats, with whether it takes one',
      ],
    ],
  },
  {
    document: '000',
    says: 'These limits can be found here.',
    shown: [
      [
        LICENCES,
        '“These limits can be found here.”: at the licence, for whoever sets them, and at the educator database',
      ],
    ],
  },
  {
    document: '000',
    says: 'If you have any additional questions, contact our support team',
    shown: [
      [
        LICENCE_PAGE,
        '“If you have any additional questions, contact our support team”: its address stands under every page',
      ],
    ],
  },
  {
    document: '000',
    says: 'A Coach is a user who will be entering interactions and coaching cycles while working with educators.',
    shown: [
      [COACHING, 'writes it, with its notes for its author and an entry in the audit log'],
      [CYCLES, 'counts in the phase of its date, or in the one that was said, and says so'],
    ],
  },
  {
    document: '000',
    says: 'Coaches can choose to share interactions by checking off the “Email a copy of this interaction to tagged attendees”',
    shown: [
      [
        MAIL,
        '“Coaches can choose to share interactions by checking off the ‘Email a copy of this interaction to tagged attendees’”: off, an interaction that is logged, edited, ticked off, tagged and deleted mails nobody',
      ],
      [MAIL, 'is not sticky: the next interaction is not mailed'],
    ],
  },
  {
    document: '000',
    says: 'this shares the interaction via email to the educator.',
    shown: [
      [
        MAIL,
        '“this shares the interaction via email to the educator.”: ticked, it mails each who is tagged and nobody else, by the outbox (P000-13, P000-25)',
      ],
    ],
  },
  {
    document: '000',
    says: 'The educator database is designed for Coaches to a have a place to keep track of their work supporting the educators.',
    shown: [
      [
        TIMELINE,
        '“The educator database is designed for Coaches to a have a place to keep track of their work supporting the educators.”: what one coach knows of an educator, newest first, with sums by school year',
      ],
      [COACHING, 'are the active staff of their schools, by name, without the coach'],
    ],
  },
  {
    document: '000',
    says: 'Educators will never be alerted you uploaded them to the educator database.',
    shown: [
      [
        MAIL,
        '“Educators will never be alerted you uploaded them to the educator database.”: whatever puts a message into the outbox is named here, with who gets it',
      ],
    ],
  },
  {
    document: '000',
    says: 'Licenses are assigned to anyone using Connecthub.io as a District Admin or Coach.',
    shown: [
      [LICENCES, '“Licenses are assigned to anyone using Connecthub.io as a District Admin or Coach.”'],
      [LICENCES, '“A District Admin … These users receive a license.”'],
      [LICENCES, '“A Coach … These users receive a license.”'],
    ],
  },
  {
    document: '000',
    says: 'our license structure is unique since the platform isn’t designed for educators.',
    shown: [[LICENCES, '“Our license structure is unique since the platform isn’t designed for educators.”']],
  },
  {
    document: '000',
    says: 'Principals do not receive a license.',
    shown: [
      [
        LICENCES,
        '“Principals do not receive a license. You can create as many Principal account types as you’d like.”',
      ],
    ],
  },
  {
    document: '000',
    says: 'A Billing Access Only account can log in to manage payments and view past invoices.',
    shown: [
      [
        'test/http/invoices.test.ts',
        '“A Billing Access Only account can log in to manage payments and view past invoices.”',
      ],
      [
        LICENCES,
        '“A Billing Access Only account can log in …”: it sees the licences with their terms, and sets nothing',
      ],
      [
        'test/http/card-payments.test.ts',
        'pays the invoice: once, however often and in however many copies it is told at once',
      ],
    ],
  },
  {
    document: '000',
    says: 'This account type was designed for billing departments to manage billing without needing a license.',
    shown: [
      [
        LICENCES,
        '“This account type was designed for billing departments to manage billing without needing a license.”',
      ],
    ],
  },
  {
    document: '000',
    says: 'Billing Access Only Users do not receive a license.',
    shown: [[LICENCES, '“Billing Access Only Users do not receive a license.”']],
  },
  {
    document: '000',
    says: 'Educators do not receive logins.',
    shown: [
      [
        SAYINGS,
        '“Educators do not receive logins.”: who is added has no account, no link, no mail, and comes in by no door',
      ],
    ],
  },
  {
    document: '000',
    says: 'When you are setting up Connecthub, you will need to upload a CSV of educators to your educator database.',
    shown: [
      [
        'test/http/uploads.test.ts',
        '“When you are setting up Connecthub, you will need to upload a CSV of educators to your educator database.”: a file to be kept, for a district administrator (P000-27)',
      ],
      ['test/http/uploads.test.ts', 'is confirmed once it was looked at, and once only'],
    ],
  },
  {
    document: '000',
    says: 'The size of the educator database is determined by how many licenses you purchase.',
    shown: [
      [LICENCES, '“The size of the educator database is determined by how many licenses you purchase.”'],
      [
        SAYINGS,
        '“The size of the educator database is determined by how many licenses you purchase.”: who waits for a place is in no cycle',
      ],
    ],
  },
  {
    document: '001',
    says: 'Create accounts for other Administrators (if the district uses manual account creation).',
    shown: [
      [
        STAFF,
        'of a teacher or an administrator is refused where accounts come from the roster, and of the others not (P001-31)',
      ],
      [
        STAFF,
        'of a district administrator is for district and customer administrators, and says how many there are then',
      ],
    ],
  },
  {
    document: '001',
    says: 'Promote other educators to Administrator status for each School Organization.',
    shown: [[STAFF, 'can be added and promoted by them, and then neither edited, demoted nor deactivated']],
  },
  {
    document: '001',
    says: 'Set the default rules for the District Organization.',
    shown: [[RULES, 'a rule of the district to whoever is no district administrator, and nothing changes']],
  },
  {
    document: '001',
    says: 'Move existing users from one School Organization to another as necessary.',
    shown: [[STAFF, 'is the district’s alone, never of what the feed says, and takes role and place along']],
  },
  {
    document: '001',
    says: 'Delete or remove users who are no longer members of the district from the District Organization.',
    shown: [
      [STAFF, 'takes roles, seat and links, keeps the work, and is undone as it was'],
      [DELETION, 'is a district administrator’s alone, of somebody who has left, with their name typed'],
    ],
  },
  {
    document: '001',
    says: 'Any current District Administrator can make any other Pro Educator a District-level Administrator, as well.',
    shown: [[STAFF, 'of the district’s administrator is given by any of them to any educator']],
  },
  {
    document: '001',
    says: 'They also have Administrator status for every School Organization under the District.',
    shown: [[RULES, 'is set by a district administrator, too, who is one of every school (P001-05)']],
  },
  {
    document: '001',
    says: 'Create new user accounts (if the district uses manual account creation).',
    shown: [[STAFF, 'makes the person, the role, the place and a link that works once']],
  },
  {
    document: '001',
    says: 'Set the rules for the School Organization if they differ from the District settings.',
    shown: [[RULES, 'has its own value, the others the district’s, and each page says whose it is']],
  },
  {
    document: '001',
    says: 'School-level Administrators can only manage their own School Organizations.',
    shown: [
      [RULES, 'the district’s rules to a school administrator, and another school’s'],
      [STAFF, 'of another school is nobody to them, and so is whoever works there only'],
    ],
  },
  {
    document: '001',
    says: 'They cannot manage other School Organizations or perform managerial tasks at the District level.',
    shown: [
      [STAFF, 'is refused to whoever may not give the role, wherever they ask for it'],
      [SCHOOLS, 'are refused to administrators of schools, with a name that is taken, with a school that is none'],
    ],
  },
  {
    document: '001',
    says: 'Any current School-level Administrator can make another Pro Educator in the Organization a School-level Administrator, as well.',
    shown: [[STAFF, 'can be added and promoted by them, and then neither edited, demoted nor deactivated']],
  },
  {
    document: '001',
    says: 'they will not be able to see or manage other Pro Educator accounts',
    shown: [[STAFF, 'is all that a teacher sees and edits, and only what no feed owns']],
  },
  {
    document: '002',
    says: 'Editing school information',
    shown: [
      [
        SCHOOLS,
        'is refused to administrators of schools and teachers (002), of a school of another district, in no address',
      ],
      [SCHOOLS, 'is kept, and a second change of the same sight is refused'],
      [ROSTER, 'an edit of the school itself, or of who is no less than they are, is refused'],
    ],
  },
  {
    document: '002',
    says: 'Managing school groups',
    shown: [[SCHOOLS, 'gather schools, are renamed, and go without them']],
  },
  {
    document: '002',
    says: 'Allowing or restricting student account creation by teachers',
    shown: [[RULES, 'a customer’s administrator sets the switches of students and no default of the district']],
  },
  {
    document: '002',
    says: 'Upload logo to the parent portal',
    shown: [
      [PARENTS, 'is refused to everybody but administrators of the district, and where it is no picture'],
      [PARENTS, 'is shown to everybody, and goes again'],
    ],
  },
  {
    document: '002',
    says: 'View parent self-registration',
    shown: [[PARENTS, 'keeps it once a day, in its own district only, and gives nobody an account']],
  },
  {
    document: '002',
    says: 'Set up an educator account for the first time in',
    shown: [[STAFF, 'makes the person, the role, the place and a link that works once']],
  },
  {
    document: '002',
    says: 'Add multiple educators',
    shown: [
      [STAFF, 'is refused to a teacher, in another school, and with an address that somebody has: then none is added'],
      [STAFF, 'adds them all, each with a link of their own'],
    ],
  },
  {
    document: '002',
    says: 'District, Customer, and Building Administrator accounts can be added only individually.',
    shown: [[STAFF, 'adds them all, each with a link of their own']],
  },
  {
    document: '002',
    says: 'School Administrators can add other School Administrators, but can’t edit or deactivate their accounts.',
    shown: [[STAFF, 'can be added and promoted by them, and then neither edited, demoted nor deactivated']],
  },
  {
    document: '002',
    says: 'District and Customer Administrators can assign or unassign one or more classes to a teacher, or assign or unassign one or more teachers to a class.',
    shown: [
      [SCHOOLS, 'lets several teach a class, who lead it from then on, and unassigned not any more'],
      [SCHOOLS, 'works for somebody made by hand, whom no feed knows, class by class or several at once'],
    ],
  },
  {
    document: '002',
    says: 'School Administrators can assign and unassign teachers for their school only.',
    shown: [[SCHOOLS, 'is refused to teachers, at another school, of a student, and then nothing is assigned']],
  },
  {
    document: '002',
    says: 'Administrators can edit the information for any staff account; Teachers can only edit the information for their own staff account.',
    shown: [[STAFF, 'is all that a teacher sees and edits, and only what no feed owns']],
  },
  {
    document: '002',
    says: 'District and Customer administrators can activate or deactivate all educator accounts; School Administrators can activate and deactivate Teacher accounts.',
    shown: [
      [STAFF, 'shuts the door at the next request, takes the seat, keeps the role, and is undone'],
      [STAFF, 'and a teacher who works elsewhere as well is deactivated by the district alone'],
    ],
  },
  {
    document: '002',
    says: 'Allow second languages',
    shown: [[RULES, 'a customer’s administrator sets the switches of students and no default of the district']],
  },
  {
    document: '002',
    says: 'Require student records to have student information number',
    shown: [[RULES, 'a change of what somebody else has changed meanwhile']],
  },
  {
    document: '002',
    says: 'Set minimum length to student information number to numeric values',
    shown: [
      [
        RULES,
        'a rule that there isn’t, a value it doesn’t take, a school’s own of what is the district’s, a lock of it',
      ],
    ],
  },
]
