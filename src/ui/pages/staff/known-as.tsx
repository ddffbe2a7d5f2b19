/** The seats somebody holds, and the names by which they are known. */
import type { StaffPerson } from '../../../http/contract/staff.ts'
import { formatDayOf, formatInstant } from '../../formats.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

export function Seats({ person }: { readonly person: StaffPerson }) {
  const { me } = useReader()
  if (person.seats.length === 0) return <p className="quiet-line">{t('staff.seats.none')}</p>
  return (
    <ul className="plain-list stack">
      {person.seats.map(({ kind, state, until }) => {
        const words = { kind: word('licence', kind), state: word('staff-seat', state) }
        return (
          <li key={kind}>
            {until === null
              ? t('staff.seats.line', words)
              : t('staff.seats.until', { ...words, until: formatDayOf(until, me.district.timezone) })}
          </li>
        )
      })}
    </ul>
  )
}

export function Identities({ person }: { readonly person: StaffPerson }) {
  const { me } = useReader()
  const { sources, ltiLinks, accountEmail, invitedUntil } = person.identities
  const lines = [
    ...sources.map(({ sourceId: source, sourcedId, active }) =>
      t(active ? 'staff.identities.source' : 'staff.identities.source.old', { source, sourcedId }),
    ),
    ...(ltiLinks === 0 ? [] : [t('staff.identities.lti', { count: ltiLinks })]),
    ...(accountEmail === null ? [] : [t('staff.identities.account', { email: accountEmail })]),
    ...(invitedUntil === null
      ? []
      : [t('staff.identities.invited', { until: formatInstant(invitedUntil, me.district.timezone) })]),
  ]
  if (lines.length === 0) return <p className="quiet-line">{t('staff.identities.none')}</p>
  return (
    <ul className="plain-list stack">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
