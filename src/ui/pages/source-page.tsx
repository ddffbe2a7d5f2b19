/** A source as it is set up: how it is read, when, whether it rests; and removing it. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connectors, SourceSetup } from '../../http/contract/sources.ts'
import { useAskedAgain } from '../parts/asked-again.tsx'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader, useSight } from '../session/context.tsx'
import { t } from '../translate.ts'
import { formsForPages, formsOf } from './source-setup/config-schema.ts'
import { connectorsQuery, sourceQuery } from './source-setup/queries.ts'
import { type Filled, SourceForm } from './source-setup/source-form.tsx'

export function SourcePage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const [connectors, source] = [useQuery(connectorsQuery(send)), useQuery(sourceQuery(send, id))]
  const failed = [source, connectors].find((each) => each.isLoadingError)
  return (
    <>
      <PageHead
        title={t('source-setup.title', { source: id })}
        says={t('source-setup.says')}
        actions={<a href={paths.settings()}>{t('source-setup.back')}</a>}
      />
      {source.isPending || connectors.isPending ? <Waiting lines={8} /> : null}
      {failed === undefined ? null : <FailureNote failure={failed.error} retry={() => void failed.refetch()} />}
      {source.data === undefined || connectors.data === undefined ? null : (
        <Source source={source.data} connectors={connectors.data.connectors} />
      )}
    </>
  )
}

function Source({ source, connectors }: Connectors & { readonly source: SourceSetup }) {
  const connector = connectors.find(({ name }) => name === source.connector)
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      {connector === undefined ? null : <Setup source={source} connector={connector} done={setSaid} />}
      <Rest source={source} done={setSaid} />
      <Remove source={source} />
    </>
  )
}

interface PartProps {
  readonly source: SourceSetup
  readonly done: (said: string | null) => void
}

function Setup({ source, connector, done }: PartProps & { readonly connector: Connectors['connectors'][number] }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const params = { sourceId: source.id }
  const seen = useSight('PUT /api/v1/sources/{sourceId}', params)
  const saving = useMutation({
    mutationFn: ({ config, schedule, windowEnd }: Filled) =>
      send('PUT /api/v1/sources/{sourceId}', {
        params,
        body: { config: { ...config }, schedule, windowEnd },
        seen: seen(),
      }),
    onMutate: () => done(null),
    onSuccess: async () => {
      done(t('source-setup.saved'))
      await queries.invalidateQueries({ queryKey: ['sources'] })
      await queries.invalidateQueries({ queryKey: ['settings'] })
    },
  })
  const all = formsOf(connector.schema)
  // What was set up on the server stays as it is here; elsewhere only what a page can fill in is offered.
  const forms = 'path' in source.config ? all : formsForPages(all)
  return (
    <Card title={t('source-setup.feed')} says={connector.title}>
      <SourceForm
        // What was saved is another form: typed secrets are gone from it.
        key={JSON.stringify([source.config, source.schedule, source.windowEnd])}
        label={t('source-setup.feed')}
        connector={source.connector}
        forms={forms}
        zone={source.timezone}
        set={source}
        save={t('settings.save')}
        saving={saving}
        submit={(filled, failed) => saving.mutate(filled, { onError: failed })}
      />
    </Card>
  )
}

function Rest({ source, done }: PartProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { id, paused, pausedBecause } = source
  const pausing = useMutation({
    mutationFn: () =>
      send('PUT /api/v1/sources/{sourceId}/paused', { params: { sourceId: id }, body: { paused: !paused } }),
    onSuccess: () => {
      done(t(paused ? 'source-setup.resumed' : 'source-setup.paused'))
      return queries.invalidateQueries({ queryKey: ['sources'] })
    },
  })
  const why = pausedBecause === 'undo' ? 'rest.undo' : 'rest.person'
  const says = paused ? why : 'rest.not'
  return (
    <Card title={t('source-setup.rest')} says={t(`source-setup.${says}`)}>
      <div className="row">
        <Button variant="default" loading={pausing.isPending} onClick={() => pausing.mutate()}>
          {t(paused ? 'source-setup.resume' : 'source-setup.pause')}
        </Button>
      </div>
      {pausing.error === null ? null : <FailureNote failure={pausing.error} />}
    </Card>
  )
}

function Remove({ source }: { readonly source: SourceSetup }) {
  const { ask, question, failure } = useAskedAgain('sources', () => undefined)
  return (
    <Card title={t('source-setup.remove')} says={t('source-setup.remove.says')}>
      {failure}
      {question ?? (
        <Button
          variant="default"
          onClick={() =>
            ask({
              label: t('source-setup.remove.this', { source: source.id }),
              sure: t('source-setup.remove.sure'),
              says: null,
              act: async (send) => {
                await send('DELETE /api/v1/sources/{sourceId}', { params: { sourceId: source.id } })
                location.hash = paths.settings()
              },
            })
          }
        >
          {t('source-setup.remove.this', { source: source.id })}
        </Button>
      )}
    </Card>
  )
}
