/** What leads of a community do about a class that others lead: its code, its leads, who may lead it beside them. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClassLeads } from '../../../http/contract/class-desk.ts'
import { nameOf } from '../../names.ts'
import { FailureNote, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { AskForLead, Lead } from './class-leads.tsx'
import { classLeadsQuery, listCommunitiesAgain } from './queries.ts'

interface ClassChoicesProps {
  readonly communityId: string
  readonly classId: string
  readonly title: string
  readonly say: (words: string) => void
}

export function ClassChoices({ communityId, classId, title, say }: ClassChoicesProps) {
  const { send } = useReader()
  const found = useQuery(classLeadsQuery(send, classId))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { locks } = found.data
  return (
    <div className="stack">
      {locks === null ? null : <Locks communityId={communityId} classId={classId} locks={locks} />}
      <LeadLines classId={classId} found={found.data} say={say} />
      <Asked classId={classId} asked={found.data.asked} />
      <AskForLead classId={classId} label={t('class-desk.ask.community', { title })} />
    </div>
  )
}

/** Whom I have asked to lead it, each with the way to take that back. */
function Asked({ classId, asked }: { readonly classId: string; readonly asked: ClassLeads['asked'] }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const takingBack = useMutation({
    mutationFn: (requestId: string) =>
      send('DELETE /api/v1/classes/{classId}/lead-requests/{requestId}', { params: { classId, requestId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class', classId] }),
  })
  if (asked.length === 0) return null
  return (
    <>
      <ul className="plain-list member-rows">
        {asked.map(({ id, state, person }) => (
          <li key={id} className="member-line">
            <span className="member-name">{t(`class-choices.asked.${state}`, { name: nameOf(person) })}</span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('class-desk.take-back-this', { name: nameOf(person) })}
              disabled={takingBack.isPending}
              onClick={() => takingBack.mutate(id)}
            >
              {t('class-desk.take-back')}
            </Button>
          </li>
        ))}
      </ul>
      {takingBack.error === null ? null : <FailureNote failure={takingBack.error} />}
    </>
  )
}

interface LeadLinesProps {
  readonly classId: string
  readonly found: ClassLeads
  readonly say: (words: string) => void
}

/** Who leads the class, each with the way out where that may be. */
export function LeadLines({ classId, found: { leads, mayTakeLast }, say }: LeadLinesProps) {
  const queries = useQueryClient()
  if (leads.length === 0) return <p className="quiet-line">{t('class-leads.none')}</p>
  return (
    <>
      <ul className="plain-list member-rows">
        {leads.map((lead) => (
          <li key={lead.person.id}>
            <Lead
              classId={classId}
              lead={lead}
              isLast={leads.length === 1}
              takesLast={mayTakeLast}
              say={(words) => {
                say(words)
                listCommunitiesAgain(queries)
              }}
            />
          </li>
        ))}
      </ul>
      {leads.length === 1 && !mayTakeLast ? <p className="quiet-line">{t('class-leads.last')}</p> : null}
    </>
  )
}

interface LocksProps extends Omit<ClassChoicesProps, 'title' | 'say'> {
  readonly locks: NonNullable<ClassLeads['locks']>
}

/** The code itself is for the class’s leads. */
function Locks({ communityId, classId, locks: { codeLocked, listLocked } }: LocksProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const locking = useMutation({
    mutationFn: (locked: boolean) =>
      send('PUT /api/v1/communities/{communityId}/classes/{classId}/locks', {
        params: { communityId, classId },
        body: { codeLocked: locked, listLocked },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class', classId] }),
  })
  return (
    <div className="member-line">
      <span className="member-name">
        <Quietly>{t(codeLocked ? 'class-choices.locked' : 'class-choices.open')}</Quietly>
      </span>
      <Button size="xs" variant="default" disabled={locking.isPending} onClick={() => locking.mutate(!codeLocked)}>
        {t(codeLocked ? 'class-code.unlock' : 'class-code.lock')}
      </Button>
      {locking.error === null ? null : <FailureNote failure={locking.error} />}
    </div>
  )
}
