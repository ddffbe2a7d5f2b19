/** Turns the objects of Clever that are no people into canonical records. */

import { readGrade } from '../../src/feed/grades.ts'
import type { ClassRecord, CourseRecord, OrgRecord, TermRecord } from '../../src/roster/model.ts'
import type { ObjectReader } from './object-reader.ts'

/** The one subject of Clever that says what kind of class it is. */
const HOMEROOM = 'homeroom/advisory'
/** A school year begins with July: what begins before belongs to the one that ends in that year. */
const FIRST_MONTH = 7

/** The district itself, which Clever keeps apart from the schools. */
export function readDistrictOrg(reader: ObjectReader): OrgRecord {
  return {
    table: 'orgs',
    sourcedId: reader.id('id'),
    status: 'active',
    name: reader.required('name'),
    type: 'district',
    identifier: reader.lookedUp('nces_id'),
    parentSourcedId: null,
  }
}

export function readSchool(reader: ObjectReader, district: string): OrgRecord {
  refuseForeign(reader, district)
  return {
    table: 'orgs',
    sourcedId: reader.id('id'),
    status: 'active',
    name: reader.required('name'),
    type: 'school',
    identifier: reader.lookedUp('school_number') ?? reader.lookedUp('sis_id'),
    parentSourcedId: district,
  }
}

/** Clever has neither a kind nor a school year for its terms: the year follows from the day on which a term begins. */
export function readTerm(reader: ObjectReader, district: string): TermRecord {
  refuseForeign(reader, district)
  const startDate = reader.date('start_date')
  const endDate = reader.date('end_date')
  return {
    table: 'terms',
    sourcedId: reader.id('id'),
    status: 'active',
    title: reader.required('name'),
    type: 'term',
    startDate,
    endDate,
    parentSourcedId: null,
    schoolYear: startDate === '' ? null : schoolYearOf(startDate),
  }
}

function schoolYearOf(startDate: string): number {
  const year = Number(startDate.slice(0, 4))
  return Number(startDate.slice(5, 7)) >= FIRST_MONTH ? year + 1 : year
}

export function readCourse(reader: ObjectReader, district: string): CourseRecord {
  refuseForeign(reader, district)
  return {
    table: 'courses',
    sourcedId: reader.id('id'),
    status: 'active',
    title: reader.text('name') ?? reader.required('number'),
    courseCode: reader.text('number'),
    grades: [],
    subjects: [],
    orgSourcedId: district,
    schoolYearSourcedId: null,
  }
}

export function readClass(reader: ObjectReader, district: string): ClassRecord {
  refuseForeign(reader, district)
  const grade = reader.text('grade')
  const subject = reader.text('subject')
  const period = reader.text('period')
  const term = reader.optionalId('term_id')
  return {
    table: 'classes',
    sourcedId: reader.id('id'),
    status: 'active',
    title: reader.required('name'),
    classCode: reader.text('section_number'),
    classType: subject === HOMEROOM ? 'homeroom' : 'scheduled',
    location: null,
    grades: grade === null ? [] : [readGrade(grade)],
    subjects: subject === null ? [] : [subject],
    periods: period === null ? [] : [period],
    schoolSourcedId: reader.id('school'),
    courseSourcedId: reader.optionalId('course'),
    termSourcedIds: term === null ? [] : [term],
  }
}

/** A token is for one district. What says that it belongs to another one stays out. */
export function refuseForeign(reader: ObjectReader, district: string): void {
  const named = reader.text('district')
  if (named !== null && named !== district)
    reader.fault('reference_missing', 'district', 'the district whose token it is')
}
