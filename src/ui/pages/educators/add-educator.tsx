/** Adds an educator by hand: who may be the same is shown first. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AddEducatorBody, EducatorAdded, EducatorDoubles } from '../../../http/contract/educator-by-hand.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { EDUCATORS, schoolsQuery } from '../coach/queries.ts'
import { EMAIL } from '../staff/staff-words.ts'
import { choicesQuery } from './queries.ts'

/** Nothing for whoever may not. */
export function AddEducator() {
  const { send } = useReader()
  const { data: choices } = useQuery(choicesQuery(send))
  const { data: places } = useQuery(schoolsQuery(send))
  const schools = places?.schools ?? []
  if (choices?.mayAdd !== true || schools.length === 0) return null
  return <AddEducatorCard schools={schools} />
}

interface AddEducatorCardProps {
  readonly schools: readonly { readonly id: string; readonly name: string }[]
}

/** For whoever adds educators of these schools. */
export function AddEducatorCard({ schools }: AddEducatorCardProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Card title={t('add-educator.title')} says={t('add-educator.says')}>
      {isOpen ? (
        <AddForm schools={schools} />
      ) : (
        <div className="row">
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('add-educator.open')}
          </Button>
        </div>
      )}
    </Card>
  )
}

const FIELDS = ['givenName', 'familyName', 'email'] as const

function AddForm({ schools }: AddEducatorCardProps) {
  const form = useTextFields(FIELDS)
  const [schoolId, setSchool] = useState(schools[0]?.id ?? '')
  const { adding, doubles, added, forget } = useAdding(() => {
    for (const field of FIELDS) form.set(field, '')
  })
  const submit = () => {
    const [givenName = '', familyName = '', email = ''] = FIELDS.map((field) => form.valueOf(field).trim())
    const isFine = form.show({
      ...(givenName === '' ? { givenName: t('staff.needed') } : {}),
      ...(familyName === '' ? { familyName: t('staff.needed') } : {}),
      ...(email === '' || EMAIL.test(email) ? {} : { email: t('staff.email.needed') }),
    })
    if (!isFine || adding.isPending) return
    adding.mutate({ givenName, familyName, email: email === '' ? null : email, schoolId, despite: false })
  }
  return (
    <Form submit={submit} aria-label={t('add-educator.title')}>
      <div className="number-fields">
        <TextInput label={t('staff.given-name')} maxLength={120} {...form.bind('givenName')} />
        <TextInput label={t('staff.family-name')} maxLength={120} {...form.bind('familyName')} />
        <TextInput label={t('add-educator.email')} type="email" maxLength={254} {...form.bind('email')} />
        <NativeSelect
          label={t('educator-database.school')}
          value={schoolId}
          data={schools.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(change) => setSchool(change.currentTarget.value)}
        />
      </div>
      <div className="row">
        <Button type="submit" loading={adding.isPending}>
          {t('add-educator.submit')}
        </Button>
      </div>
      {doubles === null ? null : (
        <Doubles {...doubles} add={() => adding.mutate({ ...doubles.asked, despite: true })} forget={forget} />
      )}
      {adding.error === null ? null : <FailureNote failure={adding.error} />}
      <Quietly>{added === null ? null : <Added {...added} />}</Quietly>
    </Form>
  )
}

interface Found {
  readonly asked: AddEducatorBody
  readonly found: EducatorDoubles['doubles']
}

/** Looks first; adds at once where nobody is like them, or where whoever adds has said that it is somebody else. */
function useAdding(done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [doubles, setDoubles] = useState<Found | null>(null)
  const [added, setAdded] = useState<AddedProps | null>(null)
  const adding = useMutation({
    mutationFn: async (body: AddEducatorBody) => {
      const { despite, email, givenName, familyName, schoolId } = body
      const query = { givenName, familyName, schoolId, ...(email === null ? {} : { email }) }
      const found = despite ? [] : (await send('GET /api/v1/coaching/educator-doubles', { query })).doubles
      return found.length > 0 ? found : await send('POST /api/v1/coaching/educators', { body })
    },
    onMutate: () => {
      setAdded(null)
      setDoubles(null)
    },
    onSuccess: (answer, asked) => {
      if ('length' in answer) {
        setDoubles({ asked, found: answer })
        return
      }
      setAdded({ name: `${asked.givenName} ${asked.familyName}`, answer })
      void queries.invalidateQueries({ queryKey: [EDUCATORS] })
      done()
    },
  })
  return { adding, doubles, added, forget: () => setDoubles(null) }
}

function Doubles({ found, add, forget }: Found & { readonly add: () => void; readonly forget: () => void }) {
  const pageOf = usePageOf()
  const isTaken = found.some(({ because }) => because === 'email')
  return (
    <Note mood="warn" role="alert" title={t('add-educator.doubles')}>
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <a href={pageOf(one.id)}>{nameOf(one)}</a> ({t(`add-educator.because.${one.because}`)}
            {one.isActive ? '' : `, ${t('add-educator.inactive')}`})
          </li>
        ))}
      </ul>
      <p>{t(isTaken ? 'add-educator.doubles.taken' : 'add-educator.doubles.says')}</p>
      <div className="row">
        {isTaken ? null : <Button onClick={add}>{t('add-educator.despite')}</Button>}
        <Button variant="default" onClick={forget}>
          {t('cancel')}
        </Button>
      </div>
    </Note>
  )
}

interface AddedProps {
  readonly name: string
  readonly answer: EducatorAdded
}

/** Where an educator is looked at: their time line, or for whoever doesn't coach their page among the staff. */
function usePageOf(): (id: string) => string {
  const { me } = useReader()
  return me.may.includes('use:educator_database') ? paths.timeLine : paths.staffPerson
}

function Added({ name, answer: { personId, isWaiting } }: AddedProps) {
  const pageOf = usePageOf()
  return (
    <Note mood={isWaiting ? 'warn' : 'good'} title={t('add-educator.added', { name })}>
      {isWaiting ? <p>{t('add-educator.waits')}</p> : null}
      <p>
        <a href={pageOf(personId)}>{t('add-educator.added.open')}</a>
      </p>
    </Note>
  )
}
