/** The parent portal as administrators look after it: its address, its logo, who has registered. */
import '../../styles/parents.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ParentRegistration } from '../../../http/contract/parents.ts'
import { formatInstant } from '../../formats.ts'
import { sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { Form } from '../../parts/form.tsx'
import { searchIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { contentOf } from '../lists/file-content.ts'
import { portalQuery, registrationsQuery } from './queries.ts'

export function ParentPortalCards() {
  const { me } = useReader()
  return (
    <>
      <Card title={t('parents.admin')} says={t('parents.admin.says')}>
        <div className="stack">
          <CopyLine label={t('parents.address')} value={`${window.location.origin}/${paths.parents(me.district.id)}`} />
          {me.may.includes('upload:parent_portal_logo') ? <Logo /> : null}
        </div>
      </Card>
      {me.may.includes('view:parent_self_registration') ? <Registrations /> : null}
    </>
  )
}

function Logo() {
  const { me, send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(portalQuery(me.district.id))
  const [file, setFile] = useState<File | null>(null)
  const setting = useMutation({
    mutationFn: async (chosen: File | null) =>
      send('PUT /api/v1/parent-portal/logo', { body: { content: chosen === null ? null : await contentOf(chosen) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['parents'] }),
  })
  const logo = found.data?.logo ?? null
  return (
    <Form
      aria-label={t('parents.look')}
      submit={() => {
        if (file !== null && !setting.isPending) setting.mutate(file)
      }}
    >
      {logo === null ? (
        <p className="quiet-line">{t('parents.look.none')}</p>
      ) : (
        <img className="parents-logo" src={logo} alt={t('parents.look.alt')} />
      )}
      <label className="stack">
        <span>
          {t('parents.file')} <span className="dim">{t('parents.file.says')}</span>
        </span>
        <input
          type="file"
          accept="image/png,image/jpeg"
          onChange={(change) => setFile(change.currentTarget.files?.[0] ?? null)}
        />
      </label>
      {setting.error === null ? null : <FailureNote failure={setting.error} />}
      <div className="row">
        <Button type="submit" variant="default" disabled={file === null} loading={setting.isPending}>
          {t('parents.upload')}
        </Button>
        {logo === null ? null : (
          <Button variant="default" disabled={setting.isPending} onClick={() => setting.mutate(null)}>
            {t('parents.take-away')}
          </Button>
        )}
      </div>
    </Form>
  )
}

function Registrations() {
  const { me, send } = useReader()
  const found = useQuery(registrationsQuery(send))
  return (
    <Card title={t('parents.registrations')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <DataTable
          label={t('parents.registrations')}
          rows={found.data.items}
          columns={columnsOf(me.district.timezone)}
          rowKey={({ id }) => id}
          sortedBy={{ column: 'at', descending: true }}
          exportName="parent-registrations.csv"
          empty={
            <Empty icon={searchIcon} title={t('parents.registrations.none')}>
              {t('parents.registrations.none.says')}
            </Empty>
          }
        />
      )}
      {found.data === undefined || found.data.items.length >= found.data.total ? null : (
        <Note mood="calm">
          {t('parents.registrations.cut', { shown: found.data.items.length, total: found.data.total })}
        </Note>
      )}
    </Card>
  )
}

function columnsOf(zone: string): readonly Column<ParentRegistration>[] {
  return [
    { key: 'at', label: t('parents.at'), value: ({ at }) => at, cell: ({ at }) => formatInstant(at, zone) },
    { key: 'parent', label: t('parents.parent'), value: sortNameOf },
    { key: 'email', label: t('staff.email'), value: ({ email }) => email },
    { key: 'student', label: t('parents.student'), value: ({ studentName }) => studentName },
    { key: 'number', label: t('parents.number'), value: ({ studentNumber }) => studentNumber },
  ]
}
