/** Checks the fake's traffic against the published contract, so that pages are never tested with shapes nobody serves. */

import type { TSchema } from '@sinclair/typebox'
import { FormatRegistry, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import * as attachments from '../../src/http/contract/attachments.ts'
import * as audit from '../../src/http/contract/audit.ts'
import * as coaching from '../../src/http/contract/coaching.ts'
import * as rosterImports from '../../src/http/contract/roster-imports.ts'
import * as logs from '../../src/http/contract/log-imports.ts'
import * as openings from '../../src/http/contract/note-openings.ts'
import * as reports from '../../src/http/contract/coaching-reports.ts'
import * as handovers from '../../src/http/contract/handovers.ts'
import * as caseloads from '../../src/http/contract/caseloads.ts'
import * as filters from '../../src/http/contract/report-filters.ts'
import { Visibility } from '../../src/http/contract/visibility.ts'
import { CycleProgress } from '../../src/http/contract/cycle-progress.ts'
import * as figures from '../../src/http/contract/coaching-figures.ts'
import * as cycles from '../../src/http/contract/cycles.ts'
import * as today from '../../src/http/contract/today.ts'
import * as coachingSettings from '../../src/http/contract/coaching-settings.ts'
import * as mail from '../../src/http/contract/interaction-mail.ts'
import * as database from '../../src/http/contract/educator-database.ts'
import * as timeline from '../../src/http/contract/timeline.ts'
import * as words from '../../src/http/contract/coaching-words.ts'
import * as placements from '../../src/http/contract/placements.ts'
import * as pages from '../../src/http/contract/course-pages.ts'
import * as launch from '../../src/http/contract/launch.ts'
import * as launches from '../../src/http/contract/launches.ts'
import * as products from '../../src/http/contract/products.ts'
import * as licences from '../../src/http/contract/licences.ts'
import * as byHand from '../../src/http/contract/educator-by-hand.ts'
import * as matches from '../../src/http/contract/matches.ts'
import * as merges from '../../src/http/contract/merges.ts'
import * as sources from '../../src/http/contract/sources.ts'
import * as settings from '../../src/http/contract/district-settings.ts'
import * as lti from '../../src/http/contract/lti.ts'
import * as notices from '../../src/http/contract/notices.ts'
import * as roster from '../../src/http/contract/roster.ts'
import { ErrorBody } from '../../src/http/contract/shapes.ts'
import * as community from '../../src/http/contract/community.ts'
import * as runSeats from '../../src/http/contract/run-seats.ts'
import * as orders from '../../src/http/contract/run-orders.ts'
import * as passwords from '../../src/http/contract/passwords.ts'
import * as organisation from '../../src/http/contract/organisation.ts'
import * as parents from '../../src/http/contract/parents.ts'
import * as permissions from '../../src/http/contract/permissions.ts'
import * as roleMap from '../../src/http/contract/role-map.ts'
import * as rules from '../../src/http/contract/rules.ts'
import * as session from '../../src/http/contract/session.ts'
import * as factor from '../../src/http/contract/second-factor.ts'
import * as sso from '../../src/http/contract/single-sign-on.ts'
import * as sessions from '../../src/http/contract/sessions.ts'
import * as invitations from '../../src/http/contract/invitations.ts'
import * as staff from '../../src/http/contract/staff.ts'
import * as survey from '../../src/http/contract/survey.ts'
import { GradebookBody, SurveyGradebook } from '../../src/http/contract/survey-gradebook.ts'
import * as surveyPlan from '../../src/http/contract/survey-plan.ts'
import { SurveyNames, SurveyNamesBody } from '../../src/http/contract/survey-names.ts'
import { CommunityReports, EndedClasses, SurveyReport } from '../../src/http/contract/survey-report.ts'
import { StudentHome } from '../../src/http/contract/student.ts'
import { PersonSignIn } from '../../src/http/contract/person-sign-in.ts'
import * as support from '../../src/http/contract/support.ts'
import * as sync from '../../src/http/contract/sync.ts'
import * as uploads from '../../src/http/contract/uploads.ts'
import { Why } from '../../src/http/contract/why.ts'
import type { Operation } from '../../src/ui/operations.ts'
import { communityShapes } from './community-shapes.ts'
import { CustomerAdmins } from '../../src/http/contract/customer-admins.ts'
import { programmeShapes } from './programme-shapes.ts'
import { startCardShapes } from './start-card-shapes.ts'
import { studentShapes } from './student-shapes.ts'
import { keptShapes } from './kept-shapes.ts'
import { billingShapes } from './billing-shapes.ts'
import { licenceLookShapes } from './licence-look-shapes.ts'

FormatRegistry.Set('date', (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))
FormatRegistry.Set('date-time', (text) => /^\d{4}-\d{2}-\d{2}T.*Z$/.test(text) && !Number.isNaN(Date.parse(text)))

interface Shapes {
  readonly body: TSchema | null
  readonly answer: TSchema | null
}

const read = (answer: TSchema): Shapes => ({ body: null, answer })
const write = (body: TSchema | null, answer: TSchema | null): Shapes => ({ body, answer })

const SHAPES: Readonly<Record<Operation, Shapes>> = {
  'GET /api/v1/coaching/today': read(today.Today),
  'GET /api/v1/coaching/next-steps': read(today.NextStepsPage),
  'GET /api/v1/coaching/handed-steps': read(today.HandedStepsPage),
  'GET /api/v1/coaching/cycles': read(cycles.CyclePage),
  'GET /api/v1/coaching/cycles/export': read(Type.String()),
  'GET /api/v1/coaching/interaction-coaches': read(coaching.InteractionCoaches),
  'GET /api/v1/coaching/interactions/export': read(Type.String()),
  'GET /api/v1/coaching/cycle-coaches': read(cycles.CycleCoaches),
  'GET /api/v1/coaching/cycles/{cycleId}': read(cycles.CycleDetail),
  'POST /api/v1/coaching/cycles/{cycleId}/texts': write(cycles.OpenTextsBody, cycles.CycleTexts),
  'GET /api/v1/coaching/cycles/{cycleId}/loose-interactions': read(cycles.LooseInteractions),
  'POST /api/v1/coaching/cycles': write(cycles.StartCycleBody, cycles.CycleDetail),
  'PUT /api/v1/coaching/cycles/{cycleId}': write(cycles.EditCycleBody, cycles.CycleDetail),
  'POST /api/v1/coaching/cycles/{cycleId}/phase': write(cycles.MoveCycleBody, cycles.CycleDetail),
  'PUT /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': write(
    cycles.PlaceInteractionBody,
    cycles.CycleDetail,
  ),
  'DELETE /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}': write(null, cycles.CycleDetail),
  'GET /api/v1/coaching/choices': read(coachingSettings.CoachingChoices),
  'GET /api/v1/coaching/settings': read(coachingSettings.CoachingSettings),
  'PUT /api/v1/coaching/settings/{list}': write(coachingSettings.CoachingListBody, coachingSettings.CoachingSettings),
  'POST /api/v1/session': write(session.CreateSessionBody, session.Session),
  'GET /api/v1/session': read(session.PageSession),
  'DELETE /api/v1/session': write(null, null),
  'GET /api/v1/session/second-factor': read(factor.SecondFactor),
  'POST /api/v1/session/second-factor/enrolment': write(factor.EnrolBody, factor.Enrolment),
  'POST /api/v1/session/second-factor/confirmation': write(factor.ConfirmBody, factor.RecoveryCodes),
  'POST /api/v1/session/second-factor/removal': write(factor.RemoveBody, null),
  'GET /api/v1/sign-in': read(sso.SignInOffer),
  'GET /api/v1/settings/single-sign-on': read(sso.SingleSignOn),
  'PUT /api/v1/settings/single-sign-on': write(sso.SingleSignOnBody, sso.SingleSignOn),
  'DELETE /api/v1/settings/single-sign-on': write(null, null),
  'GET /api/v1/session/password': read(passwords.OwnPassword),
  'PUT /api/v1/session/password': write(passwords.ChangePasswordBody, null),
  'POST /api/v1/password-resets': write(passwords.AskResetBody, null),
  'POST /api/v1/password-resets/use': write(passwords.UseResetBody, null),
  'GET /api/v1/me': read(session.Me),
  'GET /api/v1/people/{personId}/sign-in': read(PersonSignIn),
  'DELETE /api/v1/people/{personId}/single-sign-on': write(null, null),
  'POST /api/v1/people/{personId}/second-factor/reset': write(null, null),
  'GET /api/v1/support-accesses': read(support.SupportPage),
  'POST /api/v1/support-accesses': write(support.LetSupportInBody, support.SupportLink),
  'DELETE /api/v1/support-accesses/{accessId}': write(null, null),
  'POST /api/v1/support-sessions': write(support.BeginSupportBody, session.Session),
  'GET /api/v1/sessions': read(sessions.OwnSessions),
  'DELETE /api/v1/sessions/{sessionId}': write(null, null),
  'GET /api/v1/audit': read(audit.AuditPage),
  'GET /api/v1/audit/sync': read(audit.AuditPage),
  'GET /api/v1/audit/export': read(Type.String()),
  'GET /api/v1/district/sessions': read(sessions.SessionPage),
  'DELETE /api/v1/district/sessions/{sessionId}': write(null, null),
  'GET /api/v1/session/launch': read(launch.SessionLaunch),
  'POST /api/v1/invitations/look': write(session.LookInvitationBody, session.Invitation),
  'POST /api/v1/invitations/accept': write(session.AcceptInvitationBody, session.Session),
  'GET /api/v1/coaching/schools': read(coaching.CoachingSchools),
  'GET /api/v1/coaching/interaction-types': read(words.InteractionTypes),
  'PUT /api/v1/coaching/interaction-types': write(words.SetTypesBody, words.InteractionTypes),
  'GET /api/v1/coaching/tags': read(words.CoachingTags),
  'POST /api/v1/coaching/tags': write(words.AddTagBody, words.CoachingTag),
  'PUT /api/v1/coaching/tags/{tagId}': write(words.ChangeTagBody, words.CoachingTag),
  'GET /api/v1/coaching/educators': read(coaching.EducatorPage),
  'GET /api/v1/coaching/educator-database': read(database.EducatorDatabasePage),
  'GET /api/v1/coaching/educator-database/export': read(Type.String()),
  'GET /api/v1/licences/{kind}/seats/export': read(Type.String()),
  'GET /api/v1/coaching/educator-choices': read(database.EducatorChoices),
  'GET /api/v1/coaching/interactions': read(coaching.InteractionPage),
  'GET /api/v1/coaching/interactions/{interactionId}': read(coaching.InteractionWithNotes),
  'POST /api/v1/coaching/interactions': write(coaching.LogInteractionBody, coaching.InteractionWithNotes),
  'GET /api/v1/roster-imports': read(rosterImports.RosterImports),
  'GET /api/v1/roster-imports/templates/{kind}': read(Type.String()),
  'POST /api/v1/roster-import-previews': write(rosterImports.RosterPreviewBody, rosterImports.RosterPreview),
  'POST /api/v1/roster-imports': write(rosterImports.ImportRosterBody, rosterImports.RosterImported),
  'DELETE /api/v1/roster-imports/{rosterImportId}': write(null, rosterImports.RosterUndone),
  'GET /api/v1/coaching/log-imports': read(logs.LogImports),
  'GET /api/v1/coaching/log-imports/template': read(Type.String()),
  'GET /api/v1/coaching/log': read(Type.String()),
  'POST /api/v1/coaching/log-import-previews': write(logs.LogPreviewBody, logs.LogPreview),
  'POST /api/v1/coaching/log-imports': write(logs.ImportLogBody, logs.LogImported),
  'DELETE /api/v1/coaching/log-imports/{logImportId}': write(null, logs.LogUndone),
  'POST /api/v1/coaching/interactions/{interactionId}/notes': write(openings.OpenNotesBody, openings.OpenedNotes),
  'GET /api/v1/coaching/note-openings': read(openings.NoteOpeningPage),
  'GET /api/v1/coaching/reports/choices': read(reports.ReportChoices),
  'GET /api/v1/coaching/reports/mine': read(reports.Report),
  'GET /api/v1/coaching/reports/all': read(reports.Report),
  'GET /api/v1/coaching/caseloads': read(caseloads.Caseloads),
  'GET /api/v1/coaching/caseload-coaches': read(caseloads.CaseloadCoaches),
  'GET /api/v1/coaching/caseloads/{caseloadId}': read(caseloads.CaseloadDetail),
  'POST /api/v1/coaching/caseloads': write(caseloads.MakeCaseloadBody, caseloads.CaseloadDetail),
  'PUT /api/v1/coaching/caseloads/{caseloadId}': write(caseloads.EditCaseloadBody, caseloads.CaseloadDetail),
  'PUT /api/v1/coaching/caseloads/{caseloadId}/educators': write(
    caseloads.PlaceEducatorsBody,
    caseloads.CaseloadDetail,
  ),
  'GET /api/v1/coaching/handovers': read(handovers.HandoverPage),
  'GET /api/v1/coaching/handovers/export': read(Type.String()),
  'GET /api/v1/coaching/handovers/decided': read(handovers.DecidedHandoverPage),
  'GET /api/v1/coaching/handovers/decided/export': read(Type.String()),
  'POST /api/v1/coaching/handovers': write(handovers.DecideHandoverBody, handovers.Handover),
  'POST /api/v1/coaching/handovers/{handoverId}/undo': write(null, handovers.Handover),
  'POST /api/v1/coaching/handovers/{handoverId}/steps/{interactionId}': write(handovers.TickHandoverStepBody, null),
  'GET /api/v1/coaching/report-filters': read(filters.ReportFilters),
  'POST /api/v1/coaching/report-filters': write(filters.KeepFilterBody, filters.ReportFilter),
  'PUT /api/v1/coaching/report-filters/{filterId}': write(filters.ChangeFilterBody, filters.ReportFilter),
  'DELETE /api/v1/coaching/report-filters/{filterId}': write(null, null),
  'GET /api/v1/coaching/visibility': read(Visibility),
  'GET /api/v1/coaching/reports/mine/cycles': read(CycleProgress),
  'GET /api/v1/coaching/reports/all/cycles': read(CycleProgress),
  'GET /api/v1/coaching/reports/mine/not-seen': read(reports.NotSeenPage),
  'GET /api/v1/coaching/reports/all/not-seen': read(reports.NotSeenPage),
  'GET /api/v1/coaching/reports/mine/not-seen/export': read(Type.String()),
  'GET /api/v1/coaching/reports/all/not-seen/export': read(Type.String()),
  'GET /api/v1/coaching/figures': read(figures.CoachingFigures),
  'PUT /api/v1/coaching/interactions/{interactionId}': write(
    coaching.EditInteractionBody,
    coaching.InteractionWithNotes,
  ),
  'POST /api/v1/coaching/interactions/{interactionId}/next-step': write(
    coaching.NextStepBody,
    coaching.InteractionWithNotes,
  ),
  'POST /api/v1/coaching/interactions/{interactionId}/deletion': write(coaching.DeleteInteractionBody, null),
  'GET /api/v1/coaching/interactions/{interactionId}/history': read(coaching.InteractionHistory),
  'POST /api/v1/coaching/interaction-tags': write(coaching.TagInteractionsBody, coaching.InteractionsTagged),
  'POST /api/v1/coaching/interaction-mail-preview': write(coaching.LogInteractionBody, mail.SharePreview),
  'GET /api/v1/coaching/interactions/{interactionId}/mail': read(mail.InteractionMail),
  'POST /api/v1/coaching/interactions/{interactionId}/mail': write(mail.ShareBody, mail.SharePreview),
  'GET /api/v1/coaching/time-lines/{educatorId}': read(timeline.Timeline),
  'GET /api/v1/coaching/attachment-limits': read(attachments.AttachmentLimits),
  'POST /api/v1/coaching/interactions/{interactionId}/attachments': write(
    attachments.AttachBody,
    attachments.Attachment,
  ),
  'DELETE /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}': write(null, null),
  'POST /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}/content': write(
    attachments.OpenAttachmentBody,
    Type.Any(),
  ),
  'GET /api/v1/coaching/drafts': read(coaching.Drafts),
  'PUT /api/v1/coaching/drafts': write(coaching.KeepDraftBody, coaching.KeptDraft),
  'DELETE /api/v1/coaching/drafts/{draftId}': write(null, null),

  'GET /api/v1/communities': read(community.MyCommunities),
  'GET /api/v1/classes/led': read(community.LedClasses),
  'GET /api/v1/classes/led/{classId}': read(launch.LedClassPage),
  'POST /api/v1/communities': write(community.CreateCommunityBody, community.Community),
  'POST /api/v1/communities/{communityId}/classes': write(community.AddClassBody, community.Community),
  ...communityShapes,
  ...programmeShapes,
  ...startCardShapes,
  ...studentShapes,
  ...keptShapes,
  ...billingShapes,
  'GET /api/v1/notices': read(notices.Notices),
  'POST /api/v1/notices/{noticeId}/dismissal': write(null, notices.Notices),
  'GET /api/v1/staff': read(staff.StaffPage),
  'GET /api/v1/staff/options': read(staff.StaffOptions),
  'GET /api/v1/staff/{personId}': read(staff.StaffPerson),
  'PUT /api/v1/staff/{personId}': write(staff.EditStaffBody, staff.StaffPerson),
  'POST /api/v1/staff': write(staff.AddStaffBody, staff.StaffAdded),
  'POST /api/v1/staff/teachers': write(staff.AddTeachersBody, staff.TeachersAdded),
  'POST /api/v1/staff/{personId}/invitation': write(invitations.InviteBody, invitations.StaffInvitation),
  'GET /api/v1/staff/invitations': read(invitations.InvitationPage),
  'POST /api/v1/staff/invitations/{invitationId}/renewal': write(invitations.InviteBody, invitations.StaffInvitation),
  'POST /api/v1/staff/invitations/{invitationId}/revocation': write(null, null),
  'POST /api/v1/staff/{personId}/roles': write(staff.GiveRoleBody, staff.StaffPerson),
  'DELETE /api/v1/staff/{personId}/roles/{grantId}': write(null, staff.StaffPerson),
  'GET /api/v1/staff/{personId}/deletion': read(staff.Deletion),
  'POST /api/v1/staff/{personId}/deletion': write(staff.DeleteStaffBody, null),
  'POST /api/v1/staff/{personId}/move': write(staff.MoveStaffBody, staff.StaffPerson),
  'POST /api/v1/staff/{personId}/deactivation': write(null, staff.StaffPerson),
  'POST /api/v1/staff/{personId}/activation': write(null, staff.StaffPerson),
  'POST /api/v1/staff/{personId}/removal': write(null, staff.StaffPerson),
  'POST /api/v1/staff/{personId}/return': write(null, staff.StaffPerson),
  'GET /api/v1/organisation': read(organisation.Organisation),
  'PUT /api/v1/schools/{schoolId}/information': write(organisation.SchoolInformationBody, organisation.Organisation),
  'POST /api/v1/school-groups': write(organisation.AddGroupBody, organisation.Organisation),
  'PUT /api/v1/school-groups/{groupId}': write(organisation.ChangeGroupBody, organisation.Organisation),
  'DELETE /api/v1/school-groups/{groupId}': write(null, organisation.Organisation),
  'GET /api/v1/staff/{personId}/classes': read(staff.TaughtClasses),
  'POST /api/v1/staff/{personId}/classes': write(staff.AssignClassesBody, staff.TaughtClasses),
  'DELETE /api/v1/classes/{classId}/teachers/{personId}': write(null, staff.ClassTeachers),
  'GET /api/v1/customer/districts': read(session.CustomerDistricts),
  'GET /api/v1/customer/administrators': read(CustomerAdmins),
  'POST /api/v1/customer/administrators/{customerAdminId}/suspension': write(null, CustomerAdmins),
  'POST /api/v1/customer/administrators/{customerAdminId}/activation': write(null, CustomerAdmins),
  'POST /api/v1/session/district': write(session.EnterDistrictBody, null),
  'GET /api/v1/parents/{districtId}': read(parents.ParentPortal),
  'POST /api/v1/parents/{districtId}/registrations': write(parents.RegisterParentBody, null),
  'PUT /api/v1/parent-portal/logo': write(parents.LogoBody, null),
  'GET /api/v1/parent-registrations': read(parents.ParentRegistrations),
  'GET /api/v1/permissions': read(permissions.Permissions),
  'GET /api/v1/rules': read(rules.Rules),
  'GET /api/v1/rules/schools': read(rules.RuleSchools),
  'GET /api/v1/rules/history': read(rules.RuleHistory),
  'GET /api/v1/schools/{schoolId}/rules': read(rules.Rules),
  'PUT /api/v1/rules/{rule}': write(rules.SetRuleBody, rules.Rules),
  'PUT /api/v1/schools/{schoolId}/rules/{rule}': write(rules.SetSchoolRuleBody, rules.Rules),
  'GET /api/v1/sources': read(sync.Sources),
  'GET /api/v1/runs': read(sync.RunPage),
  'GET /api/v1/runs/{runId}': read(sync.Run),
  'GET /api/v1/runs/{runId}/order': read(orders.LastOrder),
  'GET /api/v1/sources/{sourceId}/order': read(orders.LastOrder),
  'POST /api/v1/sources/{sourceId}/runs': write(orders.StartRunBody, orders.OrderGiven),
  'POST /api/v1/runs/{runId}/retry': write(null, orders.OrderGiven),
  'POST /api/v1/runs/{runId}/decision': write(orders.DecisionBody, orders.OrderGiven),
  'POST /api/v1/runs/{runId}/undo': write(orders.UndoBody, orders.OrderGiven),
  'GET /api/v1/runs/{runId}/changes': read(sync.RunChangePage),
  'GET /api/v1/runs/{runId}/edits': read(sync.RunEdits),
  'GET /api/v1/runs/{runId}/seats': read(runSeats.RunSeatPage),
  'GET /api/v1/runs/{runId}/quarantine': read(sync.QuarantinePage),
  'GET /api/v1/people/{personId}/why': read(Why),
  'GET /api/v1/licences': read(sync.Licences),
  'GET /api/v1/licences/{kind}': read(licences.LicenceDetail),
  'GET /api/v1/licences/{kind}/seats': read(licences.SeatPage),
  'GET /api/v1/licences/{kind}/history': read(licences.LicenceHistory),
  'GET /api/v1/licences/{kind}/ledger': read(licences.LedgerPage),
  'PUT /api/v1/licences/{kind}/purchases/{name}': write(licences.PurchaseBody, null),
  'DELETE /api/v1/licences/{kind}/purchases/{name}': write(null, null),
  ...licenceLookShapes,
  'POST /api/v1/licences/{kind}/people/{personId}/yield': write(null, null),
  'POST /api/v1/licences/{kind}/people/{personId}/release': write(null, null),
  'POST /api/v1/licences/{kind}/people/{personId}/release/preview': write(null, licences.LicencePreview),
  'GET /api/v1/products': read(products.Products),
  'PUT /api/v1/products/{product}': write(products.ProductBody, null),
  'DELETE /api/v1/products/{product}': write(null, null),
  'GET /api/v1/products/{product}/students': read(products.ProductStudents),
  'GET /api/v1/products/{product}/students/export': read(Type.String()),
  'POST /api/v1/products/{product}/students': write(products.ProductStudentsBody, products.ProductOutcome),
  'POST /api/v1/products/{product}/students/preview': write(products.ProductStudentsBody, products.ProductOutcome),
  'GET /api/v1/products/{product}/rules': read(products.ProductRules),
  'PUT /api/v1/products/{product}/rules/{name}': write(products.ProductRuleBody, null),
  'DELETE /api/v1/products/{product}/rules/{name}': write(null, null),
  'GET /api/v1/classes/{classId}/products': read(products.ClassProducts),
  'GET /api/v1/people/{personId}/products': read(products.PersonProducts),
  'GET /api/v1/export-credits': read(licences.Credits),
  'GET /api/v1/export-credits/history': read(licences.CreditHistory),
  'POST /api/v1/export-credits/allotments': write(licences.AllotBody, licences.Allotted),
  'PUT /api/v1/educator-capacity': write(licences.CapacityBody, null),
  'PUT /api/v1/licences/{kind}/rules': write(licences.RulesBody, null),
  'PUT /api/v1/licences/{kind}/reservations/{schoolId}': write(licences.ReservationBody, null),
  'PUT /api/v1/licences/{kind}/people/{personId}/priority': write(licences.PriorityBody, null),
  'GET /api/v1/people': read(roster.PeoplePage),
  'GET /api/v1/coaching/educator-doubles': read(byHand.EducatorDoubles),
  'POST /api/v1/coaching/educators': write(byHand.AddEducatorBody, byHand.EducatorAdded),
  'GET /api/v1/educator-merges': read(merges.MergePage),
  'GET /api/v1/educator-merges/preview': read(merges.MergePreview),
  'POST /api/v1/educator-merges': write(merges.MergeBody, merges.MergeAsked),
  'POST /api/v1/educator-merges/{mergeId}/undo': write(null, merges.MergeAsked),
  'GET /api/v1/match-proposals': read(matches.MatchPage),
  'POST /api/v1/match-proposals/{proposalId}/link': write(matches.LinkBody, matches.LinkAsked),
  'POST /api/v1/match-proposals/{proposalId}/dismissal': write(null, matches.MatchDismissed),
  'GET /api/v1/runs/{runId}/matches': read(matches.RunMatchPage),
  'GET /api/v1/lti/unmatched': read(launches.UnmatchedPage),
  'GET /api/v1/lti/links': read(launches.LtiLinkPage),
  'GET /api/v1/lti/people': read(launches.LinkablePage),
  'POST /api/v1/lti/unmatched/{launchId}/link': write(launches.LinkLaunchBody, launches.LaunchLinked),
  'POST /api/v1/lti/unmatched/{launchId}/dismissal': write(null, launches.LaunchDismissed),
  'DELETE /api/v1/lti/links/{linkId}': write(null, null),
  'GET /api/v1/placements/{placementId}': read(placements.Placement),
  'POST /api/v1/placements/{placementId}/answer': write(placements.PlacementBody, placements.PlacementAnswer),
  'GET /api/v1/lti/course-pages': read(pages.CoursePages),
  'GET /api/v1/lti/classes': read(pages.LinkableClasses),
  'POST /api/v1/lti/course-pages/{pageId}/comparison': write(null, pages.CoursePageDone),
  'POST /api/v1/lti/course-pages/{pageId}/link': write(pages.LinkClassBody, pages.CoursePageDone),
  'POST /api/v1/lti/course-pages/{pageId}/dismissal': write(null, pages.CoursePageDone),
  'POST /api/v1/classes/led/{classId}/membership-check': write(null, pages.MembershipCheck),
  'POST /api/v1/classes/{classId}/membership-check': write(null, pages.MembershipCheck),
  'GET /api/v1/lti/email-links': read(launches.EmailChoices),
  'PUT /api/v1/lti/email-links/{registrationId}': write(launches.EmailChoiceBody, launches.EmailChoices),
  'GET /api/v1/role-map': read(roleMap.RoleMap),
  'PUT /api/v1/role-map': write(roleMap.RoleMapBody, roleMap.RoleMap),
  'GET /api/v1/role-map/versions': read(roleMap.RoleMapVersions),
  'GET /api/v1/role-map/versions/{number}': read(roleMap.SavedRoleMap),
  'POST /api/v1/role-map/preview': write(roleMap.RoleMapPreviewBody, roleMap.RoleMapPreview),
  'GET /api/v1/settings': read(settings.DistrictSettings),
  'PUT /api/v1/settings/guard': write(settings.GuardBody, settings.DistrictSettings),
  'PUT /api/v1/settings/full-comparison': write(settings.FullComparisonBody, settings.DistrictSettings),
  'GET /api/v1/settings/survey-names': read(SurveyNames),
  'PUT /api/v1/settings/survey-names': write(SurveyNamesBody, SurveyNames),
  'PUT /api/v1/settings/retention': write(settings.RetentionBody, settings.DistrictSettings),
  'GET /api/v1/roster-export': read(Type.Any()),
  'GET /api/v1/connectors': read(sources.Connectors),
  'POST /api/v1/sources': write(sources.AddSourceBody, sources.SourceSetup),
  'GET /api/v1/sources/{sourceId}': read(sources.SourceSetup),
  'PUT /api/v1/sources/{sourceId}': write(sources.ChangeSourceBody, sources.SourceSetup),
  'PUT /api/v1/sources/{sourceId}/paused': write(sources.PauseSourceBody, sources.SourceSetup),
  'DELETE /api/v1/sources/{sourceId}': write(null, null),
  'POST /api/v1/source-trials': write(sources.TrySourceBody, sources.SourceTrial),
  'PUT /api/v1/sources/{sourceId}/blackouts': write(settings.BlackoutsBody, settings.DistrictSettings),
  'GET /api/v1/lti': read(lti.LtiSetup),
  'POST /api/v1/lti/registrations': write(lti.RegistrationBody, lti.LtiSetup),
  'PUT /api/v1/lti/registrations/{registrationId}': write(lti.RegistrationChange, lti.LtiSetup),
  'POST /api/v1/lti/registrations/{registrationId}/deployments': write(lti.DeploymentBody, lti.LtiSetup),
  'POST /api/v1/lti/deployments/{deploymentId}/binding': write(null, lti.LtiSetup),
  'POST /api/v1/lti/deployments/{deploymentId}/confirmation': write(null, lti.LtiSetup),
  'PUT /api/v1/lti/deployments/{deploymentId}/state': write(lti.DeploymentState, lti.LtiSetup),
  'POST /api/v1/lti/registration-links': write(lti.RegistrationLinkBody, lti.RegistrationLink),
  'DELETE /api/v1/lti/registration-links/{linkId}': write(null, lti.LtiSetup),
  'GET /api/v1/educator-lists': read(uploads.EducatorLists),
  'GET /api/v1/educator-lists/template': read(Type.String()),
  'POST /api/v1/educator-lists/{sourceId}/uploads': write(uploads.UploadBody, uploads.UploadGiven),
  'POST /api/v1/educator-uploads/{uploadId}/confirmation': write(null, orders.OrderGiven),
  'DELETE /api/v1/educator-uploads/{uploadId}': write(null, null),
  'GET /api/v1/schools': read(roster.Schools),
  'GET /api/v1/schools/{schoolId}/classes': read(roster.ClassPage),
  'GET /api/v1/people/{personId}/enrolments': read(roster.RosterLines),
  'GET /api/v1/classes/{classId}/enrolments': read(roster.RosterLines),
  'POST /api/v1/classes/{classId}/enrolments': write(roster.AddToClassBody, roster.RosterRecord),
  'GET /api/v1/roster/{kind}/{recordId}': read(roster.RosterRecord),
  'PUT /api/v1/roster/{kind}/{recordId}/fields/{field}': write(roster.EditFieldBody, roster.RosterRecord),
  'POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back': write(roster.GiveBackBody, roster.RosterRecord),
  'GET /api/v1/student/home': read(StudentHome),
  'GET /api/v1/surveys': read(survey.OpenSurveys),
  'GET /api/v1/classes/{classId}/report': read(SurveyReport),
  'GET /api/v1/classes/{classId}/report/export': read(Type.String()),
  'GET /api/v1/classes/{classId}/report/pdf': read(Type.Any()),
  'GET /api/v1/classes/ended': read(EndedClasses),
  'GET /api/v1/classes/led/reports': read(SurveyReport),
  'GET /api/v1/classes/led/reports/export': read(Type.String()),
  'GET /api/v1/classes/led/reports/pdf': read(Type.Any()),
  'GET /api/v1/communities/{communityId}/report': read(SurveyReport),
  'GET /api/v1/communities/{communityId}/report/export': read(Type.String()),
  'GET /api/v1/communities/{communityId}/report/pdf': read(Type.Any()),
  'GET /api/v1/communities/{communityId}/survey-plan': read(surveyPlan.CommunitySurveyPlan),
  'PUT /api/v1/communities/{communityId}/survey-default': write(surveyPlan.SurveyDefaultBody, null),
  'PUT /api/v1/communities/{communityId}/survey-schedules': write(
    surveyPlan.SurveySchedulesBody,
    surveyPlan.SurveySchedulesChanged,
  ),
  'GET /api/v1/communities/reports': read(CommunityReports),
  'GET /api/v1/communities/reports/export': read(Type.String()),
  'GET /api/v1/communities/reports/pdf': read(Type.Any()),
  'GET /api/v1/surveys/{surveyId}': read(survey.Survey),
  'PUT /api/v1/surveys/{surveyId}/draft': write(survey.AnswersBody, null),
  'POST /api/v1/surveys/{surveyId}/answers': write(survey.AnswersBody, null),
  'GET /api/v1/classes/{classId}/survey-schedule': read(survey.SurveySchedule),
  'GET /api/v1/classes/led/{classId}/survey-gradebook': read(SurveyGradebook),
  'PUT /api/v1/classes/led/{classId}/survey-gradebook': write(GradebookBody, SurveyGradebook),
  'PUT /api/v1/classes/{classId}/survey-schedule': write(survey.SurveyScheduleBody, survey.SurveySchedule),
  'GET /api/v1/classes/{classId}/survey-cycles/{surveyId}/participants': read(survey.Participants),
}

/** Throws with the first difference when a request's body isn't what the contract asks for. */
export function checkRequest(operation: Operation, body: unknown): void {
  check(`${operation}, request`, SHAPES[operation].body, body ?? null)
}

/** Throws with the first difference when an answer (or an error, by its status) isn't what the contract promises. */
export function checkAnswer(operation: Operation, status: number, body: unknown): void {
  check(`${operation}, answer ${status}`, status >= 400 ? ErrorBody : SHAPES[operation].answer, body)
}

function check(what: string, schema: TSchema | null, value: unknown): void {
  if (schema === null) {
    if (value !== null) throw new Error(`${what}: the contract has no body here.`)
    return
  }
  const [first] = [...Value.Errors(schema, value)]
  if (first !== undefined) throw new Error(`${what}: ${first.path}: ${first.message}`)
}
