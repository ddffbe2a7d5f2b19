/** The operations of the API that the app uses: what goes in and what comes out, by the shapes of the contract. */
import type { BillingOperations } from './billing-operations.ts'
import type { LicenceLooks } from './licence-operations.ts'
import type { CaseloadOperations } from './caseload-operations.ts'
import type { CommunityRuleOperations } from './community-rule-operations.ts'
import type { QuestionSetOperations } from './question-set-operations.ts'
import type { ClassOperations } from './class-operations.ts'
import type { ImportOperations } from './import-operations.ts'
import type { KeptOperations } from './kept-operations.ts'
import type { LogOperations } from './log-operations.ts'
import type { MergeOperations } from './merge-operations.ts'
import type { Manner, Read, Write } from './operation-shapes.ts'
import type { ReportOperations } from './report-operations.ts'
import type { SourceOperations } from './source-operations.ts'
import type { CustomerOperations } from './customer-operations.ts'
import type { CycleOperations } from './cycle-operations.ts'
import type { StartCardOperations } from './start-card-operations.ts'
import type { StudentOperations } from './student-operations.ts'
import type { SurveyReportOperations } from './survey-report-operations.ts'
import type * as audit from '../http/contract/audit.ts'
import type * as coaching from '../http/contract/coaching.ts'
import type * as figures from '../http/contract/coaching-figures.ts'
import type * as coachingSettings from '../http/contract/coaching-settings.ts'
import type * as mail from '../http/contract/interaction-mail.ts'
import type * as database from '../http/contract/educator-database.ts'
import type * as timeline from '../http/contract/timeline.ts'
import type * as words from '../http/contract/coaching-words.ts'
import type * as community from '../http/contract/community.ts'
import type * as communityPage from '../http/contract/community-page.ts'
import type * as passwords from '../http/contract/passwords.ts'
import type * as placements from '../http/contract/placements.ts'
import type * as pages from '../http/contract/course-pages.ts'
import type * as invitations from '../http/contract/invitations.ts'
import type * as launch from '../http/contract/launch.ts'
import type * as launches from '../http/contract/launches.ts'
import type * as licences from '../http/contract/licences.ts'
import type * as products from '../http/contract/products.ts'
import type * as settings from '../http/contract/district-settings.ts'
import type * as lti from '../http/contract/lti.ts'
import type * as notices from '../http/contract/notices.ts'
import type * as roster from '../http/contract/roster.ts'
import type * as organisation from '../http/contract/organisation.ts'
import type * as parents from '../http/contract/parents.ts'
import type * as permissions from '../http/contract/permissions.ts'
import type { RoleMapOperations } from './role-map-operations.ts'
import type * as rules from '../http/contract/rules.ts'
import type * as orders from '../http/contract/run-orders.ts'
import type * as runSeats from '../http/contract/run-seats.ts'
import type * as session from '../http/contract/session.ts'
import type * as sessions from '../http/contract/sessions.ts'
import type * as factor from '../http/contract/second-factor.ts'
import type * as sso from '../http/contract/single-sign-on.ts'
import type { PersonSignIn } from '../http/contract/person-sign-in.ts'
import type * as support from '../http/contract/support.ts'
import type * as staff from '../http/contract/staff.ts'
import type { StudentHome } from '../http/contract/student.ts'
import type * as survey from '../http/contract/survey.ts'
import type { GradebookBody, SurveyGradebook } from '../http/contract/survey-gradebook.ts'
import type { SurveyNames, SurveyNamesBody, SurveyNamesQuery } from '../http/contract/survey-names.ts'
import type * as takePart from '../http/contract/take-part.ts'
import type * as sync from '../http/contract/sync.ts'
import type * as attachments from '../http/contract/attachments.ts'
import type * as uploads from '../http/contract/uploads.ts'
import type { Why } from '../http/contract/why.ts'

export interface Operations
  extends
    BillingOperations,
    LicenceLooks,
    CaseloadOperations,
    CommunityRuleOperations,
    QuestionSetOperations,
    CustomerOperations,
    CycleOperations,
    ClassOperations,
    ImportOperations,
    KeptOperations,
    RoleMapOperations,
    LogOperations,
    MergeOperations,
    ReportOperations,
    SourceOperations,
    StartCardOperations,
    StudentOperations,
    SurveyReportOperations {
  'POST /api/v1/session': Write<session.CreateSessionBody, session.Session>
  'GET /api/v1/session': Read<session.PageSession>
  'DELETE /api/v1/session': Write<null, null>
  'GET /api/v1/me': Read<session.Me>
  'GET /api/v1/sessions': Read<sessions.OwnSessions>
  'DELETE /api/v1/sessions/{sessionId}': Write<null, null>
  'GET /api/v1/people/{personId}/sign-in': Read<PersonSignIn>
  'DELETE /api/v1/people/{personId}/single-sign-on': Write<null, null>
  'POST /api/v1/people/{personId}/second-factor/reset': Write<null, null>
  'GET /api/v1/support-accesses': Read<support.SupportPage, support.SupportQuery>
  'POST /api/v1/support-accesses': Write<support.LetSupportInBody, support.SupportLink>
  'DELETE /api/v1/support-accesses/{accessId}': Write<null, null>
  'POST /api/v1/support-sessions': Write<support.BeginSupportBody, session.Session>
  'GET /api/v1/audit': Read<audit.AuditPage, audit.AuditQuery>
  'GET /api/v1/audit/sync': Read<audit.AuditPage, audit.AuditQuery>
  'GET /api/v1/audit/export': Read<string, audit.AuditFilterQuery>
  'GET /api/v1/district/sessions': Read<sessions.SessionPage, sessions.SessionQuery>
  'DELETE /api/v1/district/sessions/{sessionId}': Write<null, null>
  'GET /api/v1/session/launch': Read<launch.SessionLaunch>
  'GET /api/v1/session/second-factor': Read<factor.SecondFactor>
  'POST /api/v1/session/second-factor/enrolment': Write<factor.EnrolBody, factor.Enrolment>
  'POST /api/v1/session/second-factor/confirmation': Write<factor.ConfirmBody, factor.RecoveryCodes>
  'POST /api/v1/session/second-factor/removal': Write<factor.RemoveBody, null>
  'GET /api/v1/sign-in': Read<sso.SignInOffer>
  'GET /api/v1/settings/single-sign-on': Read<sso.SingleSignOn>
  'PUT /api/v1/settings/single-sign-on': Write<sso.SingleSignOnBody, sso.SingleSignOn>
  'DELETE /api/v1/settings/single-sign-on': Write<null, null>
  'GET /api/v1/session/password': Read<passwords.OwnPassword>
  'PUT /api/v1/session/password': Write<passwords.ChangePasswordBody, null>
  'POST /api/v1/password-resets': Write<passwords.AskResetBody, null>
  'POST /api/v1/password-resets/use': Write<passwords.UseResetBody, null>
  'POST /api/v1/invitations/look': Write<session.LookInvitationBody, session.Invitation>
  'POST /api/v1/invitations/accept': Write<session.AcceptInvitationBody, session.Session>
  'POST /api/v1/participation/codes': Write<takePart.LookAtCodeBody, takePart.ClassOfCode>
  'POST /api/v1/participation/devices': Write<takePart.EnterByCodeBody, null>
  'DELETE /api/v1/participation/devices': Write<null, null>
  'GET /api/v1/participation/survey': Read<survey.Survey>
  'PUT /api/v1/participation/survey/draft': Write<survey.AnswersBody, null>
  'POST /api/v1/participation/survey/answers': Write<survey.AnswersBody, null>
  'GET /api/v1/coaching/schools': Read<coaching.CoachingSchools>
  'GET /api/v1/coaching/interaction-types': Read<words.InteractionTypes>
  'PUT /api/v1/coaching/interaction-types': Write<words.SetTypesBody, words.InteractionTypes>
  'GET /api/v1/coaching/tags': Read<words.CoachingTags>
  'POST /api/v1/coaching/tags': Write<words.AddTagBody, words.CoachingTag>
  'PUT /api/v1/coaching/tags/{tagId}': Write<words.ChangeTagBody, words.CoachingTag>
  'GET /api/v1/coaching/educators': Read<coaching.EducatorPage, coaching.EducatorQuery>
  'GET /api/v1/coaching/educator-database': Read<database.EducatorDatabasePage, database.EducatorDatabaseQuery>
  'GET /api/v1/coaching/educator-database/export': Read<string, database.EducatorExportQuery>
  'GET /api/v1/coaching/educator-choices': Read<database.EducatorChoices>
  'GET /api/v1/coaching/interactions': Read<coaching.InteractionPage, coaching.InteractionQuery>
  'GET /api/v1/coaching/interactions/{interactionId}': Read<coaching.InteractionWithNotes>
  'POST /api/v1/coaching/interactions': Write<coaching.LogInteractionBody, coaching.InteractionWithNotes>
  'PUT /api/v1/coaching/interactions/{interactionId}': Write<
    coaching.EditInteractionBody,
    coaching.InteractionWithNotes
  >
  'POST /api/v1/coaching/interactions/{interactionId}/next-step': Write<
    coaching.NextStepBody,
    coaching.InteractionWithNotes
  >
  'POST /api/v1/coaching/interactions/{interactionId}/deletion': Write<coaching.DeleteInteractionBody, null>
  'GET /api/v1/coaching/interactions/{interactionId}/history': Read<coaching.InteractionHistory>
  'POST /api/v1/coaching/interaction-tags': Write<coaching.TagInteractionsBody, coaching.InteractionsTagged>
  'POST /api/v1/coaching/interaction-mail-preview': Write<coaching.LogInteractionBody, mail.SharePreview>
  'GET /api/v1/coaching/interactions/{interactionId}/mail': Read<mail.InteractionMail>
  'POST /api/v1/coaching/interactions/{interactionId}/mail': Write<mail.ShareBody, mail.SharePreview>
  'GET /api/v1/coaching/attachment-limits': Read<attachments.AttachmentLimits>
  'POST /api/v1/coaching/interactions/{interactionId}/attachments': Write<
    attachments.AttachBody,
    attachments.Attachment
  >
  'DELETE /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}': Write<null, null>
  'POST /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}/content': Write<
    attachments.OpenAttachmentBody,
    Blob
  >
  'GET /api/v1/coaching/time-lines/{educatorId}': Read<timeline.Timeline, timeline.TimelineQuery>
  'GET /api/v1/coaching/drafts': Read<coaching.Drafts>
  'PUT /api/v1/coaching/drafts': Write<coaching.KeepDraftBody, coaching.KeptDraft>
  'DELETE /api/v1/coaching/drafts/{draftId}': Write<null, null>

  'GET /api/v1/coaching/figures': Read<figures.CoachingFigures, figures.FigureQuery>

  'GET /api/v1/communities': Read<community.MyCommunities>
  'GET /api/v1/classes/led': Read<community.LedClasses>
  'GET /api/v1/classes/led/{classId}': Read<launch.LedClassPage>
  'POST /api/v1/communities': Write<community.CreateCommunityBody, community.Community>
  'POST /api/v1/communities/{communityId}/classes': Write<community.AddClassBody, community.Community>
  'GET /api/v1/communities/{communityId}': Read<communityPage.CommunityPage>
  'PUT /api/v1/communities/{communityId}/name': Write<communityPage.RenameCommunityBody, communityPage.CommunityPage>
  'PUT /api/v1/communities/{communityId}/archived': Write<communityPage.ArchiveBody, communityPage.CommunityPage>
  'POST /api/v1/communities/{communityId}/leads': Write<communityPage.PersonBody, communityPage.CommunityPage>
  'DELETE /api/v1/communities/{communityId}/leads/{personId}': Write<null, communityPage.CommunityPage>
  'POST /api/v1/communities/{communityId}/handover': Write<communityPage.PersonBody, communityPage.CommunityPage>
  'DELETE /api/v1/communities/{communityId}/members/{personId}': Write<null, communityPage.MemberLeft>
  'POST /api/v1/communities/{communityId}/leave': Write<null, communityPage.MemberLeft>
  'DELETE /api/v1/communities/{communityId}/classes/{classId}': Write<null, null>
  'POST /api/v1/communities/{communityId}/invitations': Write<
    communityPage.InviteByMailBody,
    communityPage.CommunityPage
  >
  'POST /api/v1/communities/{communityId}/links': Write<communityPage.InviteByLinkBody, communityPage.CommunityLink>
  'DELETE /api/v1/communities/{communityId}/invitations/{invitationId}': Write<null, communityPage.CommunityPage>
  'GET /api/v1/community-invitations': Read<communityPage.OfferedCommunities>
  'POST /api/v1/community-invitations/{invitationId}/acceptance': Write<null, communityPage.OfferedCommunity>
  'POST /api/v1/community-invitations/{invitationId}/refusal': Write<null, null>
  'POST /api/v1/community-links/look': Write<communityPage.LinkBody, communityPage.OfferedCommunity>
  'POST /api/v1/community-links/join': Write<communityPage.LinkBody, communityPage.OfferedCommunity>

  'GET /api/v1/staff': Read<staff.StaffPage, staff.StaffQuery>
  'GET /api/v1/staff/options': Read<staff.StaffOptions>
  'GET /api/v1/staff/{personId}': Read<staff.StaffPerson>
  'PUT /api/v1/staff/{personId}': Write<staff.EditStaffBody, staff.StaffPerson>
  'POST /api/v1/staff': Write<staff.AddStaffBody, staff.StaffAdded>
  'POST /api/v1/staff/teachers': Write<staff.AddTeachersBody, staff.TeachersAdded>
  'POST /api/v1/staff/{personId}/invitation': Write<invitations.InviteBody, invitations.StaffInvitation>
  'GET /api/v1/staff/invitations': Read<invitations.InvitationPage, invitations.InvitationQuery>
  'POST /api/v1/staff/invitations/{invitationId}/renewal': Write<invitations.InviteBody, invitations.StaffInvitation>
  'POST /api/v1/staff/invitations/{invitationId}/revocation': Write<null, null>
  'POST /api/v1/staff/{personId}/roles': Write<staff.GiveRoleBody, staff.StaffPerson>
  'DELETE /api/v1/staff/{personId}/roles/{grantId}': Write<null, staff.StaffPerson>
  'GET /api/v1/staff/{personId}/deletion': Read<staff.Deletion>
  'POST /api/v1/staff/{personId}/deletion': Write<staff.DeleteStaffBody, null>
  'POST /api/v1/staff/{personId}/move': Write<staff.MoveStaffBody, staff.StaffPerson>
  'POST /api/v1/staff/{personId}/deactivation': Write<null, staff.StaffPerson>
  'POST /api/v1/staff/{personId}/activation': Write<null, staff.StaffPerson>
  'POST /api/v1/staff/{personId}/removal': Write<null, staff.StaffPerson>
  'POST /api/v1/staff/{personId}/return': Write<null, staff.StaffPerson>
  'GET /api/v1/organisation': Read<organisation.Organisation>
  'PUT /api/v1/schools/{schoolId}/information': Write<organisation.SchoolInformationBody, organisation.Organisation>
  'POST /api/v1/school-groups': Write<organisation.AddGroupBody, organisation.Organisation>
  'PUT /api/v1/school-groups/{groupId}': Write<organisation.ChangeGroupBody, organisation.Organisation>
  'DELETE /api/v1/school-groups/{groupId}': Write<null, organisation.Organisation>
  'GET /api/v1/staff/{personId}/classes': Read<staff.TaughtClasses>
  'POST /api/v1/staff/{personId}/classes': Write<staff.AssignClassesBody, staff.TaughtClasses>
  'DELETE /api/v1/classes/{classId}/teachers/{personId}': Write<null, staff.ClassTeachers>
  'GET /api/v1/parents/{districtId}': Read<parents.ParentPortal>
  'POST /api/v1/parents/{districtId}/registrations': Write<parents.RegisterParentBody, null>
  'PUT /api/v1/parent-portal/logo': Write<parents.LogoBody, null>
  'GET /api/v1/parent-registrations': Read<parents.ParentRegistrations, parents.ParentRegistrationQuery>
  'GET /api/v1/permissions': Read<permissions.Permissions>
  'GET /api/v1/rules': Read<rules.Rules>
  'GET /api/v1/rules/schools': Read<rules.RuleSchools>
  'GET /api/v1/rules/history': Read<rules.RuleHistory, rules.RuleHistoryQuery>
  'GET /api/v1/schools/{schoolId}/rules': Read<rules.Rules>
  'PUT /api/v1/rules/{rule}': Write<rules.SetRuleBody, rules.Rules>
  'PUT /api/v1/schools/{schoolId}/rules/{rule}': Write<rules.SetSchoolRuleBody, rules.Rules>

  'GET /api/v1/sources': Read<sync.Sources>
  'GET /api/v1/runs': Read<sync.RunPage, sync.RunQuery>
  'GET /api/v1/runs/{runId}': Read<sync.Run>
  'GET /api/v1/runs/{runId}/order': Read<orders.LastOrder>
  'GET /api/v1/sources/{sourceId}/order': Read<orders.LastOrder>
  'POST /api/v1/sources/{sourceId}/runs': Write<orders.StartRunBody, orders.OrderGiven>
  'POST /api/v1/runs/{runId}/retry': Write<null, orders.OrderGiven>
  'POST /api/v1/runs/{runId}/decision': Write<orders.DecisionBody, orders.OrderGiven>
  'POST /api/v1/runs/{runId}/undo': Write<orders.UndoBody, orders.OrderGiven>
  'GET /api/v1/runs/{runId}/changes': Read<sync.RunChangePage, sync.RunChangeQuery>
  'GET /api/v1/runs/{runId}/edits': Read<sync.RunEdits>
  'GET /api/v1/runs/{runId}/seats': Read<runSeats.RunSeatPage, runSeats.RunSeatQuery>
  'GET /api/v1/runs/{runId}/quarantine': Read<sync.QuarantinePage, sync.QuarantineQuery>
  'GET /api/v1/people/{personId}/why': Read<Why>
  'GET /api/v1/licences': Read<sync.Licences>
  'GET /api/v1/licences/{kind}': Read<licences.LicenceDetail>
  'GET /api/v1/licences/{kind}/seats': Read<licences.SeatPage, licences.SeatQuery>
  'GET /api/v1/licences/{kind}/history': Read<licences.LicenceHistory>
  'GET /api/v1/licences/{kind}/ledger': Read<licences.LedgerPage, licences.LedgerQuery>
  'PUT /api/v1/licences/{kind}/purchases/{name}': Write<licences.PurchaseBody, null>
  'DELETE /api/v1/licences/{kind}/purchases/{name}': Write<null, null>
  'POST /api/v1/licences/{kind}/people/{personId}/yield': Write<null, null>
  'POST /api/v1/licences/{kind}/people/{personId}/release': Write<null, null>
  'POST /api/v1/licences/{kind}/people/{personId}/release/preview': Write<null, licences.LicencePreview>
  'GET /api/v1/products': Read<products.Products>
  'PUT /api/v1/products/{product}': Write<products.ProductBody, null>
  'DELETE /api/v1/products/{product}': Write<null, null>
  'GET /api/v1/products/{product}/students': Read<products.ProductStudents, products.ProductStudentQuery>
  'GET /api/v1/products/{product}/students/export': Read<string, products.ProductFileQuery>
  'POST /api/v1/products/{product}/students': Write<products.ProductStudentsBody, products.ProductOutcome>
  'POST /api/v1/products/{product}/students/preview': Write<products.ProductStudentsBody, products.ProductOutcome>
  'GET /api/v1/products/{product}/rules': Read<products.ProductRules>
  'PUT /api/v1/products/{product}/rules/{name}': Write<products.ProductRuleBody, null>
  'DELETE /api/v1/products/{product}/rules/{name}': Write<null, null>
  'GET /api/v1/classes/{classId}/products': Read<products.ClassProducts>
  'GET /api/v1/people/{personId}/products': Read<products.PersonProducts>
  'GET /api/v1/export-credits': Read<licences.Credits, licences.CreditQuery>
  'GET /api/v1/export-credits/history': Read<licences.CreditHistory, licences.LedgerQuery>
  'POST /api/v1/export-credits/allotments': Write<licences.AllotBody, licences.Allotted>
  'PUT /api/v1/educator-capacity': Write<licences.CapacityBody, null>
  'PUT /api/v1/licences/{kind}/rules': Write<licences.RulesBody, null>
  'PUT /api/v1/licences/{kind}/reservations/{schoolId}': Write<licences.ReservationBody, null>
  'PUT /api/v1/licences/{kind}/people/{personId}/priority': Write<licences.PriorityBody, null>

  'GET /api/v1/notices': Read<notices.Notices>
  'POST /api/v1/notices/{noticeId}/dismissal': Write<null, notices.Notices>

  'GET /api/v1/people': Read<roster.PeoplePage, roster.PeopleQuery>

  'GET /api/v1/lti/unmatched': Read<launches.UnmatchedPage, launches.UnmatchedQuery>
  'GET /api/v1/lti/links': Read<launches.LtiLinkPage, launches.LinkSearch>
  'GET /api/v1/lti/people': Read<launches.LinkablePage, launches.PeopleSearch>
  'POST /api/v1/lti/unmatched/{launchId}/link': Write<launches.LinkLaunchBody, launches.LaunchLinked>
  'POST /api/v1/lti/unmatched/{launchId}/dismissal': Write<null, launches.LaunchDismissed>
  'DELETE /api/v1/lti/links/{linkId}': Write<null, null>
  'GET /api/v1/placements/{placementId}': Read<placements.Placement>
  'POST /api/v1/placements/{placementId}/answer': Write<placements.PlacementBody, placements.PlacementAnswer>
  'GET /api/v1/lti/course-pages': Read<pages.CoursePages, pages.CoursePageQuery>
  'GET /api/v1/lti/classes': Read<pages.LinkableClasses, pages.ClassSearch>
  'POST /api/v1/lti/course-pages/{pageId}/comparison': Write<null, pages.CoursePageDone>
  'POST /api/v1/lti/course-pages/{pageId}/link': Write<pages.LinkClassBody, pages.CoursePageDone>
  'POST /api/v1/lti/course-pages/{pageId}/dismissal': Write<null, pages.CoursePageDone>
  'POST /api/v1/classes/led/{classId}/membership-check': Write<null, pages.MembershipCheck>
  'POST /api/v1/classes/{classId}/membership-check': Write<null, pages.MembershipCheck>
  'GET /api/v1/lti/email-links': Read<launches.EmailChoices>
  'PUT /api/v1/lti/email-links/{registrationId}': Write<launches.EmailChoiceBody, launches.EmailChoices>

  'GET /api/v1/settings': Read<settings.DistrictSettings>
  'PUT /api/v1/settings/guard': Write<settings.GuardBody, settings.DistrictSettings>
  'PUT /api/v1/settings/full-comparison': Write<settings.FullComparisonBody, settings.DistrictSettings>
  'GET /api/v1/settings/survey-names': Read<SurveyNames, SurveyNamesQuery>
  'PUT /api/v1/settings/survey-names': Write<SurveyNamesBody, SurveyNames>
  'PUT /api/v1/settings/retention': Write<settings.RetentionBody, settings.DistrictSettings>
  'PUT /api/v1/sources/{sourceId}/blackouts': Write<settings.BlackoutsBody, settings.DistrictSettings>

  'GET /api/v1/lti': Read<lti.LtiSetup>
  'POST /api/v1/lti/registrations': Write<lti.RegistrationBody, lti.LtiSetup>
  'PUT /api/v1/lti/registrations/{registrationId}': Write<lti.RegistrationChange, lti.LtiSetup>
  'POST /api/v1/lti/registrations/{registrationId}/deployments': Write<lti.DeploymentBody, lti.LtiSetup>
  'POST /api/v1/lti/deployments/{deploymentId}/binding': Write<null, lti.LtiSetup>
  'POST /api/v1/lti/deployments/{deploymentId}/confirmation': Write<null, lti.LtiSetup>
  'PUT /api/v1/lti/deployments/{deploymentId}/state': Write<lti.DeploymentState, lti.LtiSetup>
  'POST /api/v1/lti/registration-links': Write<lti.RegistrationLinkBody, lti.RegistrationLink>
  'DELETE /api/v1/lti/registration-links/{linkId}': Write<null, lti.LtiSetup>

  'GET /api/v1/educator-lists': Read<uploads.EducatorLists>
  /** A CSV file. */
  'GET /api/v1/educator-lists/template': Read<string>
  'POST /api/v1/educator-lists/{sourceId}/uploads': Write<uploads.UploadBody, uploads.UploadGiven>
  'POST /api/v1/educator-uploads/{uploadId}/confirmation': Write<null, orders.OrderGiven>
  'DELETE /api/v1/educator-uploads/{uploadId}': Write<null, null>

  'GET /api/v1/schools': Read<roster.Schools>
  'GET /api/v1/schools/{schoolId}/classes': Read<roster.ClassPage, roster.ClassQuery>
  'GET /api/v1/people/{personId}/enrolments': Read<roster.RosterLines>
  'GET /api/v1/classes/{classId}/enrolments': Read<roster.RosterLines>
  'POST /api/v1/classes/{classId}/enrolments': Write<roster.AddToClassBody, roster.RosterRecord>
  'GET /api/v1/roster/{kind}/{recordId}': Read<roster.RosterRecord>
  'PUT /api/v1/roster/{kind}/{recordId}/fields/{field}': Write<roster.EditFieldBody, roster.RosterRecord>
  'POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back': Write<roster.GiveBackBody, roster.RosterRecord>

  'GET /api/v1/coaching/choices': Read<coachingSettings.CoachingChoices>
  'GET /api/v1/coaching/settings': Read<coachingSettings.CoachingSettings>
  'PUT /api/v1/coaching/settings/{list}': Write<coachingSettings.CoachingListBody, coachingSettings.CoachingSettings>

  'GET /api/v1/surveys': Read<survey.OpenSurveys>
  'GET /api/v1/surveys/{surveyId}': Read<survey.Survey>
  'PUT /api/v1/surveys/{surveyId}/draft': Write<survey.AnswersBody, null>
  'POST /api/v1/surveys/{surveyId}/answers': Write<survey.AnswersBody, null>
  'GET /api/v1/classes/{classId}/survey-schedule': Read<survey.SurveySchedule>
  'GET /api/v1/classes/led/{classId}/survey-gradebook': Read<SurveyGradebook>
  'PUT /api/v1/classes/led/{classId}/survey-gradebook': Write<GradebookBody, SurveyGradebook>
  'PUT /api/v1/classes/{classId}/survey-schedule': Write<survey.SurveyScheduleBody, survey.SurveySchedule>
  'GET /api/v1/classes/{classId}/survey-cycles/{surveyId}/participants': Read<survey.Participants>
  'GET /api/v1/student/home': Read<StudentHome>
}

export type Operation = keyof Operations
export type AnswerOf<Name extends Operation> = Operations[Name]['answer']

type ParamsIn<Path extends string> = Path extends `${string}{${infer Param}}${infer Rest}`
  ? Param | ParamsIn<Rest>
  : never
type WithParams<Name extends string> = [ParamsIn<Name>] extends [never]
  ? unknown
  : { readonly params: { readonly [Param in ParamsIn<Name>]: string } }
type WithBody<Name extends Operation> = Operations[Name]['body'] extends null
  ? unknown
  : { readonly body: Operations[Name]['body'] }
type WithQuery<Name extends Operation> = Operations[Name]['query'] extends null
  ? unknown
  : { readonly query: Operations[Name]['query'] }

/** What an operation must be given. */
export type Given<Name extends Operation> = Manner & WithParams<Name> & WithBody<Name> & WithQuery<Name>

/** The same for code that handles any operation. */
export interface AnyGiven extends Manner {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

/** Method and address of an operation: `GET /api/v1/runs/{runId}` with its parameters and query put in. */
export function addressOf(name: Operation, given: AnyGiven): { readonly method: string; readonly path: string } {
  const [method = '', pattern = ''] = name.split(' ')
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(given.params?.[param] ?? ''))
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined && value !== '') query.set(key, String(value))
  }
  return { method, path: query.size === 0 ? path : `${path}?${query}` }
}
