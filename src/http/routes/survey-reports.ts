/** Reports of surveys: of a class for its leads, of a community for its members. */

import {
  viewClassReport,
  viewCommunityReport,
  viewCommunityReports,
  viewMyClassesReport,
} from '../../views/survey-reports.ts'
import { CommunityParams } from '../contract/community.ts'
import { ClassSurveyParams } from '../contract/survey.ts'
import { CommunityReports, SurveyReport } from '../contract/survey-report.ts'
import { orNotFound } from '../errors.ts'
import type { RouteTable } from '../route.ts'
import type { DomainWorld } from '../world.ts'
import { reportCsv } from './survey-report-csv.ts'

const CSV_HEADERS = {
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': 'attachment; filename="survey-report.csv"',
}

/** `…/report` of classes and communities, and the same as CSV. */
export function addSurveyReportRoutes(table: RouteTable, world: DomainWorld): void {
  addClassReports(table, world)
  addCommunityReports(table, world)
}

function addClassReports(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'view:class_report' } as const
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/report',
    access,
    summary: 'The survey report of a class that I lead.',
    params: ClassSurveyParams,
    response: SurveyReport,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewClassReport(world, grant, params.classId)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/report/export',
    access,
    summary: 'The survey report of a class that I lead, as CSV.',
    params: ClassSurveyParams,
    handle: async ({ grant, params }) => {
      const found = orNotFound(await viewClassReport(world, grant, params.classId))
      return { status: 200, text: reportCsv(found), headers: CSV_HEADERS }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/led/reports',
    access,
    summary: 'The survey report of all classes that I lead, pooled.',
    response: SurveyReport,
    handle: async ({ grant }) => ({ status: 200, body: await viewMyClassesReport(world, grant) }),
  })
}

function addCommunityReports(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'view:community_report' } as const
  table.add({
    method: 'get',
    path: '/api/v1/communities/reports',
    access,
    summary: 'The survey reports of my communities, side by side.',
    response: CommunityReports,
    handle: async ({ grant }) => ({ status: 200, body: { reports: await viewCommunityReports(world, grant) } }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/communities/:communityId/report',
    access,
    summary: 'The survey report of a community that I am a member of: all its classes pooled.',
    params: CommunityParams,
    response: SurveyReport,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewCommunityReport(world, grant, params.communityId)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/communities/:communityId/report/export',
    access,
    summary: 'The survey report of a community that I am a member of, as CSV.',
    params: CommunityParams,
    handle: async ({ grant, params }) => {
      const found = orNotFound(await viewCommunityReport(world, grant, params.communityId))
      return { status: 200, text: reportCsv(found), headers: CSV_HEADERS }
    },
  })
}
