/** The page of each place; each is loaded when it is first opened. */
import { lazy, Suspense } from 'react'
import type { ComponentType, ReactElement } from 'react'
import type { Me } from '../../http/contract/session.ts'
import { firstPlaceOf } from '../access.ts'
import { Missing } from '../pages/missing.tsx'
import { Waiting } from '../parts/notes.tsx'
import type { Place } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { usePlace } from './router.tsx'

const CoachHome = lazy(async () => ({ default: (await import('../pages/coach-home.tsx')).CoachHome }))
const VisibilityPage = lazy(async () => ({ default: (await import('../pages/visibility-page.tsx')).VisibilityPage }))
const ReportsPage = lazy(async () => ({ default: (await import('../pages/reports-page.tsx')).ReportsPage }))
const FiguresPage = lazy(async () => ({ default: (await import('../pages/figures-page.tsx')).FiguresPage }))
const CoachingSettingsPage = lazy(async () => ({
  default: (await import('../pages/coaching-settings-page.tsx')).CoachingSettingsPage,
}))
const EducatorsPage = lazy(async () => ({ default: (await import('../pages/educators-page.tsx')).EducatorsPage }))
const CaseloadsPage = lazy(async () => ({ default: (await import('../pages/caseloads-page.tsx')).CaseloadsPage }))
const HandoversPage = lazy(async () => ({ default: (await import('../pages/handovers-page.tsx')).HandoversPage }))
const TimelinePage = lazy(async () => ({ default: (await import('../pages/time-line-page.tsx')).TimelinePage }))
const LogImportsPage = lazy(async () => ({ default: (await import('../pages/log-imports-page.tsx')).LogImportsPage }))
const RosterImportsPage = lazy(async () => ({
  default: (await import('../pages/roster-imports-page.tsx')).RosterImportsPage,
}))
const CoachingWords = lazy(async () => ({ default: (await import('../pages/coaching-words.tsx')).CoachingWords }))
const CyclesPage = lazy(async () => ({ default: (await import('../pages/cycles-page.tsx')).CyclesPage }))
const NewCyclePage = lazy(async () => ({ default: (await import('../pages/new-cycle-page.tsx')).NewCyclePage }))
const CyclePage = lazy(async () => ({ default: (await import('../pages/cycle-page.tsx')).CyclePage }))
const CommunityHome = lazy(async () => ({ default: (await import('../pages/community-home.tsx')).CommunityHome }))
const QuestionSetsPage = lazy(async () => ({
  default: (await import('../pages/question-sets-page.tsx')).QuestionSetsPage,
}))
const CommunityRulesPage = lazy(async () => ({
  default: (await import('../pages/community-rules-page.tsx')).CommunityRulesPage,
}))
const AllCommunitiesPage = lazy(async () => ({
  default: (await import('../pages/all-communities-page.tsx')).AllCommunitiesPage,
}))
const CommunityPage = lazy(async () => ({ default: (await import('../pages/community-page.tsx')).CommunityPage }))
const JoinPage = lazy(async () => ({ default: (await import('../pages/join-page.tsx')).JoinPage }))
const SyncStatus = lazy(async () => ({ default: (await import('../pages/sync-status.tsx')).SyncStatus }))
const RunPage = lazy(async () => ({ default: (await import('../pages/run-page.tsx')).RunPage }))
const LaunchesPage = lazy(async () => ({ default: (await import('../pages/launches-page.tsx')).LaunchesPage }))
const PlacementPage = lazy(async () => ({ default: (await import('../pages/placement-page.tsx')).PlacementPage }))
const ClassReport = lazy(async () => ({ default: (await import('../pages/survey/report-page.tsx')).ClassReport }))
const CommunityReport = lazy(async () => ({
  default: (await import('../pages/survey/report-page.tsx')).CommunityReport,
}))
const MyClassesReport = lazy(async () => ({
  default: (await import('../pages/survey/report-page.tsx')).MyClassesReport,
}))
const SideBySide = lazy(async () => ({ default: (await import('../pages/survey/side-by-side.tsx')).SideBySide }))
const SurveyPlan = lazy(async () => ({ default: (await import('../pages/survey/plan-page.tsx')).SurveyPlan }))
const SurveyPage = lazy(async () => ({ default: (await import('../pages/survey-page.tsx')).SurveyPage }))
const NoSurvey = lazy(async () => ({ default: (await import('../pages/not-here.tsx')).NoSurvey }))
const NoClassReport = lazy(async () => ({ default: (await import('../pages/not-here.tsx')).NoClassReport }))
const LedClass = lazy(async () => ({ default: (await import('../pages/led-class-page.tsx')).LedClass }))
const MergePage = lazy(async () => ({ default: (await import('../pages/merge-page.tsx')).MergePage }))
const MatchesPage = lazy(async () => ({ default: (await import('../pages/matches-page.tsx')).MatchesPage }))
const SettingsPage = lazy(async () => ({ default: (await import('../pages/settings-page.tsx')).SettingsPage }))
const RoleMapPage = lazy(async () => ({ default: (await import('../pages/role-map-page.tsx')).RoleMapPage }))
const NewSourcePage = lazy(async () => ({ default: (await import('../pages/new-source-page.tsx')).NewSourcePage }))
const SourcePage = lazy(async () => ({ default: (await import('../pages/source-page.tsx')).SourcePage }))
const ListsPage = lazy(async () => ({ default: (await import('../pages/lists-page.tsx')).ListsPage }))
const PlatformsPage = lazy(async () => ({ default: (await import('../pages/platforms-page.tsx')).PlatformsPage }))
const PeoplePage = lazy(async () => ({ default: (await import('../pages/people-page.tsx')).PeoplePage }))
const PersonPage = lazy(async () => ({ default: (await import('../pages/person-page.tsx')).PersonPage }))
const ClassPage = lazy(async () => ({ default: (await import('../pages/class-page.tsx')).ClassPage }))
const SchoolPage = lazy(async () => ({ default: (await import('../pages/school-page.tsx')).SchoolPage }))
const EnrolmentPage = lazy(async () => ({ default: (await import('../pages/enrolment-page.tsx')).EnrolmentPage }))
const SessionsPage = lazy(async () => ({ default: (await import('../pages/sessions-page.tsx')).SessionsPage }))
const SingleSignOnPage = lazy(async () => ({
  default: (await import('../pages/single-sign-on-page.tsx')).SingleSignOnPage,
}))
const CreditsPage = lazy(async () => ({ default: (await import('../pages/credits-page.tsx')).CreditsPage }))
const ProductsPage = lazy(async () => ({ default: (await import('../pages/products-page.tsx')).ProductsPage }))
const ProductPage = lazy(async () => ({ default: (await import('../pages/product-page.tsx')).ProductPage }))
const LicencePage = lazy(async () => ({ default: (await import('../pages/licence-page.tsx')).LicencePage }))
const AuditPage = lazy(async () => ({ default: (await import('../pages/audit-page.tsx')).AuditPage }))
const SupportPage = lazy(async () => ({ default: (await import('../pages/support-page.tsx')).SupportPage }))
const StartCardsPage = lazy(async () => ({ default: (await import('../pages/start-cards-page.tsx')).StartCardsPage }))
const AvatarPage = lazy(async () => ({ default: (await import('../pages/avatar-page.tsx')).AvatarPage }))
const ClassPointsPage = lazy(async () => ({
  default: (await import('../pages/class-points-page.tsx')).ClassPointsPage,
}))
const StudentsPage = lazy(async () => ({ default: (await import('../pages/students-page.tsx')).StudentsPage }))
const BenchmarksPage = lazy(async () => ({ default: (await import('../pages/benchmarks-page.tsx')).BenchmarksPage }))
const PathwaysPage = lazy(async () => ({ default: (await import('../pages/pathways-page.tsx')).PathwaysPage }))
const PathwayPage = lazy(async () => ({ default: (await import('../pages/pathway-page.tsx')).PathwayPage }))
const StudentPage = lazy(async () => ({ default: (await import('../pages/student-page.tsx')).StudentPage }))
const StaffPage = lazy(async () => ({ default: (await import('../pages/staff-page.tsx')).StaffPage }))
const StaffPersonPage = lazy(async () => ({
  default: (await import('../pages/staff-person-page.tsx')).StaffPersonPage,
}))
const PrivacyPage = lazy(async () => ({ default: (await import('../pages/privacy-page.tsx')).PrivacyPage }))
const KeptPage = lazy(async () => ({ default: (await import('../pages/kept-page.tsx')).KeptPage }))
const KeptPersonPage = lazy(async () => ({
  default: (await import('../pages/kept-person-page.tsx')).KeptPersonPage,
}))
const OrganisationPage = lazy(async () => ({
  default: (await import('../pages/organisation-page.tsx')).OrganisationPage,
}))
const PermissionsPage = lazy(async () => ({
  default: (await import('../pages/permissions-page.tsx')).PermissionsPage,
}))
const InvoicesPage = lazy(async () => ({ default: (await import('../pages/invoices-page.tsx')).InvoicesPage }))
const InvoicePage = lazy(async () => ({ default: (await import('../pages/invoice-page.tsx')).InvoicePage }))
const RulesPage = lazy(async () => ({ default: (await import('../pages/rules-page.tsx')).RulesPage }))
const Home = lazy(async () => ({ default: (await import('../pages/home.tsx')).Home }))

export function Pages({ me }: { readonly me: Me }) {
  const { launch } = useReader()
  const place = usePlace()
  const open = place.page === 'start' || me.home === 'unmatched' ? firstPlaceOf(me, launch) : place
  return (
    <FaultBoundary key={JSON.stringify(open)}>
      <Suspense fallback={<Waiting lines={6} />}>
        <PageOf place={open} />
      </Suspense>
    </FaultBoundary>
  )
}

type PlaceWithId = Extract<Place, { readonly id: string }>
type FixedPage = Exclude<Place, PlaceWithId>['page']

/** The pages that are one each. */
const FIXED: Readonly<Record<FixedPage, ComponentType>> = {
  coach: CoachHome,
  figures: FiguresPage,
  'coaching-settings': CoachingSettingsPage,
  'coaching-words': CoachingWords,
  'log-imports': LogImportsPage,
  'roster-imports': RosterImportsPage,
  educators: EducatorsPage,
  caseloads: CaseloadsPage,
  handovers: HandoversPage,
  merge: MergePage,
  reports: ReportsPage,
  visibility: VisibilityPage,
  cycles: CyclesPage,
  'new-cycle': NewCyclePage,
  communities: CommunityHome,
  'community-rules': CommunityRulesPage,
  'all-communities': AllCommunitiesPage,
  'question-sets': QuestionSetsPage,
  'no-survey': NoSurvey,
  'no-class-report': NoClassReport,
  'my-classes-report': MyClassesReport,
  'side-by-side': SideBySide,
  sync: SyncStatus,
  matches: MatchesPage,
  launches: LaunchesPage,
  settings: SettingsPage,
  'role-map': RoleMapPage,
  'new-source': NewSourcePage,
  lists: ListsPage,
  platforms: PlatformsPage,
  invoices: InvoicesPage,
  products: ProductsPage,
  credits: CreditsPage,
  sessions: SessionsPage,
  'single-sign-on': SingleSignOnPage,
  audit: AuditPage,
  'support-access': SupportPage,
  students: StudentsPage,
  benchmarks: BenchmarksPage,
  pathways: PathwaysPage,
  'start-cards': StartCardsPage,
  avatar: AvatarPage,
  staff: StaffPage,
  privacy: PrivacyPage,
  kept: KeptPage,
  organisation: OrganisationPage,
  rules: RulesPage,
  permissions: PermissionsPage,
  people: PeoplePage,
  home: Home,
  start: Home,
  unknown: Missing,
}

function PageOf({ place }: { readonly place: Place }): ReactElement {
  if (place.page === 'student') return <StudentPage key={place.id} id={place.id} />
  if (place.page === 'pathway') return <PathwayPage key={place.id} id={place.id} />
  if (place.page === 'class-points') return <ClassPointsPage key={place.id} id={place.id} />
  if (place.page === 'invoice') return <InvoicePage key={place.id} id={place.id} />
  if (place.page === 'kept-person') return <KeptPersonPage key={place.id} id={place.id} />
  if ('id' in place) return <PageWithId place={place} />
  const Page = FIXED[place.page]
  return <Page />
}

/** The pages of one thing each; a student’s, a pathway, the points of a class, an invoice and what is kept of a person stand above. */
function PageWithId({
  place,
}: {
  readonly place: Exclude<
    PlaceWithId,
    { readonly page: 'student' | 'pathway' | 'class-points' | 'invoice' | 'kept-person' }
  >
}): ReactElement {
  switch (place.page) {
    case 'cycle':
      return <CyclePage id={place.id} />
    case 'source':
      return <SourcePage key={place.id} id={place.id} />
    case 'run':
      return <RunPage id={place.id} />
    case 'product':
      return <ProductPage id={place.id} />
    case 'time-line':
      return <TimelinePage key={place.id} id={place.id} />
    case 'licence':
      return <LicencePage kind={place.id} />
    case 'community':
      return <CommunityPage id={place.id} />
    case 'join':
      return <JoinPage secret={place.id} />
    case 'placement':
      return <PlacementPage id={place.id} />
    case 'class-report':
      return <ClassReport id={place.id} />
    case 'community-report':
      return <CommunityReport id={place.id} />
    case 'survey-plan':
      return <SurveyPlan id={place.id} />
    case 'survey':
      return <SurveyPage id={place.id} />
    case 'led-class':
      return <LedClass id={place.id} />
    case 'staff-person':
      return <StaffPersonPage id={place.id} />
    case 'person':
      return <PersonPage id={place.id} />
    case 'class':
      return <ClassPage id={place.id} />
    case 'enrolment':
      return <EnrolmentPage id={place.id} />
    case 'school':
      return <SchoolPage id={place.id} />
  }
}
