/** Groups of schools: made, changed and dissolved. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Organisation, SchoolGroup } from '../../../http/contract/organisation.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { GroupForm } from './group-form.tsx'
import { putOrganisation } from './queries.ts'

export function Groups({ organisation }: { readonly organisation: Organisation }) {
  const [open, setOpen] = useState<string | null>(null)
  const { groups, schools } = organisation
  const close = () => setOpen(null)
  return (
    <Card
      title={t('groups.title')}
      says={t('groups.says')}
      actions={
        open === NEW || schools.length === 0 ? null : (
          <Button variant="default" onClick={() => setOpen(NEW)}>
            {t('groups.add')}
          </Button>
        )
      }
    >
      <div className="stack">
        {open === NEW ? <GroupForm group={null} schools={schools} done={close} /> : null}
        {groups.length === 0 && open !== NEW ? <p className="quiet-line">{t('groups.none')}</p> : null}
        <ul className="plain-list fields">
          {groups.map((group) => (
            <li key={group.id}>
              {open === group.id ? (
                <GroupForm group={group} schools={schools} done={close} />
              ) : (
                <OneGroup group={group} edit={() => setOpen(group.id)} />
              )}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

const NEW = 'new'

function OneGroup({ group, edit }: { readonly group: SchoolGroup; readonly edit: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const { id, name, schools } = group
  const dissolving = useMutation({
    mutationFn: () => send('DELETE /api/v1/school-groups/{groupId}', { params: { groupId: id } }),
    onSuccess: (changed) => putOrganisation(queries, changed),
    onSettled: () => setAsked(false),
  })
  return (
    <div className="field">
      <div className="field-says">
        <span className="field-name">{name}</span>
        <span className="field-value">{t('groups.count', { count: schools.length })}</span>
        <span className="dim">{schools.map((school) => school.name).join('; ')}</span>
      </div>
      <div className="row">
        <Button variant="default" size="xs" aria-label={t('groups.edit-this', { name })} onClick={edit}>
          {t('organisation.edit')}
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={t('groups.delete-this', { name })}
          onClick={() => setAsked(true)}
        >
          {t('groups.delete')}
        </Button>
      </div>
      {asked ? (
        <Note mood="warn" role="alert">
          <p>{t('groups.delete.says', { name })}</p>
          <div className="row">
            <Button loading={dissolving.isPending} onClick={() => dissolving.mutate()}>
              {t('groups.sure')}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </div>
        </Note>
      ) : null}
      {dissolving.error === null ? null : <FailureNote failure={dissolving.error} />}
    </div>
  )
}
