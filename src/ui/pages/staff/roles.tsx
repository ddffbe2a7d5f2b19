/** What somebody may do, where and why; giving a role and taking one. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { GiveRoleBody, StaffOptions, StaffPerson } from '../../../http/contract/staff.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { PlaceFields, usePlace } from './place-fields.tsx'
import { putStaff, staffOptionsQuery } from './queries.ts'
import { whereOf } from './staff-words.ts'

type HeldRole = StaffPerson['roles'][number]

export function StaffRoles({ person }: { readonly person: StaffPerson }) {
  return (
    <Card title={t('staff.roles')} says={t('staff.roles.says')}>
      <div className="stack">
        {person.roles.length === 0 ? <p className="quiet-line">{t('staff.roles.none')}</p> : null}
        <ul className="plain-list fields">
          {person.roles.map((held) => (
            <li key={held.id}>
              <OneRole person={person} held={held} />
            </li>
          ))}
        </ul>
        {person.may.give ? <GiveRole person={person} /> : null}
      </div>
    </Card>
  )
}

function OneRole({ person, held }: { readonly person: StaffPerson; readonly held: HeldRole }) {
  const { me, send } = useReader()
  const queries = useQueryClient()
  const role = word('role', held.role)
  const taking = useMutation({
    mutationFn: () =>
      send('DELETE /api/v1/staff/{personId}/roles/{grantId}', { params: { personId: person.id, grantId: held.id } }),
    onSuccess: (changed) => putStaff(queries, changed),
  })
  const why = held.origin === 'feed' ? t('staff.roles.fed', { rule: held.rule ?? '' }) : t('staff.roles.hand')
  return (
    <div className="field">
      <div className="field-says">
        <span className="field-name">{role}</span>
        <span className="field-value">{whereOf(held)}</span>
        <span className="dim">
          {why}, {t('staff.since', { at: formatInstant(held.since, me.district.timezone) })}
        </span>
      </div>
      {held.origin === 'manual' && person.may.give && person.untouchable === null ? (
        <Button
          variant="default"
          size="xs"
          aria-label={t('staff.roles.take-this', { role, where: whereOf(held) })}
          loading={taking.isPending}
          onClick={() => taking.mutate()}
        >
          {t('staff.roles.take')}
        </Button>
      ) : null}
      {taking.error === null ? null : <FailureNote failure={taking.error} />}
    </div>
  )
}

function GiveRole({ person }: { readonly person: StaffPerson }) {
  const { send } = useReader()
  const options = useQuery(staffOptionsQuery(send))
  if (options.data === undefined || options.data.roles.length === 0) return null
  return <GiveForm person={person} options={options.data} />
}

function GiveForm({ person, options }: { readonly person: StaffPerson; readonly options: StaffOptions }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const chosen = usePlace(options, options.roles)
  const giving = useMutation({
    mutationFn: (body: GiveRoleBody) =>
      send('POST /api/v1/staff/{personId}/roles', { params: { personId: person.id }, body }),
    onSuccess: (changed) => putStaff(queries, changed),
  })
  return (
    <Form
      aria-label={t('staff.roles.give')}
      submit={() => {
        if (chosen.place !== null && !giving.isPending) giving.mutate(chosen.place)
      }}
    >
      <div className="number-fields">
        <PlaceFields chosen={chosen} options={options} />
      </div>
      <div className="row">
        <Button type="submit" variant="default" loading={giving.isPending}>
          {t('staff.roles.give.submit')}
        </Button>
      </div>
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
    </Form>
  )
}
