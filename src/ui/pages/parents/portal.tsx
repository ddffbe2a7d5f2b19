/** The parent portal: for people whom nobody knows yet. */
import '../../styles/parents.css'
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ParentPortal, RegisterParentBody } from '../../../http/contract/parents.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Letter } from '../../frame/letters.tsx'
import { usePageHeading } from '../../frame/router.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { request } from '../../session/request.ts'
import { t } from '../../translate.ts'

export function Portal({ districtId }: { readonly districtId: string }) {
  const found = useQuery({
    queryKey: ['parents', districtId],
    queryFn: () => request('GET /api/v1/parents/{districtId}', { params: { districtId } }, null),
  })
  return (
    <Letter wide>
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Welcome districtId={districtId} portal={found.data} />}
    </Letter>
  )
}

interface WelcomeProps {
  readonly districtId: string
  readonly portal: ParentPortal
}

function Welcome({ districtId, portal }: WelcomeProps) {
  const title = t(portal.isOpen ? 'parents.title' : 'parents.closed')
  const heading = usePageHeading(title)
  return (
    <div className="stack">
      {portal.logo === null ? null : (
        <img className="parents-logo" src={portal.logo} alt={t('parents.logo', { district: portal.name })} />
      )}
      <Title ref={heading} tabIndex={-1} order={1}>
        {title}
      </Title>
      <p>{portal.isOpen ? t('parents.says', { district: portal.name }) : t('parents.closed.says')}</p>
      {portal.isOpen ? <RegisterForm districtId={districtId} /> : null}
    </div>
  )
}

const FIELDS = ['givenName', 'familyName', 'email', 'studentName', 'studentNumber'] as const
const LABELS = {
  givenName: t('parents.given-name'),
  familyName: t('parents.family-name'),
  email: t('parents.email'),
  studentName: t('parents.student-name'),
  studentNumber: t('parents.student-number'),
}

function RegisterForm({ districtId }: { readonly districtId: string }) {
  const form = useTextFields(FIELDS)
  const registering = useMutation({
    mutationFn: (body: RegisterParentBody) =>
      request('POST /api/v1/parents/{districtId}/registrations', { params: { districtId }, body }, null),
  })
  if (registering.isSuccess) {
    return (
      <Note mood="good" role="alert" title={t('parents.done')}>
        <p>{t('parents.done.says')}</p>
      </Note>
    )
  }
  const submit = () => {
    const typed = typedIn(form.valueOf)
    if (form.show(problemsOf(typed)) && !registering.isPending) registering.mutate(typed)
  }
  return (
    <Form submit={submit} aria-label={t('parents.title')}>
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          label={LABELS[field]}
          {...(field === 'studentNumber' ? { description: t('parents.student-number.says') } : {})}
          type={field === 'email' ? 'email' : 'text'}
          maxLength={field === 'studentNumber' ? 40 : 120}
          {...form.bind(field)}
        />
      ))}
      {registering.error === null ? null : <FailureNote failure={registering.error} />}
      <div className="row">
        <Button type="submit" loading={registering.isPending}>
          {t('parents.submit')}
        </Button>
      </div>
    </Form>
  )
}

function typedIn(valueOf: (field: (typeof FIELDS)[number]) => string): RegisterParentBody {
  const number = valueOf('studentNumber').trim()
  return {
    givenName: valueOf('givenName').trim(),
    familyName: valueOf('familyName').trim(),
    email: valueOf('email').trim(),
    studentName: valueOf('studentName').trim(),
    studentNumber: number === '' ? null : number,
  }
}

function problemsOf(typed: RegisterParentBody): FieldProblems {
  const empty = (['givenName', 'familyName', 'studentName'] as const).filter((field) => typed[field] === '')
  return {
    ...Object.fromEntries(empty.map((field) => [field, t('parents.needed')])),
    ...(/^[^\s@,;<>]+@[^\s@,;<>]+$/u.test(typed.email) ? {} : { email: t('parents.email.needed') }),
  }
}
