/** A class's code for its leads: what students type, what is locked, who joined by it. */
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Switch.css'
import '../../styles/take-part.css'
import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ClassDesk } from '../../../http/contract/class-desk.ts'
import { formatDay, todayIn } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface ClassCodeProps {
  readonly classId: string
  readonly desk: ClassDesk
  readonly say: (words: string) => void
}

export function ClassCode({ classId, desk, say }: ClassCodeProps) {
  const address = `${window.location.host}/code`
  return (
    <Card title={t('class-code')} says={t('class-code.says', { address })}>
      <div className="stack">
        {desk.code === null ? (
          <NoCode classId={classId} />
        ) : (
          <Code classId={classId} code={desk.code} locks={desk.locks} say={say} />
        )}
        {desk.lateJoiners.length === 0 ? null : <Joiners classId={classId} joiners={desk.lateJoiners} say={say} />}
      </div>
    </Card>
  )
}

function NoCode({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const making = useMutation({
    mutationFn: () => send('POST /api/v1/classes/led/{classId}/code', { params: { classId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class'] }),
  })
  return (
    <>
      <p className="quiet-line">{t('class-code.none')}</p>
      {making.error === null ? null : <FailureNote failure={making.error} />}
      <div>
        <Button onClick={() => making.mutate()} loading={making.isPending}>
          {t('class-code.make')}
        </Button>
      </div>
    </>
  )
}

interface CodeProps extends Omit<ClassCodeProps, 'desk'> {
  readonly code: NonNullable<ClassDesk['code']>
  readonly locks: ClassDesk['locks']
}

function Code({ classId, code, locks, say }: CodeProps) {
  const { ask, question, failure } = useAskedAgain('led-class', say)
  const { me } = useReader()
  const locking = useLocking(classId)
  const renew = () =>
    ask({
      label: t('class-code.renew'),
      sure: t('class-code.renew.sure'),
      says: t('class-code.renewed'),
      act: (send) => send('POST /api/v1/classes/led/{classId}/code', { params: { classId } }),
    })
  const { codeLocked, listLocked } = locks
  return (
    <>
      <p className="member-line">
        <span className="class-code">{code.code}</span>
        <span className="dim">{t('class-code.since', { day: dayOf(code.since, me.district.timezone) })}</span>
      </p>
      <p className="quiet-line">{t(codeLocked ? 'class-code.locked' : 'class-code.open')}</p>
      {codeLocked ? null : (
        <CopyLine label={t('class-code.link')} value={`${window.location.origin}/${paths.code(code.code)}`} />
      )}
      <Switch
        label={t('class-code.list-locked')}
        description={t('class-code.list-locked.says')}
        checked={listLocked}
        disabled={locking.isPending}
        onChange={(change) => locking.mutate({ codeLocked, listLocked: change.currentTarget.checked })}
      />
      {locking.error === null ? null : <FailureNote failure={locking.error} />}
      {question === null ? (
        <div className="row">
          <Button
            variant="default"
            disabled={locking.isPending}
            onClick={() => locking.mutate({ codeLocked: !codeLocked, listLocked })}
          >
            {t(codeLocked ? 'class-code.unlock' : 'class-code.lock')}
          </Button>
          <Button variant="default" onClick={renew}>
            {t('class-code.renew')}
          </Button>
        </div>
      ) : null}
      {question}
      {failure}
    </>
  )
}

function useLocking(classId: string) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ClassDesk['locks']) =>
      send('PUT /api/v1/classes/led/{classId}/locks', { params: { classId }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class'] }),
  })
}

interface JoinersProps extends Omit<ClassCodeProps, 'desk'> {
  readonly joiners: ClassDesk['lateJoiners']
}

function Joiners({ classId, joiners, say }: JoinersProps) {
  return (
    <section aria-label={t('class-code.joiners')}>
      <h3 className="quiet-head">{t('class-code.joiners')}</h3>
      <ul className="plain-list member-rows">
        {joiners.map((joiner) => (
          <li key={joiner.id}>
            <Joiner classId={classId} joiner={joiner} say={say} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface JoinerProps extends Omit<JoinersProps, 'joiners'> {
  readonly joiner: ClassDesk['lateJoiners'][number]
}

function Joiner({ classId, joiner, say }: JoinerProps) {
  const { ask, question, failure } = useAskedAgain('led-class', say)
  const { me } = useReader()
  const name = joiner.name ?? t('code.joiner.nameless')
  const remove = () =>
    ask({
      label: t('class-code.remove-this', { name }),
      sure: t('class-code.remove.sure', { name }),
      says: t('class-code.removed', { name }),
      act: (send) =>
        send('DELETE /api/v1/classes/led/{classId}/late-joiners/{joinerId}', {
          params: { classId, joinerId: joiner.id },
        }),
    })
  return (
    <div className="stack">
      <div className="member-line">
        <span className="member-name">
          {name}
          <span className="dim">{t('class-code.joined', { day: dayOf(joiner.joinedAt, me.district.timezone) })}</span>
        </span>
        {question === null ? (
          <Button size="xs" variant="default" aria-label={t('class-code.remove-this', { name })} onClick={remove}>
            {t('class-code.remove')}
          </Button>
        ) : null}
      </div>
      {question}
      {failure}
    </div>
  )
}

function dayOf(instant: string, zone: string): string {
  return formatDay(todayIn(zone, new Date(instant)))
}
