/** Setting sources up: added, changed, let rest, tried and removed by those who may. Secrets come in and never go out. */

import type { SourceProblem, SourceWorld } from '../../../actions/sync/set-up-source.ts'
import { addSource, changeSource, pauseSource, takeSourceOut, trySource } from '../../../actions/sync/set-up-source.ts'
import type { Grant } from '../../../access/grant.ts'
import { viewSource } from '../../../views/sync/source-setup.ts'
import { SourceParams } from '../../contract/run-orders.ts'
import {
  AddSourceBody,
  ChangeSourceBody,
  Connectors,
  PauseSourceBody,
  SourceSetup,
  SourceTrial,
  TrySourceBody,
} from '../../contract/sources.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'

const access = { capability: 'manage:source' } as const
const ONE = '/api/v1/sources/:sourceId'

/** `/api/v1/connectors`, `/api/v1/sources` but the list, `/api/v1/source-trials`. */
export function addSourceRoutes(table: RouteTable, world: SourceWorld): void {
  addReadingRoutes(table, world)
  addChangingRoutes(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/source-trials',
    access,
    summary: 'Tries whether a feed can be reached and read with a configuration; nothing of it is stored.',
    body: TrySourceBody,
    response: SourceTrial,
    handle: async ({ grant, body }) => {
      const { sourceId: id, connector, config } = body
      const outcome = await trySource(world, grant, { id, connector, config })
      if ('problem' in outcome) throw refusalOf(outcome)
      const works = outcome.lines.every(({ ok, optional }) => ok || optional === true)
      const lines = outcome.lines.map(({ what, ok, optional, says }) => ({
        what,
        ok,
        isOptional: optional === true,
        says,
      }))
      return { status: 200, body: { works, lines } }
    },
  })
}

function addReadingRoutes(table: RouteTable, world: SourceWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/connectors',
    access,
    summary: 'The kinds of feeds there are, each with the form of its configuration.',
    response: Connectors,
    handle: () => ({
      status: 200,
      body: {
        connectors: world.sources.connectors.map(({ schema, ...each }) => ({ ...each, schema: fieldsOf(schema) })),
      },
    }),
  })
  table.add({
    method: 'get',
    path: ONE,
    access,
    summary: 'How a source is set up, without its secrets.',
    params: SourceParams,
    response: SourceSetup,
    handle: async ({ grant, params }) => ({ status: 200, body: await shown(world, grant, params.sourceId) }),
  })
}

function addChangingRoutes(table: RouteTable, world: SourceWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/sources',
    access,
    summary: 'Adds a source.',
    body: AddSourceBody,
    response: SourceSetup,
    status: 201,
    handle: async ({ grant, body }) => {
      refuse(await addSource(world, grant, body))
      return { status: 201, body: await shown(world, grant, body.id) }
    },
  })
  table.add({
    method: 'put',
    path: ONE,
    access,
    seen: ONE,
    summary: 'Changes how a source is read and when.',
    params: SourceParams,
    body: ChangeSourceBody,
    response: SourceSetup,
    handle: async ({ grant, params: { sourceId }, body }) => {
      refuse(await changeSource(world, grant, { id: sourceId, ...body }))
      return { status: 200, body: await shown(world, grant, sourceId) }
    },
  })
  addResting(table, world)
}

function addResting(table: RouteTable, world: SourceWorld): void {
  table.add({
    method: 'put',
    path: `${ONE}/paused`,
    access,
    seen: ONE,
    summary: 'Keeps the schedule of a source from starting it, or lets it again.',
    params: SourceParams,
    body: PauseSourceBody,
    response: SourceSetup,
    handle: async ({ grant, params: { sourceId }, body }) => {
      refuse(await pauseSource(world, grant, { id: sourceId, ...body }))
      return { status: 200, body: await shown(world, grant, sourceId) }
    },
  })
  table.add({
    method: 'delete',
    path: ONE,
    access,
    seen: ONE,
    summary: 'Removes a source: it starts never again. The people it brought and its runs stay.',
    params: SourceParams,
    status: 204,
    handle: async ({ grant, params }) => {
      refuse(await takeSourceOut(world, grant, params.sourceId))
      return { status: 204 }
    },
  })
}

async function shown(world: SourceWorld, grant: Grant<'manage:source'>, sourceId: string): Promise<SourceSetup> {
  const found = orNotFound(await viewSource(world, grant, { sourceId, show: world.sources.show }))
  return { ...found, config: fieldsOf(found.config) }
}

/** A configuration and a schema are objects; anything else was never let in. */
function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function refuse(outcome: SourceProblem | null): void {
  if (outcome !== null) throw refusalOf(outcome)
}

function refusalOf(outcome: SourceProblem): HttpError {
  switch (outcome.problem) {
    case 'unknown':
      return notFound()
    case 'connector_unknown':
      return unprocessable('connector_unknown', 'There is no such kind of feed.', [
        { field: 'connector', code: 'connector_unknown', message: 'Choose one of the list.' },
      ])
    case 'exists':
      return unprocessable('source_exists', 'The district has a source of this name, or had one.', [
        { field: 'id', code: 'source_exists', message: 'Choose another name: this one is taken, or was.' },
      ])
    case 'too_many':
      return new HttpError(409, 'sources_max', 'The district has as many sources as one may have.')
    case 'run_open':
      return new HttpError(
        409,
        'run_open',
        'A run of this source is under way or waits for a decision. Wait for it or decide, then remove the source.',
      )
    case 'busy':
      return new HttpError(429, 'busy', 'Others are trying connections just now. Try again in a moment.')
    case 'schedule':
      return unprocessable('schedule', 'The schedule is not understood.', [
        { field: 'schedule', code: 'schedule', message: `Not understood: ${outcome.says}` },
      ])
    case 'config':
      return unprocessable(
        'source_config',
        'The configuration can’t be used as it is.',
        outcome.fields.map(({ path, says }) => ({ field: `config${path}`, code: 'source_config', message: says })),
      )
  }
}
