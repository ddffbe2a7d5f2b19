/** Name and schools of a group, being edited. */
import '../../styles/checkbox.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrganisationSchool, SchoolGroup } from '../../../http/contract/organisation.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putOrganisation, showOrganisationAgain } from './queries.ts'

interface GroupFormProps {
  /** Null: a new one. */
  readonly group: SchoolGroup | null
  readonly schools: readonly OrganisationSchool[]
  readonly done: () => void
}

/** More schools than this are looked for by name. */
const FOUND_FROM = 12

export function GroupForm({ group, schools, done }: GroupFormProps) {
  const [name, setName] = useState(group?.name ?? '')
  const [chosen, setChosen] = useState<string[]>(group?.schools.map(({ id }) => id) ?? [])
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const saving = useSaving(group, done)
  const shown = schools.filter((school) => school.name.toLowerCase().includes(word.trim().toLowerCase()))
  const submit = () => {
    setProblem(name.trim() === '' ? t('groups.name.needed') : null)
    if (name.trim() !== '' && !saving.isPending) saving.mutate({ name: name.trim(), schoolIds: chosen })
  }
  return (
    <Form submit={submit} aria-label={group === null ? t('groups.add') : t('groups.edit-this', { name: group.name })}>
      <TextInput
        label={t('groups.name')}
        maxLength={120}
        value={name}
        error={problem}
        onChange={(change) => setName(change.currentTarget.value)}
      />
      {schools.length < FOUND_FROM ? null : (
        <TextInput
          type="search"
          label={t('groups.find')}
          maxLength={100}
          value={word}
          onChange={(change) => setWord(change.currentTarget.value)}
        />
      )}
      <Checkbox.Group label={t('groups.schools')} value={chosen} onChange={setChosen}>
        <div className="stack">
          {shown.map((school) => (
            <Checkbox key={school.id} value={school.id} label={school.name} />
          ))}
        </div>
      </Checkbox.Group>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('groups.save')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface Change {
  readonly name: string
  readonly schoolIds: string[]
}

function useSaving(group: SchoolGroup | null, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) =>
      group === null
        ? send('POST /api/v1/school-groups', { body: change })
        : send('PUT /api/v1/school-groups/{groupId}', {
            params: { groupId: group.id },
            body: { ...change, version: group.version },
          }),
    onSuccess: (changed) => {
      putOrganisation(queries, changed)
      done()
    },
    onError: (failure) => showOrganisationAgain(queries, failure),
  })
}
