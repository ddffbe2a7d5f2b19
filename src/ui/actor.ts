/** Who did something, as histories name them. */
import { t } from './translate.ts'

interface ByWhom {
  /** `person:17`, `customer_admin:4`, `run:4`, `cli`, `system`. */
  readonly actor: string
  /** Null: not a person, not known any more, or not for whoever reads. */
  readonly actorName: string | null
}

/** As the audit log says it: never a person by their number. */
export function actorWords({ actor, actorName }: ByWhom): string {
  const [kind, id = ''] = actor.split(':')
  if (actorName !== null) return actorName
  if (kind === 'person') return t('audit.by.person')
  if (kind === 'cli') return t('audit.by.cli')
  if (kind === 'system') return t('audit.by.system')
  if (kind === 'support') return t('audit.by.support', { id })
  if (kind === 'customer_admin') return t('audit.by.customer_admin', { id })
  // Of before each of them had a number of their own.
  if (kind === 'customer') return t('audit.by.customer', { id })
  return kind === 'run' ? t('audit.by.run', { id }) : actor
}
