/** Every sentence of the app in English. `{name}` is filled in; a message that counts has one form per plural. */
import { caseloads } from './caseloads.ts'
import { customerAdmins } from './customer-admins.ts'
import { factor } from './factor.ts'
import { educatorDatabase } from './educators.ts'
import { figures } from './figures.ts'
import { audit } from './audit.ts'
import { holds } from './holds.ts'
import { attachments } from './attachments.ts'
import { interactions } from './interactions.ts'
import { timeline } from './timeline.ts'
import { lists } from './lists.ts'
import { logImport } from './log-import.ts'
import { rosterImport } from './roster-import.ts'
import { credits } from './credits.ts'
import { licence } from './licence.ts'
import { invitations } from './invitations.ts'
import { kept } from './kept.ts'
import { launches } from './launches.ts'
import { matches } from './matches.ts'
import { merges } from './merges.ts'
import { organisation } from './organisation.ts'
import { parents } from './parents.ts'
import { platforms } from './platforms.ts'
import { reports } from './reports.ts'
import { privacy } from './privacy.ts'
import { products } from './products.ts'
import { roleMap } from './role-map.ts'
import { roster } from './roster.ts'
import { cycles } from './cycles.ts'
import { handovers } from './handovers.ts'
import { invoices } from './invoices.ts'
import { coachingSettings } from './coaching-settings.ts'
import { permissions } from './permissions.ts'
import { rules } from './rules.ts'
import { runs } from './runs.ts'
import { runSeats } from './run-seats.ts'
import { personSignIn } from './person-sign-in.ts'
import { sessions } from './sessions.ts'
import { support } from './support.ts'
import { settings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { sourceSetup } from './source-setup.ts'
import { sso } from './sso.ts'
import { classByHand } from './class-by-hand.ts'
import { classDesk } from './class-desk.ts'
import { classList } from './class-list.ts'
import { communityPage } from './community-page.ts'
import { communityRules } from './community-rules.ts'
import { surveyGradebook } from './survey-gradebook.ts'
import { survey } from './survey.ts'
import { takePart } from './take-part.ts'
import { surveyReport } from './survey-report.ts'
import { surveyPlan } from './survey-plan.ts'
import { staff } from './staff.ts'
import { startCards } from './start-cards.ts'
import { students } from './students.ts'
import { benchmarks } from './benchmarks.ts'
import { pathways } from './pathways.ts'
import { points } from './points.ts'
import { visibility } from './visibility.ts'

export const en = {
  app: 'Staffroom',
  skip: 'Skip to the page',
  nav: 'Pages',
  'nav.coach': 'Coaching',
  'nav.communities': 'Communities',
  'nav.sync': 'Sync status',
  'nav.people': 'People',
  'nav.home': 'Home',
  'nav.invoices': 'Invoices',
  'district.choose': 'District',
  'district.failed': 'This district could not be opened.',
  'sign-out': 'Sign out',
  starting: 'Opening Staffroom',
  waiting: 'Loading',
  cancel: 'Cancel',
  choose: 'Choose…',

  'failure.code': 'Code {code}',
  'failure.retry': 'Try again',
  'failure.late': 'The server did not answer within 20 seconds.',
  'failure.offline': 'This page could not reach the server.',
  'failure.unreadable': 'The server answered in a way this page cannot read.',
  'failure.done-before': 'This was sent before, and is done as it was then. Look at it where it is listed.',
  'failure.outcome-unknown':
    'This was sent before, and may be done. Look whether it is listed before you send it anew.',
  'failure.connection': 'No answer from Staffroom',
  'failure.connection.remedy':
    'Check the connection, then press again on this page, with nothing changed: what was done all the same is not done twice.',
  'failure.refused': 'You may not see this',
  'failure.refused.remedy': 'If you need it for your work, ask a district administrator for the role.',
  'failure.missing': 'This is not here any more',
  'failure.missing.remedy': 'It may have been retired or the address may be old. Go back and open it from the list.',
  'failure.changed': 'Somebody changed this meanwhile',
  'failure.changed.remedy':
    'The page shows now what they made of it, and your entry is still in the form. Look at both, then save again.',
  'failure.gone': 'This link does not work any more',
  'failure.gone.remedy': 'Ask whoever gave it to you for a new one.',
  'failure.busy': 'Too many requests just now',
  'failure.busy.remedy': 'Wait a minute, then try again.',
  'failure.server': 'Something went wrong on the server',
  'failure.server.meaning': 'Your request was not carried out. What was saved before is safe.',
  'failure.server.remedy': 'Try again. If it happens again, tell your district IT and quote the code.',
  'failure.launch': 'This launch is over',
  'failure.launch.remedy': 'Nothing is lost: open Staffroom once more.',
  'failure.rejected': 'That could not be saved',
  'failure.rejected.remedy': 'Correct it and try again.',
  'failure.fault': 'This page stopped working',
  'failure.fault.meaning': 'The fault is ours. What was saved before is safe.',
  'failure.fault.remedy':
    'Try again, or open the page anew. If it happens again, tell your district IT and quote the code.',

  notices: 'What needs you',
  'notices.open': 'Open the sync status',
  'notices.open-run': 'Open run {run}',
  'notices.open-licence': 'Open the licence',
  'notices.open-invoice': 'Open the invoice',
  'notices.dismiss': 'Put away',
  'notices.dismiss-this': 'Put away: {title}',
  'notices.more': { one: 'Show {count} more', other: 'Show {count} more' },

  'session.ended': 'The session has ended.',
  'ending.title': 'This session ends at {time}',
  'ending.launch': 'Save what you are doing, then open Staffroom again from your learning system.',
  'ending.alone': 'Save what you are doing, then sign in again.',
  'again.title': 'Open Staffroom again',
  'again.ended':
    'Your session has ended, or this page was opened without one. For your safety nothing of it stays in the browser.',
  'again.left': 'You are signed out.',
  'again.remedy': 'Go back to your course or dashboard in Canvas, Schoology or Moodle and open Staffroom from there.',
  'launch.title': 'Staffroom could not open',

  'write-to.support': 'When something does not work, you can write to',
  'write-to.questions': 'Questions? Write to',
  'write-to.billing': 'Questions about licences and invoices go to',

  ...lists,
  ...logImport,
  ...rosterImport,
  ...invitations,
  ...launches,
  ...matches,
  ...merges,
  ...licence,
  ...products,
  ...credits,
  ...sessions,
  ...support,
  ...personSignIn,
  ...signIn,
  ...sourceSetup,
  ...sso,
  ...factor,
  ...settings,
  ...platforms,
  ...roleMap,
  ...roster,

  'table.export': 'Export CSV',
  'table.export.cut': 'The file has the first {shown} of {total}.',
  'table.none': '–',
  'table.sort': 'Sort by',
  'table.sort-by': 'Sort by {column}',
  pager: 'Pages of {list}',
  'pager.where': '{first} to {last} of {total}',
  'pager.previous': 'Previous',
  'pager.next': 'Next',

  'coach.title': 'Coaching',
  'coach.says': 'Log what you just did, look back on what you did before, and see whom you have not met lately.',
  'coach.says.reader': 'The educators of your schools and the interactions you may see.',
  'log.title': 'Log an interaction',
  'log.educators': 'Educators',
  'log.educators.placeholder': 'Type part of a name',
  'log.educators.none': 'Nobody in your schools has that name',
  'log.educators.coming': 'Names are on their way',
  'log.date': 'Date',
  'log.minutes': 'Minutes',
  'log.type': 'Type',
  'log.school': 'School',
  'log.notes': 'Notes',
  'log.notes.hint':
    'Others open them only where your district lets them, and give a reason that you see. The educator never does, unless you mail a copy.',
  'log.submit': 'Log interaction',
  'log.hint': 'Ctrl + Enter logs it',
  'log.past': 'This will be logged for {date}.',
  'log.done': 'Logged',
  'log.done.says': '{minutes} min · {type} · {names} · {date}',
  'log.draft.kept': 'Draft kept',
  'log.draft.restored': 'You began this earlier. It was kept for you.',
  'log.draft.discard': 'Start afresh',
  'log.no-schools': 'You have no schools yet',
  'log.no-schools.says':
    'A coach works with the educators of the schools a district administrator assigns. Ask for yours, then open this page again.',
  'log.problem.educators': 'Tag at least one educator.',
  'log.problem.date': 'Enter a date.',
  'log.problem.future': 'Choose today or an earlier day.',
  'log.problem.minutes': 'Enter whole minutes, 1 to {max}.',
  'log.problem.type': 'Choose a type.',
  'log.problem.school': 'Choose a school.',
  'log.problem.notes': 'Shorten the notes to {max} characters.',
  'interactions.mine': 'My interactions',
  'interactions.all': 'Interactions',
  'interactions.none': 'Nothing logged yet',
  'interactions.none.mine': 'Your first interaction appears here the moment you log it.',
  'interactions.none.all': 'When coaches log their work, what you may see of it appears here.',
  'interactions.nobody': 'Nobody tagged',
  'interactions.facts': '{date} · {minutes} min · {school}',
  'interactions.show-note': 'Show note',
  'interactions.hide-note': 'Hide note',
  'interactions.coach': 'Coach',
  'educators.title': 'Educators of my schools',
  'educators.title.reader': 'Educators',
  'educators.says': 'From the roster. They are never told of an interaction and cannot see one.',
  'educators.name': 'Name',
  'educators.school': 'School',
  'educators.seen': 'Last interaction',
  'educators.never': 'Not yet',
  'educators.search': 'Search by name',
  'educators.all-mine': 'All my schools',
  'educators.all-schools': 'All schools',
  'educators.none-found': 'Nobody matches',
  'educators.none-found.says': 'Try fewer letters, or another school.',
  'educators.none': 'No educators yet',
  'educators.none.says': 'They come with the next roster sync. Ask your district IT when that is.',
  'educators.cut': 'These are the first {shown} of {total}. Search or choose a school to see the others.',

  'communities.title': 'Communities',
  'communities.says': 'Groups of classes whose leads learn from one another.',
  'communities.create': 'Create a community',
  'communities.create.says': 'You will lead it. Then add a class you lead; its leads become members.',
  'communities.create.submit': 'Create',
  'communities.name': 'Name',
  'communities.name.example': 'Grade 7 science team',
  'communities.name.problem': 'Give the community a name.',
  'communities.created': '“{name}” is created',
  'communities.created.says': 'You lead it. Next: add a class you lead.',
  'communities.none': 'You are in no community yet',
  'communities.none.create':
    'Create one for the people you work with, or wait until a colleague adds a class of yours to theirs.',
  'communities.none.alone': 'Create one for the people you work with.',
  'communities.none.wait': 'You become a member when a class of yours is added or a lead invites you.',
  'communities.lead': 'You lead this',
  'communities.member': 'Member',
  'communities.led-by': 'Led by {names}',
  'communities.no-lead': 'No lead',
  'communities.classes': { one: '{count} class', other: '{count} classes' },
  'communities.classes.head': 'Classes',
  'communities.classes.none': 'No class yet. Add one that you lead.',
  'communities.classes.wait': 'No class yet. Whoever leads one adds it.',
  'communities.class.no-lead': 'no class lead',
  'communities.members': { one: '{count} member', other: '{count} members' },
  'communities.members.all': 'Show all {count}',
  'communities.members.fewer': 'Show fewer',
  'communities.why.lead': 'Community lead',
  'communities.why.class': 'Through a class',
  'communities.why.invited': 'Invited',
  'add-class.label': 'Add a class I lead',
  'add-class.says':
    'All leads of the class become members: they see everybody here, the classes by name, and the community’s report. The community’s leads can lock the class’s code, change when its surveys are and propose leads; nobody here opens its report. Where the community has planned surveys, a class that has none gets them. Its leads can change the days.',
  'add-class.choose': 'Choose a class…',
  'add-class.submit': 'Add class',
  'add-class.problem': 'Choose a class first.',
  'add-class.full': 'Your other classes are in {max} communities each, which is the most there can be.',
  'add-class.done': '{name} is added.',
  'classes.title': 'Classes I lead',
  'classes.says': 'Classes that the roster has you teach, that you made, or that you agreed to lead.',
  'classes.none': 'No classes yet',
  'classes.none.says': 'Classes appear when the roster says you teach them. If one is missing, ask your school office.',
  'classes.alone': 'In no community yet',
  'classes.in': 'In {names}',

  'sync.title': 'Sync status',
  'sync.says': 'How the roster gets here and what it changed. Times are in {zone}.',
  'sources.all-good': { one: 'The source needs nothing from you', other: 'All {count} sources need nothing from you' },
  'sources.needing': { one: '{count} source needs you', other: '{count} sources need you' },
  'sources.none': 'No roster source yet',
  'sources.none.says':
    'Connect the student information system to bring in schools, classes and people: in the sync settings, or on the server:',
  'sources.last': 'Last run',
  'sources.last.none': 'None finished yet',
  'sources.next': 'Next run',
  'sources.next.none': 'Not scheduled',
  'sources.connector': 'Connector',
  'sources.open-run': 'Open run {run}',
  'health.good': 'Healthy',
  'health.good.says': 'The last run was applied in full.',
  'health.held': 'Held',
  'health.held.says': 'A run waits for your decision. Nothing was changed.',
  'health.failed': 'Failed',
  'health.failed.says': 'The last run failed and changed nothing. Open it to see why.',
  'health.overdue': 'Overdue',
  'health.overdue.says': 'A scheduled run has not started. Check that the worker is running on the server.',
  'health.paused': 'Paused',
  'health.paused.says': 'It does not run until somebody resumes it.',
  'health.new': 'New',
  'health.new.says': 'It has not run yet. The first run shows what it would bring.',
  'health.running': 'Running',
  'health.running.says': 'A run is going on now. This page follows it.',
  'health.idle': 'Waiting',
  'health.idle.says': 'The last run changed nothing: it was a preview, or was set aside.',
  'held.what': 'What “held” means',
  'held.what.says':
    'A run is held when it would change more than your district allows in one night, for instance when a whole school is missing from the file. The roster stays as it was until somebody approves the run, applies only its additions, or discards it.',
  ...permissions,
  ...rules,
  ...coachingSettings,
  ...cycles,
  ...survey,
  ...takePart,
  ...surveyReport,
  ...surveyPlan,
  ...kept,
  ...privacy,
  ...staff,
  ...customerAdmins,
  ...startCards,
  ...students,
  ...benchmarks,
  ...pathways,
  ...points,
  ...figures,
  ...reports,
  ...visibility,
  ...communityPage,
  ...communityRules,
  ...classDesk,
  ...classList,
  ...classByHand,
  ...surveyGradebook,
  ...organisation,
  ...parents,
  ...runs,
  ...runSeats,
  ...audit,
  ...holds,
  ...attachments,
  ...interactions,
  ...timeline,
  ...educatorDatabase,
  ...caseloads,
  ...handovers,
  ...invoices,

  'licences.title': 'Licences',
  'licences.kept': 'Your district keeps the number of seats to its administrators.',
  'licences.says': 'Seats are squared with the roster after every run.',
  'licences.none': 'No licences entered',
  'licences.none.says': 'Enter what was bought so that seats can be given out. On the server:',
  'licences.used-of': '{used} of {bought} used',
  'licences.over': { one: '{count} more in use than bought', other: '{count} more in use than bought' },
  'licences.waiting': { one: '{count} person waits for a seat', other: '{count} people wait for a seat' },
  'licences.grace': { one: '{count} leaver keeps a seat for now', other: '{count} leavers keep a seat for now' },
  'licences.free': { one: '{count} seat free', other: '{count} seats free' },
  'licences.full': 'Every seat is in use',

  'student.hello': 'Hello',
  'student.hello-name': 'Hello, {name}',
  'student.says': 'These are your classes in Staffroom.',
  'student.classes': 'My classes',
  'student.none': 'No classes yet',
  'student.none.says': 'They appear here once your school has put you into them. Ask your teacher if one is missing.',
  'billing.title': 'Licences',
  'billing.says': 'What your district bought and uses.',
  'home.title': 'Welcome to {district}',
  'home.roles': 'What you can do here',
  'home.roles.none': 'You have no role in Staffroom. If you need one for your work, ask a district administrator.',
  'role.customer_admin': 'Customer administrator',
  'role.district_admin': 'District administrator',
  'role.school_admin': 'School administrator',
  'role.coach': 'Coach',
  'role.principal': 'Principal',
  'role.billing_only': 'Billing',
  'role.teacher': 'Teacher',
  'role.student': 'Student',
  'role.guardian': 'Parent or guardian',
  'role.it_admin': 'District IT',
  'role.class_lead': 'Class lead',
  'role.community_member': 'Community member',
  'role.community_lead': 'Community lead',
  'role-can.customer_admin': 'Follow the roster syncs and licences of your districts.',
  'role-can.district_admin': 'Follow the roster syncs and licences of your district.',
  'role-can.school_admin': 'Create communities and follow what the syncs change in your school.',
  'role-can.coach': 'Log interactions with the educators of your schools.',
  'role-can.principal': 'Follow the coaching in your schools in totals. Create communities.',
  'role-can.billing_only': 'See what was bought and billed, and pay it.',
  'role-can.teacher': 'Create communities and add classes you lead.',
  'role-can.student': 'Answer surveys, and see your classes, products, tests and pathway.',
  'role-can.guardian': 'There are no pages for parents in this version.',
  'role-can.it_admin': 'Follow the roster syncs of your district.',
  'role-can.class_lead': 'Add the classes you lead to your communities.',
  'role-can.community_member': 'See the classes and members of your communities.',
  'role-can.community_lead': 'Lead your communities.',
  'missing.title': 'No such page',
  'missing.says': 'This address names no page of Staffroom',
  'missing.remedy': 'It may be old or mistyped.',
  'missing.back': 'Go to your first page',
} as const
