/** A role and where it is held, as far as one may give it. */
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { GiveRoleBody, StaffOptions, StaffRole } from '../../../http/contract/staff.ts'
import { Note } from '../../parts/notes.tsx'
import { t, word } from '../../translate.ts'
import { STAFF_ROLES } from './staff-list.tsx'

type Places = StaffOptions['roles']

/** What is chosen, and the fields that choose it. */
export function usePlace(options: StaffOptions, places: Places) {
  const roles = STAFF_ROLES.filter((role) => places.some((place) => place.role === role))
  const [chosen, setRole] = useState<StaffRole | null>(null)
  const [school, setSchool] = useState<string | null>(null)
  const role = chosen ?? (roles.includes('teacher') ? 'teacher' : (roles[0] ?? null))
  const where = role === null ? [] : wheresOf(options, places, role)
  const at = where.find(({ value }) => value === school) ?? where[0]
  const place: GiveRoleBody | null =
    role === null || at === undefined ? null : { role, schoolId: at.value === DISTRICT ? null : at.value }
  return { roles, role, where, at: at?.value ?? '', place, setRole, setSchool }
}

export type Place = ReturnType<typeof usePlace>

const DISTRICT = 'district'

function wheresOf({ schools }: StaffOptions, places: Places, role: StaffRole) {
  const held = (at: 'district' | 'school') => places.some((place) => place.role === role && place.at === at)
  return [
    ...(held('district') ? [{ value: DISTRICT, label: t('staff.whole-district') }] : []),
    ...(held('school') ? schools.map(({ id, name }) => ({ value: id, label: name })) : []),
  ]
}

export function PlaceFields({ chosen, options }: { readonly chosen: Place; readonly options: StaffOptions }) {
  return (
    <>
      <NativeSelect
        label={t('staff.role')}
        data={chosen.roles.map((role) => ({ value: role, label: word('role', role) }))}
        value={chosen.role ?? ''}
        onChange={(change) => chosen.setRole(change.currentTarget.value as StaffRole)}
      />
      <NativeSelect
        label={t('staff.where')}
        data={chosen.where}
        value={chosen.at}
        onChange={(change) => chosen.setSchool(change.currentTarget.value)}
      />
      {chosen.role === 'district_admin' ? (
        <Note mood="warn">{t('staff.another-admin', { count: options.districtAdmins })}</Note>
      ) : null}
    </>
  )
}
