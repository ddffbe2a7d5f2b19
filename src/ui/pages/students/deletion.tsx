/** Deletes an inactive student for good: says what goes, and wants their name typed; or says why that can't be. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Student, StudentDeletion } from '../../../http/contract/students.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { listStudentsAgain, studentDeletionQuery } from './queries.ts'

export function StudentDeletionCard({ student }: { readonly student: Student }) {
  const [open, setOpen] = useState(false)
  // Why not, to those who would look for it: they can have deactivated the account.
  const isKept = student.isFed && student.may.activate
  if (!student.may.delete && !isKept) return null
  return (
    <Card title={t('student.delete')} says={t('student.delete.says')}>
      {student.may.delete ? null : <p className="quiet-line">{t('student.delete.fed')}</p>}
      {student.may.delete && !open ? (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('student.delete.open')}
        </Button>
      ) : null}
      {student.may.delete && open ? <Deletion studentId={student.id} done={() => setOpen(false)} /> : null}
    </Card>
  )
}

function Deletion({ studentId, done }: { readonly studentId: string; readonly done: () => void }) {
  const { send } = useReader()
  const found = useQuery(studentDeletionQuery(send, studentId))
  const deleting = useDeleting(studentId)
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const submit = () => {
    const fits = word.trim().toLowerCase() === found.data.word.toLowerCase()
    setProblem(fits ? null : t('student.delete.wrong', { word: found.data.word }))
    if (fits && !deleting.isPending) deleting.mutate(word)
  }
  return (
    <Form submit={submit} aria-label={t('student.delete')}>
      <WhatGoes deletion={found.data} />
      <TextInput
        label={t('student.delete.word', { word: found.data.word })}
        autoComplete="off"
        maxLength={300}
        value={word}
        error={problem}
        onChange={(change) => setWord(change.currentTarget.value)}
      />
      {deleting.error === null ? null : <FailureNote failure={deleting.error} />}
      <div className="row">
        <Button type="submit" loading={deleting.isPending}>
          {t('student.delete.submit')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

function WhatGoes({ deletion }: { readonly deletion: StudentDeletion }) {
  const { classes, products, identities, benchmarks, pathways, points, ltiLinks, mayComeBack } = deletion
  return (
    <Note mood="warn" title={t('student.delete.goes')}>
      <ul>
        <li>{t('student.delete.names')}</li>
        <li>{t('student.delete.classes', { count: classes })}</li>
        <li>{t('student.delete.products', { count: products })}</li>
        <li>{t('student.delete.surveys')}</li>
        <li>{t('student.delete.identities', { count: identities })}</li>
        <li>{t('student.delete.benchmarks', { count: benchmarks })}</li>
        <li>{t('student.delete.pathways', { count: pathways })}</li>
        <li>{t('student.delete.points', { count: points })}</li>
        <li>{t('student.delete.lti', { count: ltiLinks })}</li>
      </ul>
      <p>{t('student.delete.stays')}</p>
      {mayComeBack ? <p>{t('student.delete.come-back')}</p> : null}
    </Note>
  )
}

/** Whoever is deleted has no page any more. */
function useDeleting(studentId: string) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (word: string) =>
      send('POST /api/v1/students/{studentId}/deletion', { params: { studentId }, body: { word } }),
    onSuccess: () => {
      window.location.hash = paths.students()
      listStudentsAgain(queries)
    },
  })
}
