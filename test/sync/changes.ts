/** What may happen to a district between two nights, each as a function of some numbers that a property test draws. */

import { type DistrictState, type FileName, type Line, enrolled, user } from './changing-district.ts'

/** Three numbers, to choose a file, a row and a place by. */
export type Draw = readonly [number, number, number]

const BIG: readonly FileName[] = ['users', 'enrollments']
const ALL: readonly FileName[] = ['users', 'enrollments', 'users', 'enrollments', 'classes', 'orgs']

function pick<T>(from: readonly T[], by: number): T | undefined {
  return from[by % Math.max(1, from.length)]
}

function lineOf(state: DistrictState, names: readonly FileName[], [a, b]: Draw): Line | undefined {
  const name = pick(names, a)
  return name === undefined ? undefined : pick(state[name].lines, b)
}

function within(state: DistrictState, names: readonly FileName[], draw: Draw): { lines: Line[]; at: number } {
  const lines = state[pick(names, draw[0]) ?? 'users'].lines
  return { lines, at: lines.length === 0 ? 0 : draw[1] % lines.length }
}

function set(state: DistrictState, name: FileName, draw: Draw, over: Record<string, string>): void {
  const line = lineOf(state, [name], draw)
  if (line !== undefined) Object.assign(line.row, over)
}

/** By name, so that a failure tells what had happened. */
export const CHANGES: Readonly<Record<string, (state: DistrictState, draw: Draw) => void>> = {
  oneCharacter(state, draw) {
    const name = pick(ALL, draw[0]) ?? 'users'
    const row = lineOf(state, [name], draw)?.row
    const column = pick(state[name].columns, draw[2])
    if (row === undefined || column === undefined) return
    const value = row[column] ?? ''
    const at = value === '' ? 0 : draw[1] % value.length
    row[column] = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`
  },
  longer: (state, draw) => {
    const row = lineOf(state, BIG, draw)?.row
    if (row !== undefined) row['familyName'] = `${row['familyName'] ?? ''}é`
  },
  moved: (state, draw) => {
    const { lines, at } = within(state, BIG, draw)
    lines.splice(draw[2] % (lines.length + 1), 0, ...lines.splice(at, 1))
  },
  doubled: (state, draw) => {
    const { lines, at } = within(state, BIG, draw)
    const line = lines[at]
    if (line !== undefined) lines.splice(draw[2] % lines.length, 0, { ...line, row: { ...line.row } })
  },
  contradicted: (state, draw) => {
    const { lines, at } = within(state, BIG, draw)
    const line = lines[at]
    if (line === undefined) return
    const other = 'userSourcedId' in line.row ? { primary: 'true' } : { middleName: 'Other' }
    lines.splice(draw[2] % lines.length, 0, { ...line, row: { ...line.row, ...other } })
  },
  saidTwiceOtherwise: (state, draw) => {
    const { lines, at } = within(state, BIG, draw)
    const line = lines[at]
    if (line !== undefined) lines.splice(draw[2] % lines.length, 0, { row: { ...line.row }, quoted: !line.quoted })
  },
  quotedOtherwise: (state, draw) => {
    const line = lineOf(state, BIG, draw)
    if (line !== undefined) line.quoted = !line.quoted
  },
  lineBreakInside: (state, draw) => set(state, 'users', draw, { middleName: 'two\nlines' }),
  columnsMoved: (state, draw) => {
    const { columns } = state[pick(BIG, draw[0]) ?? 'users']
    columns.push(...columns.splice(draw[1] % columns.length, 1))
  },
  gone: (state, draw) => {
    const { lines, at } = within(state, ALL, draw)
    lines.splice(at, 1)
  },
  saidToBeGone: (state, draw) => {
    const row = lineOf(state, ALL, draw)?.row
    if (row !== undefined) row['status'] = row['status'] === 'tobedeleted' ? '' : 'tobedeleted'
  },
  newcomer: (state, draw) => {
    const id = `n${draw[1] % 50}`
    state.users.lines.push({ row: user(id), quoted: false })
    state.enrollments.lines.push({ row: enrolled('c1', id), quoted: false })
  },
  damaged: (state, draw) => set(state, 'users', draw, { enabledUser: 'perhaps' }),
  mended: (state) => {
    for (const { row } of state.users.lines) if (row['enabledUser'] === 'perhaps') row['enabledUser'] = 'true'
  },
  disabled: (state, draw) => {
    const row = lineOf(state, ['users'], draw)?.row
    if (row !== undefined) row['enabledUser'] = row['enabledUser'] === 'false' ? 'true' : 'false'
  },
  otherRole: (state, draw) =>
    set(state, 'users', draw, { role: pick(['student', 'teacher', 'aide', 'administrator'], draw[2]) ?? 'student' }),
  otherSchool: (state, draw) =>
    set(state, 'users', draw, { orgSourcedIds: pick(['s1', 's2', 's1,s3', 'nowhere'], draw[2]) ?? 's1' }),
  otherClass: (state, draw) =>
    set(state, 'enrollments', draw, { classSourcedId: `c${draw[2] % 7}`, userSourcedId: `t${(draw[2] % 3) + 1}` }),
  dated: (state, draw) =>
    set(state, 'enrollments', [0, draw[1] % 6, 0], {
      beginDate: pick(['2026-11-23', '2026-08-17', ''], draw[0]) ?? '',
      endDate: pick(['2026-11-24', '2026-12-01', ''], draw[2]) ?? '',
    }),
  teacherMoved: (state, draw) =>
    set(state, 'enrollments', [0, draw[1] % 6, 0], { userSourcedId: `t${(draw[2] % 3) + 1}` }),
  orgRetyped: (state, draw) =>
    set(state, 'orgs', draw, { type: pick(['school', 'department', 'local'], draw[2]) ?? '' }),
  orgMoved: (state, draw) => set(state, 'orgs', draw, { parentSourcedId: pick(['d', 's1', ''], draw[2]) ?? '' }),
  enrolmentsLeftOut: (state) => {
    state.enrollments.absent = !state.enrollments.absent
  },
  otherLineEnds: (state, draw) => {
    const file = state[pick(BIG, draw[0]) ?? 'users']
    file.lineEnd = file.lineEnd === '\n' ? '\r\n' : '\n'
  },
  lastLineOpen: (state, draw) => {
    const file = state[pick(BIG, draw[0]) ?? 'users']
    file.lastLineEnded = !file.lastLineEnded
  },
  otherEncoding: (state) => {
    state.users.encoding = state.users.encoding === 'utf8' ? 'latin1' : 'utf8'
  },
}
