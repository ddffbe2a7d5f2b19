/** The audit log: found by what was done to what, and taken along as a file by those who may. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditFilterQuery } from '../../http/contract/audit.ts'
import { mayOpen } from '../access.ts'
import { saveCsv } from '../csv.ts'
import { Card } from '../parts/card.tsx'
import { downloadIcon, searchIcon } from '../parts/icons.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useSettled } from '../parts/settled.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Entries } from './audit/entries.tsx'
import type { AuditPart } from './audit/queries.ts'
import { auditQuery } from './audit/queries.ts'

export function AuditPage() {
  const { me } = useReader()
  const part: AuditPart = me.may.includes('view:audit_log') ? 'all' : 'sync'
  return (
    <>
      <PageHead
        title={t('audit.title')}
        says={t(part === 'all' ? 'audit.says' : 'audit.says.sync')}
        actions={
          <>
            {me.may.includes('grant:support_access') ? <a href={paths.supportAccess()}>{t('support.title')}</a> : null}
            {me.may.includes('export:audit_log') ? <Export /> : null}
          </>
        }
      />
      <Log part={part} />
    </>
  )
}

function Log({ part }: { readonly part: AuditPart }) {
  const { send, me } = useReader()
  const [action, setAction] = useState('')
  const [object, setObject] = useState('')
  const found = useQuery(auditQuery(send, part, useFilter(action, object)))
  const tools = (
    <>
      <Search name="action" value={action} change={setAction} />
      <Search name="object" value={object} change={setObject} />
    </>
  )
  return (
    <Card title={t('audit.entries')}>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <div className="stack" aria-busy={found.isPlaceholderData}>
          <Entries
            entries={found.data.items}
            zone={me.district.timezone}
            opensPeople={mayOpen(me, 'edit:feed_owned_field')}
            tools={tools}
          />
          {found.data.items.length < found.data.total ? (
            <Note mood="calm">{t('audit.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
          ) : null}
        </div>
      )}
    </Card>
  )
}

/** What is asked for, once typing has come to rest. Neither word has a blank in it. */
function useFilter(action: string, object: string): AuditFilterQuery {
  const [askedAction = '', askedObject = ''] = useSettled(`${action} ${object}`, 200).split(' ')
  return {
    ...(askedAction === '' ? {} : { action: askedAction }),
    ...(askedObject === '' ? {} : { object: askedObject }),
  }
}

interface SearchProps {
  readonly name: 'action' | 'object'
  readonly value: string
  readonly change: (value: string) => void
}

function Search({ name, value, change }: SearchProps) {
  return (
    <TextInput
      type="search"
      label={t(`audit.filter.${name}`)}
      placeholder={t(`audit.filter.${name}.says`)}
      leftSection={searchIcon}
      value={value}
      maxLength={100}
      onChange={(event) => change(event.currentTarget.value.replaceAll(/\s/g, ''))}
    />
  )
}

function Export() {
  const { send } = useReader()
  const queries = useQueryClient()
  const taking = useMutation({
    mutationFn: () => send('GET /api/v1/audit/export', { query: {} }),
    onSuccess: async (file) => {
      saveCsv('audit.csv', file)
      await queries.invalidateQueries({ queryKey: ['audit'] })
    },
  })
  return (
    <>
      <Button variant="default" leftSection={downloadIcon} loading={taking.isPending} onClick={() => taking.mutate()}>
        {t('audit.export')}
      </Button>
      <Quietly>{taking.isSuccess ? <Note mood="good">{t('audit.exported')}</Note> : null}</Quietly>
      {taking.error === null ? null : <FailureNote failure={taking.error} />}
    </>
  )
}
