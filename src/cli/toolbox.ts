/** What the commands can ask for. The composition root makes it; the commands know nothing else of the house. */

import type { BenchmarkTools } from './people/benchmark-tools.ts'
import type { PathwayTools } from './people/pathway-tools.ts'
import type { StudentTools } from './people/student-tools.ts'
import type { RoleMapTools } from './rules/rolemap-tools.ts'
import type { CommunityRoom } from './community/community-tools.ts'
import type { AdminTools } from './signin/admin-tools.ts'
import type { AuditTools } from './audit/audit-tools.ts'
import type { LicenceTools } from './seats/licence-tools.ts'
import type { InvoiceRoom } from './seats/invoice-tools.ts'
import type { ProductTools } from './seats/product-tools.ts'
import type { ListTemplate, UploadPreview } from './sync/upload-tools.ts'
import type { RosterColumns, RosterImportTools } from './people/import-tools.ts'
import type { CoachingRoom } from './coaching/coaching-tools.ts'
import type { KeptTools } from './people/kept-tools.ts'
import type { RosterTools } from './sync/roster-tools.ts'
import type { LaunchDeskTools } from './lti/launch-tools.ts'
import type { IdentityTools, MatchLine } from './people/identity-tools.ts'
import type { KeyTools, LinkTools, RegistrationChange } from './lti/lti-tools.ts'
import type {
  FullComparisonTools,
  CustomerTools,
  GuardTools,
  NameDayTools,
  RetentionTools,
  RuleTools,
} from './rules/setting-tools.ts'
import type { SignInTools } from './signin/sign-in-tools.ts'
import type { SupportTools } from './signin/support-tools.ts'
import type { RunReport } from '../sync/report.ts'
import type { PersonExplanation } from '../sync/why.ts'
import type { RunProgress } from '../sync/world.ts'

/** Everything a command may need before a database is there. */
export interface Toolbox {
  readonly version: string
  /** The empty list of educators. */
  readonly educatorList: ListTemplate
  /** Of an older log of interactions. */
  readonly logColumns: RosterColumns['staff']
  /** Of files of staff, students and classes. */
  readonly importColumns: RosterColumns
  /** Joins the database (the embedded one is started where none is named) and refuses one that is behind. */
  readonly open: (session: Session) => Promise<Installation>
  readonly migrate: (session: Session) => Promise<MigrateResult>
  readonly doctor: (session: Session) => Promise<DoctorReport>
  /** Each returns when the session's signal stops it; `ready` gets the addresses once they answer. */
  readonly serve: (session: Session, o: ServeOptions) => Promise<void>
  readonly work: (session: Session, o: { readonly ready: (r: WorkerReady) => void }) => Promise<void>
  readonly demo: (session: Session, o: DemoOptions) => Promise<void>
}

/** What every piece of work is given: a place for what a person should know meanwhile, and when to stop. */
export interface Session {
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/** An open installation. `close` gives the database back, on every way out. */
export interface Installation extends CoachingRoom, CommunityRoom, InvoiceRoom, LaunchDeskTools {
  readonly districts: DistrictTools
  readonly admins: AdminTools
  readonly audit: AuditTools
  readonly roleMaps: RoleMapTools
  readonly guard: GuardTools
  readonly retention: RetentionTools
  readonly nameDay: NameDayTools
  readonly fullComparison: FullComparisonTools
  readonly rules: RuleTools
  readonly rosterImports: RosterImportTools
  readonly benchmarks: BenchmarkTools
  readonly pathways: PathwayTools
  readonly students: StudentTools
  readonly kept: KeptTools
  readonly customers: CustomerTools
  readonly identities: IdentityTools
  readonly sources: SourceTools
  readonly runs: RunTools
  readonly licences: LicenceTools
  readonly products: ProductTools
  readonly people: PeopleTools
  readonly notices: NoticeTools
  readonly roster: RosterTools
  readonly platforms: PlatformTools
  readonly keys: KeyTools
  readonly registrationLinks: LinkTools
  readonly support: SupportTools
  readonly signIn: SignInTools
  readonly close: () => Promise<void>
}

export interface MigrateResult {
  readonly applied: readonly string[]
}
export interface DoctorFinding {
  readonly what: string
  readonly state: 'ok' | 'warning' | 'wrong'
  readonly says: string
  /** What mends it; null where nothing is to do. */
  readonly remedy: string | null
}
export interface DoctorReport {
  readonly findings: readonly DoctorFinding[]
}

export interface ServeOptions {
  readonly withWorker: boolean
  readonly ready: (r: ServeReady) => void
}
export interface ServeReady {
  readonly url: string
  readonly worker: boolean
}
export interface WorkerReady {
  readonly sources: number
}

export interface DemoOptions {
  readonly ready: (r: DemoReady) => void
  readonly progress: (p: RunProgress) => void
}
export interface DemoReady {
  readonly url: string
  readonly lmsUrl: string
  readonly inviteUrl: string | null
  readonly home: string
  readonly report: RunReport | null
  readonly counts: Readonly<Record<'schools' | 'classes' | 'people' | 'enrolments' | 'coaches', number>>
  readonly nextSync: Date | null
  /** The district's, for the time of the next sync. */
  readonly timezone: string
}

export interface DistrictTools {
  readonly create: (d: {
    readonly id: string
    readonly name: string
    readonly timezone: string
    readonly customerId: string | null
  }) => Promise<void>
  readonly list: () => Promise<readonly string[]>
  /** Moves every schedule of the district to the same local times there; returns how many. */
  readonly setTimezone: (districtId: string, timezone: string) => Promise<number>
}

/** One thing wrong with a file that was given: where in it, and what was expected; never the value. */
export interface FileProblem {
  readonly path: string
  readonly says: string
}
export interface SourceRef {
  readonly districtId: string
  readonly sourceId: string
}
/** Local dates as `YYYY-MM-DD`, both inclusive. */
export interface DateRange {
  readonly from: string
  readonly to: string
}
export interface SourceChange {
  readonly config?: unknown
  readonly schedule?: string | null
  readonly addBlackouts?: readonly DateRange[]
  readonly removeBlackouts?: readonly DateRange[]
  readonly noBlackouts?: boolean
  /** `HH:MM`; null: the installation's default. */
  readonly windowEnd?: string | null
}
export interface PlannedSlot {
  /** The slot by its name. */
  readonly at: Date
  readonly startsAt: Date
  readonly windowEndsAt: Date
}
export interface SourceView extends SourceRef {
  readonly connector: string
  readonly schedule: string | null
  readonly timezone: string
  readonly paused: boolean
  /** 'person' or 'undo'. */
  readonly pausedBecause: string | null
  /** The next slot, and when it starts. */
  readonly nextDueAt: Date | null
  readonly startsAt: Date | null
  readonly blackouts: readonly DateRange[]
  readonly windowEnd: string
  /** When the last slot is tried again; with no `retries` yet, it was missed and is caught up. */
  readonly retryAt: Date | null
  readonly retries: number
  readonly lastSuccessAt: Date | null
  readonly stale: boolean
  readonly alarm: { readonly since: Date; readonly code: string } | null
  /** Secrets are dots. */
  readonly config: unknown
  readonly lastRun: { readonly runId: string; readonly state: string; readonly at: string | null } | null
}
export interface CheckLine {
  readonly what: string
  readonly ok: boolean
  /** Only of what is not ok: the source works without it. */
  readonly optional?: true
  readonly says: string
}
export interface SourceTools {
  readonly connectors: readonly { readonly name: string; readonly title: string }[]
  readonly find: (wanted: { districtId: string | null; sourceId: string | null }) => Promise<readonly SourceRef[]>
  /** Problems of the configuration, none of them with a value in it. */
  readonly checkConfig: (connector: string, config: unknown) => readonly FileProblem[]
  /** What is wrong with a cron expression, or null. */
  readonly checkSchedule: (cron: string) => string | null
  readonly add: (
    o: SourceRef & { readonly connector: string; readonly config: unknown; readonly schedule: string | null },
  ) => Promise<{ readonly nextDueAt: Date | null }>
  readonly list: (districtId: string | null) => Promise<readonly SourceView[]>
  readonly set: (ref: SourceRef, change: SourceChange) => Promise<SourceView>
  readonly pause: (ref: SourceRef, paused: boolean) => Promise<SourceView>
  /** The rows that stay out now, some thousand at a time. */
  readonly faults: (ref: SourceRef) => AsyncIterable<readonly OpenFault[]>
  readonly check: (ref: SourceRef, session: Session) => Promise<readonly CheckLine[]>
  readonly preview: (ref: SourceRef, count: number) => Promise<readonly PlannedSlot[]>
  readonly previewUpload: (
    ref: SourceRef,
    o: {
      readonly file: string
      readonly whole: boolean
      readonly signal: AbortSignal
      readonly onProgress: (p: RunProgress) => void
    },
  ) => Promise<UploadPreview>
  readonly sync: (
    ref: SourceRef,
    o: {
      readonly dryRun: boolean
      /** Read and compare every row, whatever is remembered of the last run. */
      readonly full: boolean
      readonly file: string | null
      /** Of a list of people: whoever is not in it leaves. */
      readonly whole?: boolean
      readonly signal: AbortSignal
      readonly onProgress: (p: RunProgress) => void
    },
  ) => Promise<RunReport>
}

export interface RunRef {
  readonly districtId: string
  readonly runId: string
}
export interface RunLine extends RunRef {
  readonly source: string
  readonly state: string
  readonly trigger: string
  readonly dryRun: boolean
  readonly requestedAt: string
  readonly finishedAt: string | null
}
export interface PlannedChange {
  /** A roster table, or 'roles'. */
  readonly kind: string
  readonly op: string
  /** The record's sourcedId; of a role: person, role, scope. */
  readonly key: string
  /** The record's sourcedId; of a role, that of the person. */
  readonly record: string
  /** Which fields differ; none of a record that comes or goes. */
  readonly fields: readonly string[]
  /** What differs; of a new record all that it has. Of a role: the role, and where. */
  readonly values: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
}
/** A row that stays out until the feed mends it. */
export interface OpenFault extends QuarantinedEntry {
  readonly table: string
  readonly sourcedId: string | null
  readonly firstSeenAt: Date
  readonly firstRunId: string
  readonly lastRunId: string
}
export interface QuarantinedEntry {
  readonly file: string
  readonly row: number
  readonly code: string
  readonly field: string | null
  readonly expected: string
  readonly fixBy: string
}
/** One of the two numbers is null: the feed's is of somebody who isn't there yet. */
export interface SeatLine {
  readonly licence: string
  readonly personId: string | null
  readonly sourcedId: string | null
  readonly move: string
  readonly reason: string
}
export interface RunTools {
  readonly find: (wanted: { districtId: string | null; runId: string }) => Promise<readonly RunRef[]>
  readonly list: (o: {
    readonly districtId: string | null
    readonly sourceId: string | null
    readonly limit: number
  }) => Promise<readonly RunLine[]>
  readonly show: (ref: RunRef) => Promise<RunReport>
  /** The changes of the stored plan; empty where none was kept (a first roster is its own record). */
  readonly changes: (ref: RunRef) => AsyncIterable<readonly PlannedChange[]>
  /** Whom the stored plan would give, keep waiting or cost a seat, and why. */
  readonly seats: (ref: RunRef) => AsyncIterable<readonly SeatLine[]>
  readonly quarantined: (ref: RunRef) => Promise<readonly QuarantinedEntry[]>
  /** People who leave and come back under another sourcedId in the run's plan. */
  readonly matches: (ref: RunRef) => Promise<readonly MatchLine[]>
  readonly approve: (
    ref: RunRef,
    o: { readonly additionsOnly: boolean; readonly match: boolean; readonly signal: AbortSignal },
  ) => Promise<RunReport>
  readonly discard: (ref: RunRef) => Promise<RunReport>
  readonly undo: (ref: RunRef, o: { readonly dryRun: boolean; readonly signal: AbortSignal }) => Promise<RunReport>
  /** A new run in the place of one that failed or was discarded. */
  readonly retry: (
    ref: RunRef,
    o: { readonly signal: AbortSignal; readonly onProgress: (p: RunProgress) => void },
  ) => Promise<RunReport>
}

export interface PeopleTools {
  /** Each role and seat of a person, traced; `districtId` null: of whichever district knows them. */
  readonly why: (wanted: { readonly districtId: string | null; readonly person: string }) => Promise<PersonExplanation>
}

export interface NoticesLine {
  /** As named; null: whoever administers the district or its IT and can sign in. */
  readonly emails: readonly string[] | null
  readonly recipients: readonly string[]
  readonly digest: boolean
  readonly digestHour: number
  readonly timezone: string
  readonly webhook: string | null
  readonly mailServer: boolean
  readonly open: readonly { readonly kind: string; readonly title: string; readonly remedy: string }[]
}
export interface NoticeTools {
  readonly show: (districtId: string) => Promise<NoticesLine>
  /** A field that is left out stays; the secret of a new web hook is told this once. */
  readonly set: (
    districtId: string,
    change: {
      readonly emails?: readonly string[] | null
      readonly digest?: boolean
      readonly digestHour?: number
      readonly webhook?: string | null
    },
  ) => Promise<{ readonly webhookSecret: string | null }>
  readonly test: (districtId: string) => Promise<
    readonly {
      readonly channel: 'mail' | 'webhook'
      readonly to: string
      readonly ok: boolean
      readonly code: string | null
    }[]
  >
}

export const PERSON_ID_FIELDS = ['sourcedId', 'identifier', 'userIds'] as const
export type PersonIdField = (typeof PERSON_ID_FIELDS)[number]

export interface Registration {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  /** The one district that it serves; null: it may serve several. */
  readonly onlyDistrictId: string | null
  readonly deployments: readonly {
    readonly deploymentId: string
    readonly districtId: string | null
    readonly status: 'pending' | 'active' | 'inactive'
  }[]
}
export interface PlatformTools {
  readonly register: (o: {
    readonly issuer: string
    readonly clientId: string
    readonly authUrl: string
    readonly tokenUrl: string
    readonly jwksUrl: string
    readonly personIdField: PersonIdField
    readonly frameOrigins?: readonly string[]
    readonly deploymentId?: string
    readonly districtId?: string
    readonly alone?: boolean
  }) => Promise<{ readonly registrationId: string }>
  readonly list: () => Promise<readonly Registration[]>
  readonly set: (registrationId: string, change: RegistrationChange) => Promise<void>
  readonly switch: (o: {
    readonly registrationId: string
    readonly deploymentId: string
    readonly isOn: boolean
  }) => Promise<void>
}
