/** What telling and sending need of the world, handed in by the composition root. */

import type { GuardLimits } from '../../roster/guard-limits.ts'
import type { Database } from '../../store/database.ts'
import type { SecretBox } from '../../store/secret.ts'
import type { LookWorld } from '../../sync/look.ts'
import type { NoticeDefaults } from '../../sync/notice-settings.ts'
import type { Log } from '../../sync/world.ts'
import type { Mailer } from './mailer.ts'
import type { Post } from './webhook.ts'

export interface OutboxSettings {
  /** After that many attempts the pages tell that messages do not arrive. They are tried on. */
  readonly attemptsTold: number
  /** Before the second attempt; it doubles up to `retryMsMax`. */
  readonly retryMs: number
  readonly retryMsMax: number
  /** Messages of one district at a time, so that others get their turn. */
  readonly batch: number
  /** What could not be sent for so long is given up. */
  readonly expireHours: number
}

export interface NoticeSettingsOfInstallation extends NoticeDefaults {
  readonly outbox: OutboxSettings
}

export interface NoticeWorld extends LookWorld {
  /** Where a district has none of its own: what adds up to more than one night may take is told in the digest. */
  readonly guard: GuardLimits
  /** Opened with the runtime role `sync`. */
  readonly db: Database
  readonly box: SecretBox
  readonly settings: NoticeSettingsOfInstallation
  /** Null: no SMTP_URL; notices are told in the pages and by web hooks only. */
  readonly mailer: Mailer | null
  readonly post: Post
  /** For trials: http and private addresses, too. */
  readonly allowPrivateNetwork: boolean
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly log: Log
  readonly now: () => Date
}

/** The place where the secret of a district's web hook belongs. */
export function hookSecretPlace(districtId: string): string {
  return `${districtId}/notices/webhook`
}
