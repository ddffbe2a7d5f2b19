#!/usr/bin/env node
/** The composition root: reads config and environment, wires the rooms, and hands the commands their tools. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  domainSettings,
  readBillingFile,
  secretOf,
  httpLimits,
  launchFlood,
  readPasswordList,
  noticeSettings,
  retentionSettings,
  supportSettings,
  syncSettings,
  workerSettings,
} from '../config/settings.ts'
import { educatorCsv } from '../connectors/educator-csv/connector.ts'
import { educatorTemplate } from '../connectors/educator-csv/template.ts'
import { connectors } from '../connectors/index.ts'
import type { ExitCode } from './cli/outcome.ts'
import { runProgram } from './cli/program.ts'
import type { Installation, Toolbox } from './cli/toolbox.ts'
import type { CoachingRoom } from './cli/coaching/coaching-tools.ts'
import type { CommunityRoom } from './cli/community/community-tools.ts'
import { type Base, migrateBase, openBase } from './daemon/base.ts'
import { examine } from './daemon/doctor.ts'
import { readEnvironment } from './daemon/environment.ts'
import { keepHeapSmall } from './daemon/heap.ts'
import { deskOf, type House, mailerOf } from './daemon/house.ts'
import { demo, type ProcessWorld, serve, type WebPlace, work } from './daemon/processes.ts'
import { localUrl, type WebServer } from './daemon/web-server.ts'
import { openInvoiceDesk } from './actions/seats/invoice-desk.ts'
import { openClassOrders } from './actions/community/class-orders.ts'
import { openCommunityOrders } from './actions/community/community-orders.ts'
import { openQuestionSetChanges } from './actions/community/question-set-desk.ts'
import { openRuleDesk } from './actions/community/rule-desk.ts'
import { openQuestionSetReads } from './views/community/question-set-reads.ts'
import { openCaseloadDesk } from './actions/coaching/caseload-desk.ts'
import { openCoachOrders } from './actions/coaching/coach-orders.ts'
import { openEducatorDesk } from './actions/coaching/educator-desk.ts'
import { openSettingsDesk } from './actions/coaching/settings-desk.ts'
import { openSurveyChanges } from './actions/community/survey-desk.ts'
import { openHandoverDesk } from './actions/coaching/handover-desk.ts'
import { openLogDesk } from './actions/coaching/log-desk.ts'
import { openPathwayChanges } from './actions/people/pathway-orders.ts'
import { openBenchmarkChanges } from './actions/people/benchmark-orders.ts'
import { openRosterImportDesk } from './actions/people/import-desk.ts'
import { IMPORT_COLUMNS } from './roster/import-sheet.ts'
import { LOG_COLUMNS, LOG_LINES_MAX } from './coaching/log-sheet.ts'
import { readDate } from './feed/dates.ts'
import { readGrade } from './feed/grades.ts'
import { readSheet } from './feed/sheet.ts'
import { openKeptDesk } from './actions/people/kept-desk.ts'
import { openStartCardDesk } from './actions/people/start-card-desk.ts'
import { openStudentReportDesk } from './actions/people/student-report-desk.ts'
import { openPathwayReads } from './views/people/pathway-reads.ts'
import { openBenchmarkReads } from './views/people/benchmark-reads.ts'
import { openCommunityReads } from './views/community/community-desk.ts'
import { openSurveyReads } from './views/community/survey-desk.ts'
import { openCoachingDesk } from './views/coaching/coaching-desk.ts'
import { openReportDesk } from './views/coaching/report-desk.ts'
import { createLog, type Log } from './http/log.ts'
import { redirectUriOf, startPath } from './http/routes/signin/single-sign-on.ts'
import { SSO_FIELDS } from './roster/single-sign-on.ts'
import { createGradebook } from './lti/gradebook.ts'
import { frameOriginsOf } from './lti/platforms.ts'
import { signWith } from './lti/sign.ts'
import { createToolKey } from './lti/tool-key.ts'
import { createGuardedOpen } from './net/guarded-open.ts'
import { openObjectStore } from './net/object-store.ts'
import { createGuardedSftp } from './net/guarded-sftp.ts'
import { createGuardedFetch } from './net/guarded-fetch.ts'
import { newCommunityLink, newCommunityMail } from './signin/community-links.ts'
import { createInvitation } from './signin/invitation.ts'
import { listInvitationsOf, renewInvitationOf, revokeInvitationOf } from './signin/invitation-desk.ts'
import { openCoursePageDesk } from './signin/course-page-desk.ts'
import { openLaunchDesk } from './signin/launch-desk.ts'
import { DEFAULT_SIGN_IN_LIMITS } from './signin/limits.ts'
import { setRegistration, switchDeployment } from './signin/platform-desk.ts'
import { makeRegistrationLink } from './signin/registration-link.ts'
import { listRegistrations, registerPlatform } from './signin/registration.ts'
import { endSupport, listSupport, openSupport } from './signin/support.ts'
import { openCustomerDesk } from './signin/customer-desk.ts'
import { openSignInDesk } from './signin/sign-in-desk.ts'
import { createSsoClient } from './signin/sso-client.ts'
import {
  checkSigningKeys,
  replaceSigningKeys,
  rotateSigningKey,
  type SigningKeyWorld,
  tendSigningKeys,
  viewKeys,
  readActiveKey,
} from './signin/signing-key.ts'
import { findRegistration as findRegistrationIn } from './store/lti/lti.ts'
import type { DomainWorld } from './store/world.ts'
import { findPackageRoot } from './store/package-root.ts'

const ROOT = findPackageRoot()
const UI_FOLDER = join(ROOT, 'dist', 'ui')
const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
const now = (): Date => new Date()
const byName = new Map(connectors.map((connector) => [connector.name, connector]))
/** Pages hand lists over to the one connector that reads them. */
const pageSettings = {
  ...domainSettings,
  uploads: { ...domainSettings.uploads, ...educatorTemplate, connector: educatorCsv.name },
  logs: {
    readSheet: (bytes: Buffer) => readSheet(bytes, { ...syncSettings.feedLimits, rowsMax: LOG_LINES_MAX }),
    readDay: (text: string) => readDate(text)?.value ?? null,
    readGrade,
  },
}
const house: House = {
  connectors: byName,
  settings: syncSettings,
  schedule: workerSettings,
  variables: process.env,
  now,
  notices: noticeSettings,
  retention: retentionSettings,
  interactionTypes: domainSettings.interactionTypes,
  questionSets: domainSettings.questionSets,
  openUrl: (environment) => createGuardedOpen({ ...environment, userAgent: `Staffroom/${VERSION}` }),
  openSftp: createGuardedSftp,
  openObjects: ({ objects }) => (objects === null ? null : openObjectStore(objects)),
  openPost: (environment) => createGuardedFetch({ ...environment, userAgent: `Staffroom/${VERSION}` }),
  openGradebook: (base) =>
    createGradebook({
      findRegistration: (id) => findRegistrationIn(base.web, id),
      fetch: createGuardedFetch({ ...base.environment, userAgent: `Staffroom/${VERSION}` }),
      sign: signWith(() => readActiveKey({ db: base.web, secretBox: base.box })),
      now,
    }),
  version: VERSION,
}
const silent = createLog({ level: 'silent', stream: process.stderr })

/** Of the worker and the commands: they alone may remove keys. */
function keyWorldOf(base: Base): SigningKeyWorld {
  return { db: base.sync, secretBox: base.box, createKey: createToolKey, now }
}

/** Invoices are made by whoever sells, at the command line and not on pages. */
function openInvoices({ sync: database, environment }: Base): Installation['invoices'] {
  const { licenceKinds } = domainSettings
  const openBilling = () => readBillingFile(environment.billingFile)
  return openInvoiceDesk({ database, now, licenceKinds, openBilling })
}

/** What is done with nobody's grant: by whoever runs the installation. */
function openDesks(base: Base) {
  const desk = deskOf(house, base, silent)
  const customers = { ...desk.customers, admins: openCustomerDesk({ db: base.web, now }) }
  return { ...desk, customers, invoices: openInvoices(base) }
}

function openTools(base: Base, publicUrl: string): Omit<Installation, 'close'> {
  const registering = { db: base.web, allowPrivateNetwork: base.environment.allowPrivateNetwork, frameOriginsOf }
  const inviting = { db: base.web, limits: DEFAULT_SIGN_IN_LIMITS, now }
  return {
    ...openDesks(base),
    admins: {
      invite: async (invited) => {
        const { token, expiresAt } = await createInvitation(inviting, { ...invited, by: 'cli' })
        return { url: `${publicUrl}/#/invitation/${token}`, expiresAt }
      },
      invitations: (districtId, state) => listInvitationsOf(inviting, districtId, state),
      renew: async (which) => {
        const { token, ...renewed } = await renewInvitationOf(inviting, which)
        return { ...renewed, url: `${publicUrl}/#/invitation/${token}` }
      },
      revoke: (which) => revokeInvitationOf(inviting, which),
    },
    platforms: {
      register: (platform) => registerPlatform(registering, platform),
      list: () => listRegistrations(base.web),
      set: (registrationId, change) => setRegistration(base.web, registrationId, change),
      switch: (wanted) => switchDeployment({ db: base.web, now }, wanted),
    },
    registrationLinks: {
      make: async (districtId) => {
        const { token, expiresAt } = await makeRegistrationLink({ db: base.web, now }, { districtId, actor: 'cli' })
        return { url: `${publicUrl}/lti/register/${token}`, expiresAt }
      },
    },
    keys: {
      list: () => viewKeys(base.sync, now(), workerSettings),
      rotate: () => rotateSigningKey(keyWorldOf(base), workerSettings),
      replace: () => replaceSigningKeys(keyWorldOf(base)),
    },
    signIn: openSignInTools(base, publicUrl),
    support: {
      ...supportSettings,
      open: async (wanted) => {
        const opening = { db: base.web, now, box: base.box, limits: supportSettings }
        const { id, token, expiresAt } = await openSupport(opening, { ...wanted, publicUrl })
        return { id, url: `${publicUrl}/#/support/${token}`, expiresAt }
      },
      list: (districtId) => listSupport({ db: base.web, now }, districtId),
      end: (access) => endSupport({ db: base.web, now }, access),
    },
    ...openPageTools(base, publicUrl),
    launches: openLaunchDesk({ db: base.web, now }),
    coursePages: openCoursePageDesk({ db: base.web, now }),
  }
}

function openPageTools(
  base: Base,
  publicUrl: string,
): Pick<
  Installation,
  | keyof (CoachingRoom & Omit<CommunityRoom, 'communities'>)
  | 'rosterImports'
  | 'benchmarks'
  | 'pathways'
  | 'students'
  | 'kept'
> {
  const world = { database: base.web, secrets: base.box, settings: pageSettings, now }
  return {
    reports: openReportDesk(world),
    logs: openLogDesk(world),
    rosterImports: openRosterImportDesk(world),
    benchmarks: { ...openBenchmarkReads(world), ...openBenchmarkChanges(world) },
    pathways: { ...openPathwayReads(world), ...openPathwayChanges(world) },
    students: { cards: openStartCardDesk(world), report: openStudentReportDesk(world) },
    ...openCommunityRoom(world, publicUrl),
    kept: openKeptDesk(world),
    coaching: { ...openCoachingDesk(world), ...openHandoverDesk(world), ...openCoachOrders(world) },
    coachingWords: openSettingsDesk(world),
    caseloads: openCaseloadDesk(world),
    educators: openEducatorDesk(world),
  }
}

function openCommunityRoom(world: DomainWorld, publicUrl: string): Omit<CommunityRoom, 'communities'> {
  const { people, ...ofClasses } = openCommunityReads(world)
  const links = {
    newMail: (districtId: string) => newCommunityMail(districtId, publicUrl),
    newLink: () => newCommunityLink(publicUrl),
  }
  return {
    communityOrders: { people, ...openCommunityOrders(world, links) },
    classOrders: { ...ofClasses, ...openClassOrders(world) },
    communityRules: openRuleDesk(world),
    questionSets: { ...openQuestionSetReads(world), ...openQuestionSetChanges(world) },
    surveys: openSurveyTools(world),
  }
}

/** Written by what writes them for pages, which is read only where a file is asked for. */
const readReportFiles = () => import('./http/routes/community/survey-report-files.ts')

function openSurveyTools(world: DomainWorld): Installation['surveys'] {
  const reads = openSurveyReads(world)
  return {
    ...reads,
    ...openSurveyChanges(world),
    reportFile: async (asked) =>
      (await readReportFiles()).communityFile(await reads.report(asked), asked.format, now()),
    reportsFile: async (asked) =>
      (await readReportFiles()).communitiesFile(await reads.reports(asked), asked.format, now()),
  }
}

function openSignInTools(base: Base, publicUrl: string): Installation['signIn'] {
  const { allowPrivateNetwork } = base.environment
  const ask = createGuardedFetch({ ...base.environment, userAgent: `Staffroom/${VERSION}` })
  const sso = createSsoClient({ ask, allowPrivateNetwork, nowMs: () => now().getTime() })
  return {
    fields: SSO_FIELDS,
    readVariable: (name) => process.env[name],
    redirectUri: redirectUriOf(publicUrl),
    startUrlOf: (districtId) => `${publicUrl}${startPath(districtId)}`,
    ...openSignInDesk({ db: base.web, box: base.box, now, sso, publicUrl }),
  }
}

/** Of a process that answers requests: its rooms are half of the program, and no other command waits until they are read. */
async function startWeb(base: Base, place: WebPlace, log: Log): Promise<WebServer> {
  const { openWeb } = await import('./web.ts')
  return openWeb({
    base,
    place,
    log,
    house,
    pageSettings,
    httpLimits,
    launchFlood,
    passwords: readPasswordList(),
    uiFolder: UI_FOLDER,
    keysRetiredDays: workerSettings.signingKeyRetiredDays,
    readBilling: readBillingFile,
    secretOf: (name) => secretOf(name, process.env),
  })
}

const processes: ProcessWorld = {
  house,
  packageRoot: ROOT,
  worker: workerSettings,
  openLog: (stream) => createLog({ level: 'info', stream }),
  startWeb,
  tendKeys: (base) => tendSigningKeys(keyWorldOf(base), workerSettings),
  openDoors: (base, publicUrl) => {
    const { admins, platforms, invoices } = openTools(base, publicUrl)
    return {
      invoices,
      invite: async ({ districtId, email }) =>
        (await admins.invite({ place: { districtId }, role: 'district_admin', email })).url,
      register: async (platform) =>
        void (await platforms.register({ ...platform, alone: true, personIdField: 'sourcedId' })),
    }
  },
}

export const toolbox: Toolbox = {
  version: VERSION,
  educatorList: educatorTemplate,
  logColumns: LOG_COLUMNS,
  importColumns: IMPORT_COLUMNS,
  open: async ({ say }) => {
    const base = await openBase({ environment: readEnvironment(process.env), say, migrates: false })
    const { publicUrl, port } = base.environment
    return { ...openTools(base, publicUrl ?? localUrl(port)), close: base.close }
  },
  migrate: ({ say }) => migrateBase(readEnvironment(process.env), say),
  doctor: async ({ say }) => ({
    findings: await examine({
      variables: process.env,
      nodeVersion: process.versions.node,
      uiFolder: UI_FOLDER,
      say,
      schedule: workerSettings,
      checkSealed: checkSigningKeys,
      openMailer: (environment) => mailerOf(house, environment),
    }),
  }),
  serve: (session, options) => serve(processes, session, options),
  work: (session, options) => work(processes, session, options),
  demo: (session, options) => demo(processes, session, options),
}

/** Runs the command that the process was started with. */
async function runProcess(): Promise<ExitCode> {
  const stopping = new AbortController()
  // Ctrl-C comes twice where npm started us; whatever comes, stopping is asked for once.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort())
  return runProgram(process.argv.slice(2), {
    toolbox,
    terminal: { out: process.stdout, err: process.stderr },
    signal: stopping.signal,
  })
}

keepHeapSmall()
// Tests run one command after the other in a process of theirs.
if (import.meta.main) process.exitCode = await runProcess()
