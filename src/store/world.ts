/** What views and actions need of the world, and the transaction in which they work for somebody. */

import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'
import type { Principal } from '../access/principal.ts'
import { actorOf } from '../access/principal.ts'
import type { QuestionSet } from '../community/question-set.ts'
import type { InteractionType } from '../coaching/interaction-type.ts'
import type { GuardLimits } from '../roster/guard-limits.ts'
import type { RoleMap } from '../roster/role-map.ts'
import type { RetentionTimes } from '../roster/retention-times.ts'
import type { SupportLimits } from '../access/support.ts'
import type { LicenceKind } from '../seats/kind.ts'
import type { AttachmentLimits } from '../coaching/attachment.ts'
import type { ObjectStore } from './coaching/attachment-object.ts'
import type {
  Database,
  DistrictClient,
  DistrictContext,
  KeptStatement,
  PrismaTransaction,
  RawTransaction,
} from './database.ts'
import { executeInDistrict, inDistrict, inDistrictPrisma } from './database.ts'
import type { SecretBox } from './secret.ts'
import { sql } from './sql.ts'

export interface DomainSettings {
  /** Where a district has no list of its own. */
  readonly interactionTypes: readonly InteractionType[]
  readonly licenceKinds: readonly LicenceKind[]
  /** What surveys ask; the first one is the default. */
  readonly questionSets: readonly [QuestionSet, ...QuestionSet[]]
  /** Where a district has none of its own, and after it. */
  readonly defaultRoleMap: RoleMap
  /** What a diagnostic of a run means, by its code. */
  readonly diagnosticSays: Readonly<Record<string, string>>
  /** What holds for a district that has set nothing of its own. */
  readonly guard: GuardLimits
  readonly fullComparison: { readonly daysMax: number }
  readonly retention: RetentionTimes & { readonly daysMin: number }
  readonly uploads: UploadSettings
  readonly logs: LogSettings
  /** Files of interactions. */
  readonly attachments: AttachmentLimits
  readonly support: SupportLimits
}

/** Lists of educators that people hand over at a page. */
export interface UploadSettings {
  /** Sources of this connector take them. */
  readonly connector: string
  /** The empty list. */
  readonly csv: string
  readonly columns: readonly { readonly name: string; readonly meaning: string; readonly aliases: readonly string[] }[]
  readonly bytesMax: number
  readonly rowsMax: number
  /** Of one district. */
  readonly perHourMax: number
}

/** How tables are read that people hand over: older logs of interactions, staff, students and classes. */
export interface LogSettings {
  readonly readSheet: (bytes: Buffer) =>
    | {
        readonly header: readonly string[]
        readonly rows: readonly {
          /** As a spreadsheet shows it. */
          readonly row: number
          readonly fields: readonly string[]
          readonly fault: 'row_width' | 'row_quote' | 'row_too_long' | 'row_character' | null
        }[]
      }
    | { readonly fault: 'encoding' | 'empty' | 'header' | 'semicolons' | 'too_many_rows' }
  /** YYYY-MM-DD; null: it can't be understood without guessing. */
  readonly readDay: (text: string) => string | null
  /** The code of a grade level; what nobody knows stays as it is. */
  readonly readGrade: (text: string) => string
}

/** Opened with the runtime role `web`. */
export interface DomainWorld {
  readonly database: Database
  readonly secrets: SecretBox
  readonly settings: DomainSettings
  readonly now: () => Date
  /** Where files are kept sealed outside the database; none: they are in it. */
  readonly objects?: ObjectStore | null
}

/** One transaction that sees the principal's district only and signs the audit log with who they are. */
export function inDistrictOf<T>(
  world: DomainWorld,
  principal: Principal,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  return inDistrictPrisma(world.database, contextOf(principal), work)
}

/** The same for what is only put on the audit log: that may be done of whoever changes nothing, too. */
export function inDistrictToNote<T>(
  world: DomainWorld,
  principal: Principal,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  return inDistrictPrisma(world.database, { districtId: principal.districtId, actor: actorOf(principal) }, work)
}

/** Support changes nothing: the database refuses to write in its transactions. */
function contextOf(principal: Principal): DistrictContext {
  const context = { districtId: principal.districtId, actor: actorOf(principal) }
  return principal.support === undefined ? context : { ...context, readsOnly: true }
}

/** The same for the one whom the Grant was given to. */
export function inGrant<T>(
  world: DomainWorld,
  grant: Grant<Capability>,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  return inDistrictOf(world, grant.principal, work)
}

/** The same with a connection of `pg`, for work that is shared with the sync. */
export function inGrantDirect<T>(
  world: DomainWorld,
  { principal }: Grant<Capability>,
  work: (client: DistrictClient) => Promise<T>,
): Promise<T> {
  return inDistrict(world.database, contextOf(principal), work)
}

/** One statement that comes often, as a transaction of its own, in one round trip. Its rows come as the statement names them. */
export function executeInGrant<Row extends object>(
  { database }: Pick<DomainWorld, 'database'>,
  { principal }: Grant<Capability>,
  statement: KeptStatement,
): Promise<readonly Row[]> {
  return executeInDistrict<Row>(database, contextOf(principal), statement)
}

/** A transaction with a connection of `pg` for a principal before a Grant is made of them. */
export function inDistrictClient<T>(
  { database }: DomainWorld,
  principal: Principal,
  work: (client: DistrictClient) => Promise<T>,
): Promise<T> {
  return inDistrict(database, contextOf(principal), work)
}

/** Runs a statement whose order is filled in already (sort.ts). */
export function querySorted<Row>(tx: RawTransaction, statement: string, values: readonly unknown[]): Promise<Row[]> {
  return tx.$queryRawUnsafe<Row[]>(statement, ...values)
}

/** Runs one SQL statement of store; its rows come as the statement names them. */
export function query<Row>(tx: RawTransaction, name: string, values: readonly unknown[]): Promise<Row[]> {
  return tx.$queryRawUnsafe<Row[]>(sql(name), ...values)
}
