/** What the reader may ask the worker for about a run or a source: each asks once more before it is done, and says how it went. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Order } from '../../../http/contract/run-orders.ts'
import type { Run } from '../../../http/contract/sync.ts'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { runOrderQuery, sourceOrderQuery } from './queries.ts'

type Ask = (send: Send) => Promise<{ readonly orderId: string }>

interface Choice {
  readonly key: string
  readonly label: string
  /** What it will do, asked once more; null: it changes nothing and is done at once. */
  readonly sure: string | null
  readonly ask: Ask
}

/** The decisions and acts that the run's state allows. */
export function RunOrders({ run }: { readonly run: Run }) {
  const { me, send } = useReader()
  const may = new Set<string>(me.may)
  const choices = choicesOf(run, may)
  const last = useQuery({ ...runOrderQuery(send, run.id), enabled: may.has('start:run') })
  if (choices.length === 0) return null
  return <Orders choices={choices} last={last.data?.order ?? null} queryKey={['runs']} />
}

/** Starting a source now, or seeing what that would do. */
export function SourceOrders({ sourceId }: { readonly sourceId: string }) {
  const { me, send } = useReader()
  const allowed = new Set<string>(me.may).has('start:run')
  const last = useQuery({ ...sourceOrderQuery(send, sourceId), enabled: allowed })
  if (!allowed) return null
  const params = { sourceId }
  const choices: readonly Choice[] = [
    {
      key: 'preview',
      label: t('order.preview'),
      sure: null,
      ask: (to) => to('POST /api/v1/sources/{sourceId}/runs', { params, body: { preview: true } }),
    },
    {
      key: 'sync',
      label: t('order.sync'),
      sure: t('order.sync.sure'),
      ask: (to) => to('POST /api/v1/sources/{sourceId}/runs', { params, body: { preview: false } }),
    },
  ]
  return <Orders choices={choices} last={last.data?.order ?? null} queryKey={['sources']} />
}

interface OrdersProps {
  readonly choices: readonly Choice[]
  readonly last: Order | null
  /** What is to be read anew once an order was given. */
  readonly queryKey: readonly string[]
}

function Orders({ choices, last, queryKey }: OrdersProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Choice | null>(null)
  const giving = useMutation({
    mutationFn: (choice: Choice) => choice.ask(send),
    onSettled: () => {
      setAsked(null)
      void queries.invalidateQueries({ queryKey })
    },
  })
  const press = (choice: Choice) => {
    if (choice.sure === null) giving.mutate(choice)
    else setAsked(choice)
  }
  const busy = giving.isPending || (last !== null && !last.isDone)
  return (
    <div className="stack orders">
      {asked === null ? (
        <div className="row">
          {choices.map((choice) => (
            <Button key={choice.key} variant="default" disabled={busy} onClick={() => press(choice)}>
              {choice.label}
            </Button>
          ))}
        </div>
      ) : (
        <Sure
          choice={asked}
          giving={giving.isPending}
          give={() => giving.mutate(asked)}
          cancel={() => setAsked(null)}
        />
      )}
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
      <Quietly>
        <Standing order={last} />
      </Quietly>
    </div>
  )
}

interface SureProps {
  readonly choice: Choice
  readonly giving: boolean
  readonly give: () => void
  readonly cancel: () => void
}

function Sure({ choice, giving, give, cancel }: SureProps) {
  return (
    <Note mood="warn" title={choice.label} role="alert">
      <p>{choice.sure}</p>
      <div className="row">
        <Button onClick={give} loading={giving}>
          {t('order.yes')}
        </Button>
        <Button variant="default" onClick={cancel} disabled={giving}>
          {t('cancel')}
        </Button>
      </div>
    </Note>
  )
}

/** How the newest order stands. */
function Standing({ order }: { readonly order: Order | null }) {
  if (order === null) return null
  const made = order.madeRunId
  const link = made === null ? null : <a href={paths.run(made)}>{t('sources.open-run', { run: made })}</a>
  if (!order.isDone)
    return (
      <p className="quiet-line">
        {t(order.isTaken ? 'order.under-way' : 'order.waiting')} {link}
      </p>
    )
  if (order.failureCode === null) return link === null ? null : <p className="quiet-line">{link}</p>
  return (
    <Note mood="bad" title={t('order.failed')}>
      <p>
        {t('order.failed.says')} <code>{t('failure.code', { code: order.failureCode })}</code>
      </p>
    </Note>
  )
}

function choicesOf(run: Run, may: ReadonlySet<string>): readonly Choice[] {
  if (run.state === 'held' && may.has('discard:held_run')) return decisionsOf(run)
  if (run.state === 'failed' && run.trigger !== 'undo' && may.has('start:run')) return [retryOf(run)]
  if (run.state === 'reported' && may.has('undo:run')) return undosOf(run)
  return []
}

function decisionsOf(run: Run): readonly Choice[] {
  const decide = (decision: 'approve' | 'approve_additions' | 'approve_match' | 'discard'): Choice => ({
    key: decision,
    label: t(`order.${decision}`),
    sure: t(`order.${decision}.sure`),
    ask: (to) => to('POST /api/v1/runs/{runId}/decision', { params: { runId: run.id }, body: { decision } }),
  })
  const matches = run.hold?.codes.includes('rekeyed') === true ? [decide('approve_match')] : []
  return [...matches, decide('approve'), decide('approve_additions'), decide('discard')]
}

function retryOf(run: Run): Choice {
  const params = { runId: run.id }
  return {
    key: 'retry',
    label: t('order.retry'),
    sure: null,
    ask: (to) => to('POST /api/v1/runs/{runId}/retry', { params }),
  }
}

function undosOf(run: Run): readonly Choice[] {
  const params = { runId: run.id }
  return [
    {
      key: 'preview_undo',
      label: t('order.preview_undo'),
      sure: null,
      ask: (to) => to('POST /api/v1/runs/{runId}/undo', { params, body: { preview: true } }),
    },
    {
      key: 'undo',
      label: t('order.undo'),
      sure: t('order.undo.sure'),
      ask: (to) => to('POST /api/v1/runs/{runId}/undo', { params, body: { preview: false } }),
    },
  ]
}
