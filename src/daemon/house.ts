/** What stays the same while a process runs, whatever database it opens; and the worlds that follow from the two. */

import { hostname } from 'node:os'
import type { Connector } from '../feed/connector.ts'
import type { Log, SyncSettings, SyncWorld } from '../sync/world.ts'
import type { AlertLimits } from '../sync/look.ts'
import type { RetentionSettings } from '../sync/retention.ts'
import { openPackageShelf } from '../feed/package-shelf.ts'
import type { OpenSftp, OpenUrl, Reach } from '../feed/reach.ts'
import type { Base } from './base.ts'
import type { ChoreWorld } from './chores.ts'
import { type Desk, openDesk } from './desk/desk.ts'
import { createConfigOpener, type SourceDeskWorld } from './desk/sources.ts'
import type { Environment } from './environment.ts'
import { createMailer, type Mailer } from './notices/mailer.ts'
import type { Gradebook } from './participation.ts'
import type { Post } from './notices/webhook.ts'
import type { NoticeSettingsOfInstallation } from './notices/world.ts'
import type { ScheduleSettings } from './settings.ts'
import { ownStaging, shelfFolder } from './staging.ts'
import type { ObjectStore } from '../store/coaching/attachment-object.ts'
import { localUrl } from './web-server.ts'

export interface House {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly settings: SyncSettings
  readonly schedule: ScheduleSettings
  /** The process's environment: where `${ENV_NAME}` of a source is looked up. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  readonly notices: NoticeSettingsOfInstallation & { readonly alerts: AlertLimits; readonly mailTimeoutMs: number }
  readonly retention: RetentionSettings
  readonly interactionTypes: ChoreWorld['interactionTypes']
  readonly questionSets: ChoreWorld['questionSets']
  /** The store of objects; null where attachments are kept in the database. */
  readonly openObjects: (environment: Environment) => ObjectStore | null
  /** The guarded fetch, by what the environment allows. */
  readonly openPost: (environment: Environment) => Post
  /** The gradebooks of the LMSs that an open base knows. */
  readonly openGradebook: (base: Base) => Gradebook
  /** The ways to the network; private addresses for trials only. */
  readonly openUrl: (environment: Environment) => OpenUrl
  readonly openSftp: (environment: Environment) => OpenSftp
  /** Of Staffroom. */
  readonly version: string
}

/** The pipeline's world on an open base. */
export function syncWorldOf(house: House, base: Base, log: Log): SyncWorld {
  const { connectors, settings, variables, now, version } = house
  const openConfig = createConfigOpener({ box: base.box, variables })
  const reach = reachOf(house, base)
  const { packagesDays: daysMax } = house.retention
  const places = { folder: shelfFolder(base.environment.home), scratch: reach.stagingFolder }
  const shelf = openPackageShelf({ ...places, daysMax, now, box: base.box })
  return { db: base.sync, connectors, settings, openConfig, reach, shelf, log, now, owner: ownName(), version }
}

/** The world of the worker's regular jobs on an open base. Its mailer is closed with the process. */
export function choreWorldOf(house: House, base: Base, log: Log): ChoreWorld {
  const { notices, retention, interactionTypes, questionSets, settings, now } = house
  const { environment } = base
  return {
    db: base.sync,
    box: base.box,
    licenceKinds: settings.licenceKinds,
    guard: settings.guard,
    alerts: notices.alerts,
    settings: notices,
    retention,
    interactionTypes,
    questionSets,
    objects: house.openObjects(environment),
    mailer: mailerOf(house, environment),
    sync: syncWorldOf(house, base, log),
    post: house.openPost(environment),
    gradebook: house.openGradebook(base),
    allowPrivateNetwork: environment.allowPrivateNetwork,
    publicUrl: addressOf(environment),
    log,
    now,
    owner: ownName(),
  }
}

/** Null where the environment names no mail server. */
export function mailerOf(house: House, environment: Environment): Mailer | null {
  const { smtpUrl, mailFrom } = environment
  if (smtpUrl === null) return null
  const host = URL.parse(addressOf(environment))?.hostname ?? 'localhost'
  return createMailer({ url: smtpUrl, from: mailFrom ?? `staffroom@${host}`, timeoutMs: house.notices.mailTimeoutMs })
}

function addressOf({ publicUrl, port }: Environment): string {
  return publicUrl ?? localUrl(port)
}

/** This process, in words for a log. */
function ownName(): string {
  return `${hostname()}:${process.pid}`
}

/** The operator's desk on an open base. */
export function deskOf(house: House, base: Base, log: Log): Desk {
  return openDesk(syncWorldOf(house, base, log), sourceDeskOf(house, base), choreWorldOf(house, base, log))
}

/** What setting sources up needs, on an open base. */
export function sourceDeskOf(house: House, base: Base): SourceDeskWorld {
  const { connectors, settings, schedule, variables, now } = house
  return {
    db: base.sync,
    box: base.box,
    connectors,
    limits: settings.feedLimits,
    variables,
    now,
    schedule,
    reach: reachOf(house, base),
  }
}

function reachOf(house: House, { environment }: Base): Reach {
  const [open, openSftp] = [house.openUrl(environment), house.openSftp(environment)]
  return { open, openSftp, stagingFolder: ownStaging(environment.home) }
}
