/** Why a person has each role and seat: the row of the feed, the rule, the run that brought it, the ledger. */
import { useQuery } from '@tanstack/react-query'
import type { FeedPlace, TracedRole, Why } from '../../../http/contract/why.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { whyQuery } from './queries.ts'

export function WhyCards({ personId }: { readonly personId: string }) {
  const { me, send } = useReader()
  const found = useQuery({ ...whyQuery(send, personId), enabled: me.may.includes('view:why_trace') })
  if (!me.may.includes('view:why_trace')) return null
  return (
    <>
      <Card title={t('why.roles')} says={t('why.roles.says')}>
        {found.isPending ? <Waiting lines={4} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <Roles why={found.data} />}
      </Card>
      {found.data === undefined || found.data.seats.length === 0 ? null : (
        <Card title={t('why.seats')} says={t('why.seats.says')}>
          <Seats why={found.data} />
        </Card>
      )}
    </>
  )
}

function Roles({ why }: { readonly why: Why }) {
  const active = why.roles.filter((role) => role.status === 'active')
  if (active.length === 0) return <p className="quiet-line">{t('why.roles.none')}</p>
  return (
    <ul className="plain-list lines">
      {active.map((role) => (
        <li
          key={`${role.role} ${role.scopeType} ${role.scopeId} ${role.origin} ${role.source ?? ''} ${role.grantedAt}`}
        >
          <span className="line-main">{t('why.role', { role: word('role', role.role), scope: scopeOf(role) })}</span>
          <span className="dim">{originOf(role)}</span>
          {role.rows.map((row) => (
            <Row key={`${row.source} ${row.sourcedId}`} row={row} />
          ))}
          <Given role={role} why={why} />
        </li>
      ))}
    </ul>
  )
}

function Row({ row }: { readonly row: FeedPlace }) {
  const place =
    row.file === null || row.row === null
      ? t('why.row.unknown', { source: row.source, id: row.sourcedId })
      : t('why.row', { source: row.source, id: row.sourcedId, file: row.file, row: row.row })
  return <span className="dim">{place}</span>
}

/** The run that brought the role, and who let it. */
function Given({ role, why }: { readonly role: TracedRole; readonly why: Why }) {
  const { me } = useReader()
  const since = t('why.since', { at: formatInstant(role.grantedAt, me.district.timezone) })
  if (role.grantedRunId === null) return <span className="dim">{since}</span>
  const run = why.runs.find(({ runId }) => runId === role.grantedRunId)
  const approved = run?.decidedBy === null || run?.decidedBy === undefined ? '' : t('why.approved')
  return (
    <span className="dim">
      {since} <a href={paths.run(role.grantedRunId)}>{t('sources.open-run', { run: role.grantedRunId })}</a> {approved}
    </span>
  )
}

function Seats({ why }: { readonly why: Why }) {
  const { me } = useReader()
  return (
    <ul className="plain-list lines">
      {why.seats.map((seat) => {
        const needing = why.roles.filter(
          ({ role, status }) => status === 'active' && (why.seatRoles[seat.kind] ?? []).includes(role),
        )
        return (
          <li key={seat.kind}>
            <span className="line-main">
              {seat.kind} <Pill mood={seat.state === 'assigned' ? 'good' : 'warn'}>{seat.state}</Pill>
            </span>
            <span className="dim">
              {needing.length === 0
                ? t('why.seat.nothing')
                : t('why.seat.for', {
                    roles: [...new Set(needing.map(({ role }) => word('role', role)))].join(', '),
                  })}
            </span>
            {why.ledger
              .filter(({ kind }) => kind === seat.kind)
              .map((entry) => (
                <span key={entry.seq} className="dim">
                  {t('why.entry', {
                    at: formatInstant(entry.at, me.district.timezone),
                    move: entry.move,
                    reason: entry.reason.replaceAll('_', ' '),
                  })}
                </span>
              ))}
          </li>
        )
      })}
    </ul>
  )
}

function scopeOf(role: TracedRole): string {
  if (role.scopeType === 'district') return t('why.scope.district')
  return t('why.scope', { kind: role.scopeType, id: role.scopeSourcedId ?? role.scopeId })
}

function originOf(role: TracedRole): string {
  if (role.origin === 'manual') return t('why.by-hand')
  if (role.rule === 'enrolment') return t('why.by-enrolment')
  return t('why.by-rule', { rule: role.rule ?? '–' })
}
