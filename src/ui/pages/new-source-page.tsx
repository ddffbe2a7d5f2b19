/** A new source: what kind of feed, how it is read, when; tried before it is added. */
import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AddSourceBody, Connectors } from '../../http/contract/sources.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { formsForPages, formsOf } from './source-setup/config-schema.ts'
import { connectorsQuery } from './source-setup/queries.ts'
import { SourceForm } from './source-setup/source-form.tsx'

export function NewSourcePage() {
  const { send } = useReader()
  const found = useQuery(connectorsQuery(send))
  return (
    <>
      <PageHead
        title={t('source-setup.new')}
        says={t('source-setup.new.says')}
        actions={<a href={paths.settings()}>{t('source-setup.back')}</a>}
      />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <NewSource connectors={found.data.connectors} />}
    </>
  )
}

function NewSource({ connectors }: Connectors) {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const [name, setName] = useState(connectors[0]?.name ?? '')
  const connector = connectors.find((each) => each.name === name)
  const adding = useMutation({
    mutationFn: (body: AddSourceBody) => send('POST /api/v1/sources', { body }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['sources'] })
      await queries.invalidateQueries({ queryKey: ['settings'] })
      location.hash = paths.sourceSetup(id)
    },
  })
  return (
    <Card title={t('source-setup.feed')} says={t('source-setup.feed.says')}>
      <div className="stack">
        <NativeSelect
          label={t('source-setup.connector')}
          value={name}
          data={connectors.map((each) => ({ value: each.name, label: each.title }))}
          onChange={(event) => {
            adding.reset()
            setName(event.currentTarget.value)
          }}
        />
        {connector === undefined ? null : (
          <SourceForm
            key={name}
            label={t('source-setup.new')}
            connector={name}
            forms={formsForPages(formsOf(connector.schema))}
            zone={me.district.timezone}
            set={null}
            save={t('source-setup.add')}
            saving={adding}
            submit={({ id, config, schedule }, failed) =>
              adding.mutate({ id, connector: name, config: { ...config }, schedule }, { onError: failed })
            }
          />
        )}
      </div>
    </Card>
  )
}
