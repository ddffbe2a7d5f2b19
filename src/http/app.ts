/** The web server as one Express application: headers, routes, files, errors. Everything it needs is handed in. */

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ErrorRequestHandler, Express, RequestHandler } from 'express'
import express from 'express'
import { notFound, replyTo } from './errors.ts'
import type { Log } from './log.ts'
import type { HttpMetrics } from './metrics.ts'
import type { FindPrincipal, HttpLimits } from './mount.ts'
import { localsOf, mountRoutes } from './mount.ts'
import { createPageCookie } from './page-cookie.ts'
import type { RouteTable } from './route.ts'
import { createRouteTable } from './route.ts'
import type { DeniedAttempt } from '../actions/coaching/note-audit.ts'
import { noteDeniedAttempt, noteSupportAct } from '../actions/coaching/note-audit.ts'
import { onceByKey } from '../actions/once-by-key.ts'
import { addAuditRoutes } from './routes/audit/audit.ts'
import { addCoachingRoutes } from './routes/coaching/coaching.ts'
import { addFigureRoutes } from './routes/coaching/coaching-figures.ts'
import { addCoachingSettingsRoutes } from './routes/coaching/coaching-settings.ts'
import { addCycleRoutes } from './routes/coaching/cycles.ts'
import { addTodayRoutes } from './routes/coaching/today.ts'
import { addReportFilterRoutes } from './routes/coaching/report-filters.ts'
import { addReportRoutes } from './routes/coaching/coaching-reports.ts'
import { addCycleProgressRoutes } from './routes/coaching/cycle-progress.ts'
import { addVisibilityRoutes } from './routes/coaching/visibility.ts'
import { addClassDeskRoutes } from './routes/community/class-desk.ts'
import { addClassByHandRoutes } from './routes/community/class-by-hand.ts'
import { addClassListRoutes } from './routes/community/class-list.ts'
import { addCommunityRoutes } from './routes/community/communities.ts'
import { addCommunityInvitationRoutes } from './routes/community/community-invitations.ts'
import { addQuestionSetRoutes } from './routes/community/question-sets.ts'
import { addCommunityRuleRoutes } from './routes/community/community-rules.ts'
import { addCommunityPageRoutes } from './routes/community/community-page.ts'
import { addHealthRoutes, type ReadReadiness } from './routes/health.ts'
import { addLtiSetupRoutes } from './routes/lti/lti-setup.ts'
import { addCoursePageRoutes } from './routes/lti/course-pages.ts'
import { addLaunchRoutes } from './routes/lti/launches.ts'
import { addInvoiceRoutes, type BillingDeps } from './routes/seats/invoices.ts'
import { addCreditRoutes } from './routes/seats/export-credits.ts'
import { addProductPreviewRoutes } from './routes/seats/product-previews.ts'
import { addProductRuleRoutes } from './routes/seats/product-rules.ts'
import { addProductRoutes } from './routes/seats/products.ts'
import { addLicenceRoutes } from './routes/seats/licences.ts'
import { addLedClassRoutes } from './routes/community/led-class.ts'
import { addKeptRoutes } from './routes/people/kept.ts'
import { addMergeRoutes } from './routes/people/merges.ts'
import { addMatchRoutes } from './routes/sync/matches.ts'
import { addPersonSignInRoutes } from './routes/signin/person-sign-in.ts'
import { addMeRoutes } from './routes/people/me.ts'
import { addRunOrderRoutes } from './routes/sync/run-orders.ts'
import { addRunDetailRoutes } from './routes/sync/run-detail.ts'
import { addNoticeRoutes } from './routes/notices/notices.ts'
import { addOrganisationRoutes } from './routes/people/organisation.ts'
import { addParentRoutes } from './routes/people/parents.ts'
import { addRosterExportRoutes } from './routes/sync/roster-export.ts'
import { addRosterRoutes } from './routes/sync/roster.ts'
import { addPermissionRoutes } from './routes/rules/permissions.ts'
import { addPrivacyRoutes } from './routes/rules/privacy.ts'
import { addRuleRoutes } from './routes/rules/rules.ts'
import { addSessionListRoutes } from './routes/signin/sessions.ts'
import { addRoleMapRoutes } from './routes/rules/role-map.ts'
import { addSettingsRoutes } from './routes/rules/district-settings.ts'
import { addStaffActRoutes } from './routes/people/staff-acts.ts'
import { addRosterImportRoutes } from './routes/people/roster-imports.ts'
import { addStaffRoutes } from './routes/people/staff.ts'
import { addSurveyGradebookRoutes } from './routes/community/survey-gradebook.ts'
import { addSurveyPlanRoutes } from './routes/community/survey-plan.ts'
import { addSurveyReportRoutes } from './routes/community/survey-reports.ts'
import { addSurveyRoutes } from './routes/community/surveys.ts'
import { addStudentRoutes } from './routes/people/student.ts'
import { addTakePartRoutes } from './routes/community/take-part.ts'
import { addSupportRoutes } from './routes/signin/support.ts'
import { addSourceRoutes } from './routes/sync/sources.ts'
import { addSyncStatusRoutes } from './routes/sync/sync-status.ts'
import { addBenchmarkResultRoutes } from './routes/people/benchmark-results.ts'
import { addBenchmarkRoutes } from './routes/people/benchmarks.ts'
import { addOwnAvatarRoutes } from './routes/people/own-avatar.ts'
import { addPathwayRoutes } from './routes/people/pathways.ts'
import { addProgrammeRoutes } from './routes/people/programmes.ts'
import { addCustomerAdminRoutes } from './routes/people/customer-admins.ts'
import { addStartCardRoutes } from './routes/people/start-cards.ts'
import { addStudentActRoutes } from './routes/people/student-acts.ts'
import { addStudentReportRoutes } from './routes/people/student-report.ts'
import { addStudentsRoutes } from './routes/people/students.ts'
import { addTeachingRoutes } from './routes/people/teaching.ts'
import { addUploadRoutes } from './routes/sync/uploads.ts'
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts'
import type { SourceSetup } from '../actions/sync/set-up-source.ts'
import type { ReadMembers } from '../actions/lti/check-membership.ts'
import type { RenderShell } from './shell.ts'
import type { DomainWorld } from './world.ts'

export interface AppDeps {
  readonly world: DomainWorld
  readonly findPrincipal: FindPrincipal
  /** Adds the routes of launches, sessions and invitations, whose worlds only main knows. */
  readonly addSignInRoutes: (table: RouteTable, world: DomainWorld) => void
  /** Asks an LMS who is in a course. */
  readonly readMembers: ReadMembers
  /** What setting sources up needs of feeds and of the clock. */
  readonly sources: SourceSetup
  /** Prices and the payment provider; none: invoices are shown, cards aren't taken. */
  readonly billing?: BillingDeps['billing']
  readonly renderShell: RenderShell
  /** The built app: index.html and its assets. */
  readonly uiFolder: string
  readonly log: Log
  readonly metrics: HttpMetrics
  readonly limits: HttpLimits
  /** How things stand below us, for `/readyz`. */
  readonly readReadiness: ReadReadiness
  /** What a reader of the metrics from another machine must show; null: only this machine reads them. */
  readonly metricsToken: string | null
  readonly version: string
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** Whether letters can be sent. */
  readonly sendsMail: boolean
  /** Lets http and private addresses of platforms in, for trials on one machine. */
  readonly allowPrivateNetwork: boolean
  /** How many proxies stand before us and may say whose address a request comes from. */
  readonly proxies: number
}

const NO_BILLING: BillingDeps['billing'] = { settings: null, provider: null }

export interface HttpApp {
  readonly app: Express
  /** Every route there is: what OpenAPI and the tests walk. */
  readonly table: RouteTable
}

/** Puts it together; listening is main's. */
export function createApp(deps: AppDeps): HttpApp {
  const table = createRouteTable()
  addAllRoutes(table, deps)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', deps.proxies)
  app.set('query parser', 'simple')
  app.use(openAnswer(deps), securityHeaders(), keepPrivate())
  const cookie = createPageCookie(deps.publicUrl)
  const noteDenied = (attempt: DeniedAttempt) => noteDeniedAttempt(deps.world, attempt)
  mountRoutes(app, table.routes, {
    findPrincipal: deps.findPrincipal,
    noteDenied,
    noteSupport: (request) => noteSupportAct(deps.world, request),
    onceByKey: (keyed, work) => onceByKey(deps.world, keyed, work),
    cookie,
    limits: deps.limits,
  })
  app.use('/assets', serveAssets(deps.uiFolder))
  app.use((_request, _response, next) => next(notFound()))
  app.use(answerError(deps.log))
  return { app, table }
}

function addAllRoutes(table: RouteTable, deps: AppDeps): void {
  const { world } = deps
  addHealthRoutes(table, {
    readReadiness: deps.readReadiness,
    metricsToken: deps.metricsToken,
    metrics: deps.metrics,
    renderShell: deps.renderShell,
    cookie: createPageCookie(deps.publicUrl),
    version: deps.version,
  })
  deps.addSignInRoutes(table, world)
  addMeRoutes(table, world)
  addAuditRoutes(table, world)
  addSessionListRoutes(table, world)
  addSupportRoutes(table, world, deps)
  addPersonSignInRoutes(table, world)
  addCustomerAdminRoutes(table, world)
  addCoachRoutes(table, deps)
  addTeacherRoutes(table, deps)
  addSyncStatusRoutes(table, world)
  addSourceRoutes(table, { ...world, sources: deps.sources })
  addBoughtRoutes(table, deps)
  addRunDetailRoutes(table, world)
  addRunOrderRoutes(table, world)
  addNoticeRoutes(table, world)
  addRosterRoutes(table, world)
  addRosterExportRoutes(table, world)
  addMatchRoutes(table, world)
  addMergeRoutes(table, world)
  addLaunchRoutes(table, world)
  addCoursePageRoutes(table, world, deps.readMembers)
  addSettingsRoutes(table, world)
  addRoleMapRoutes(table, world)
  addUploadRoutes(table, world)
  addRuleRoutes(table, world)
  addPermissionRoutes(table, world)
  addPrivacyRoutes(table, world)
  addStaffRoutes(table, world, deps)
  addRosterImportRoutes(table, world, deps)
  addStaffActRoutes(table, world)
  addAllOfStudents(table, deps)
  addTeachingRoutes(table, world)
  addOrganisationRoutes(table, world)
  addParentRoutes(table, world)
  addKeptRoutes(table, world)
  addLtiSetupRoutes(table, world, deps)
}

/** Students' accounts, what they are given to do, and their start cards. */
function addAllOfStudents(table: RouteTable, deps: AppDeps): void {
  const { world } = deps
  addStudentReportRoutes(table, world)
  addStudentsRoutes(table, world)
  addStudentActRoutes(table, world)
  addBenchmarkRoutes(table, world)
  addBenchmarkResultRoutes(table, world)
  addPathwayRoutes(table, world)
  addStartCardRoutes(table, world, deps)
  addProgrammeRoutes(table, world)
  addOwnAvatarRoutes(table, world)
}

/** What was bought, who has it, and what is paid for it. */
function addBoughtRoutes(table: RouteTable, { world, publicUrl, billing = NO_BILLING }: AppDeps): void {
  addLicenceRoutes(table, world)
  addInvoiceRoutes(table, world, { billing, publicUrl })
  addCreditRoutes(table, world)
  addProductRoutes(table, world)
  addProductPreviewRoutes(table, world)
  addProductRuleRoutes(table, world)
}

/** What coaches write, and what others see of it. */
function addCoachRoutes(table: RouteTable, deps: AppDeps): void {
  const { world } = deps
  addCoachingRoutes(table, world, deps)
  addFigureRoutes(table, world)
  addCoachingSettingsRoutes(table, world)
  addTodayRoutes(table, world)
  addCycleRoutes(table, world)
  addReportRoutes(table, world)
  addReportFilterRoutes(table, world)
  addCycleProgressRoutes(table, world)
  addVisibilityRoutes(table, world)
}

/** Communities, classes, students and their surveys. */
function addTeacherRoutes(table: RouteTable, deps: AppDeps): void {
  const { world } = deps
  // First: their paths would be taken for a class or a community called "reports".
  addSurveyGradebookRoutes(table, world)
  addSurveyReportRoutes(table, world)
  addSurveyPlanRoutes(table, world)
  addCommunityRoutes(table, world)
  addCommunityRuleRoutes(table, world)
  addQuestionSetRoutes(table, world)
  addCommunityPageRoutes(table, world)
  addClassDeskRoutes(table, world)
  addClassListRoutes(table, world)
  addClassByHandRoutes(table, world)
  addCommunityInvitationRoutes(table, world, deps)
  addLedClassRoutes(table, world)
  addStudentRoutes(table, world)
  addSurveyRoutes(table, world)
  addTakePartRoutes(table, world, deps)
}

/** A number for the request, a nonce for the page, and when it is answered a line in the log and a count. */
function openAnswer(deps: AppDeps): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    const requestId = randomBytes(9).toString('base64url')
    const nonce = randomBytes(16).toString('base64')
    Object.assign(response.locals, { requestId, nonce })
    response.setHeader('X-Request-Id', requestId)
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce))
    response.once('finish', () => {
      const route = localsOf(response).route ?? 'unrouted'
      const { method } = request
      const status = response.statusCode
      const seconds = (performance.now() - started) / 1000
      deps.metrics.observe({ method, route, status, seconds })
      deps.log.info('http.answer', { requestId, method, route, status, durationMs: Math.round(seconds * 1000) })
    })
    next()
  }
}

/** Answers are for whoever asked, now: no cache keeps them. Assets override it, their names carry their hash. */
function keepPrivate(): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    next()
  }
}

function serveAssets(uiFolder: string): RequestHandler {
  return express.static(join(uiFolder, 'assets'), {
    // Set below, because the header stands there already.
    cacheControl: false,
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response) {
      response.removeHeader('Content-Security-Policy')
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })
}

/** Seconds: long enough for a busy moment to pass, short enough for somebody who waits. */
const RETRY_AFTER_S = 5

function answerError(log: Log): ErrorRequestHandler {
  return (thrown: unknown, _request, response, next) => {
    const { requestId, route = 'unrouted' } = localsOf(response)
    const { status, body, isOurs } = replyTo(thrown)
    const error = thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.')
    if (isOurs) log.error('http.failed', { requestId, route, status, code: body.error.code, error })
    if (status === 503 && !response.headersSent) response.setHeader('Retry-After', RETRY_AFTER_S)
    if (response.headersSent) next(error)
    else response.status(status).type('application/problem+json').send(JSON.stringify(body))
  }
}
