/** Whether the account is active, how the student comes in, and what may be done about it. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Student } from '../../../http/contract/students.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putStudent, showStudentAgain } from './queries.ts'
import { moodOf } from './student-words.ts'

type Act = 'deactivation' | 'activation' | 'sign-out'

const LABEL = {
  deactivation: 'student.deactivate',
  activation: 'student.activate',
  'sign-out': 'student.sign-out',
} as const

export function StudentAccount({ student }: { readonly student: Student }) {
  const { me } = useReader()
  const { state, stateSince, account, isStaff } = student
  return (
    <Card title={t('student.account')}>
      <div className="stack">
        <p className="row">
          <Pill mood={moodOf(state)}>{t(`student-state.${state}`)}</Pill>
          {stateSince === null ? null : (
            <span className="dim">{t('student.since', { at: formatInstant(stateSince, me.district.timezone) })}</span>
          )}
        </p>
        {account === null ? null : (
          <p className="quiet-line">
            {t('student.comes-in', { count: account.ltiLinks })}{' '}
            {account.sessions === 0 ? null : t('student.sessions', { count: account.sessions })}
          </p>
        )}
        {isStaff ? <Note mood="calm">{t('student.is-staff')}</Note> : null}
        <Acts student={student} />
      </div>
    </Card>
  )
}

/** What may be done about the account, asked for once more where it shuts somebody out. */
function Acts({ student }: { readonly student: Student }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'deactivation' | 'sign-out' | null>(null)
  const acting = useMutation({
    mutationFn: (act: Act) => send(`POST /api/v1/students/{studentId}/${act}`, { params: { studentId: student.id } }),
    onSuccess: (changed) => putStudent(queries, changed),
    onError: (failure) => showStudentAgain(queries, student.id, failure),
    onSettled: () => setAsked(null),
  })
  const choose = (act: Act) => (act === 'activation' ? acting.mutate(act) : setAsked(act))
  return (
    <>
      {asked === null ? (
        <div className="row">
          {actsOf(student).map((act) => (
            <Button key={act} variant="default" loading={acting.isPending} onClick={() => choose(act)}>
              {t(LABEL[act])}
            </Button>
          ))}
        </div>
      ) : (
        <Note mood="warn" title={t(LABEL[asked])} role="alert">
          <p>{t(asked === 'sign-out' ? 'student.sign-out.says' : 'student.deactivate.says')}</p>
          <div className="row">
            <Button loading={acting.isPending} onClick={() => acting.mutate(asked)}>
              {t('student.sure')}
            </Button>
            <Button variant="default" disabled={acting.isPending} onClick={() => setAsked(null)}>
              {t('cancel')}
            </Button>
          </div>
        </Note>
      )}
      {acting.error === null ? null : <FailureNote failure={acting.error} />}
    </>
  )
}

function actsOf({ state, may }: Student): readonly Act[] {
  const acts: Act[] = []
  if (may.activate) acts.push(state === 'deactivated' ? 'activation' : 'deactivation')
  if (may.signOut) acts.push('sign-out')
  return acts
}
