/** Reports of surveys: of a class for its leads, of a community for its members; each to read, as CSV and as PDF. */

import type { Grant } from '../../../access/grant.ts'
import {
  viewClassReport,
  viewCommunityReport,
  viewCommunityReports,
  viewEndedClasses,
  viewMyClassesReport,
} from '../../../views/community/survey-reports.ts'
import { CommunityParams } from '../../contract/community.ts'
import { ClassSurveyParams } from '../../contract/survey.ts'
import { CommunityReports, EndedClasses, SurveyReport } from '../../contract/survey-report.ts'
import { orNotFound } from '../../errors.ts'
import type { Reply, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { reportCsv, reportsCsv } from './survey-report-csv.ts'
import { communitiesFile, communityFile } from './survey-report-files.ts'
import { reportPdf } from './survey-report-pdf.ts'

const OF_CLASS = { capability: 'view:class_report' } as const
const OF_COMMUNITY = { capability: 'view:community_report' } as const

/** `…/report` of classes and communities, and the same as CSV (`/export`) and PDF (`/pdf`). */
export function addSurveyReportRoutes(table: RouteTable, world: DomainWorld): void {
  addClassReport(table, world)
  addMyClassesReport(table, world)
  addEndedClasses(table, world)
  addCommunityReport(table, world)
  addSideBySide(table, world)
}

function addClassReport(table: RouteTable, world: DomainWorld): void {
  const read = async (grant: Grant<'view:class_report'>, classId: string) =>
    orNotFound(await viewClassReport(world, grant, classId))
  const route = { method: 'get', access: OF_CLASS, params: ClassSurveyParams } as const
  table.add({
    ...route,
    path: '/api/v1/classes/:classId/report',
    summary: 'The survey report of a class that I lead.',
    response: SurveyReport,
    handle: async ({ grant, params }) => ({ status: 200, body: await read(grant, params.classId) }),
  })
  table.add({
    ...route,
    path: '/api/v1/classes/:classId/report/export',
    summary: 'The survey report of a class that I lead, as CSV.',
    handle: async ({ grant, params }) => csvReply(reportCsv(await read(grant, params.classId))),
  })
  table.add({
    ...route,
    path: '/api/v1/classes/:classId/report/pdf',
    summary: 'The survey report of a class that I lead, as PDF.',
    handle: async ({ grant, params }) => {
      const found = await read(grant, params.classId)
      const says = 'For the leads of this class and nobody else. Kept as it was made.'
      return pdfReply(await reportPdf(found, { title: `Survey report: ${found.title}`, says, madeAt: world.now() }))
    },
  })
}

function addMyClassesReport(table: RouteTable, world: DomainWorld): void {
  const route = { method: 'get', access: OF_CLASS } as const
  table.add({
    ...route,
    path: '/api/v1/classes/led/reports',
    summary: 'The survey report of all classes that I lead, pooled.',
    response: SurveyReport,
    handle: async ({ grant }) => ({ status: 200, body: await viewMyClassesReport(world, grant) }),
  })
  table.add({
    ...route,
    path: '/api/v1/classes/led/reports/export',
    summary: 'The survey report of all classes that I lead, pooled, as CSV.',
    handle: async ({ grant }) => csvReply(reportCsv(await viewMyClassesReport(world, grant))),
  })
  table.add({
    ...route,
    path: '/api/v1/classes/led/reports/pdf',
    summary: 'The survey report of all classes that I lead, pooled, as PDF.',
    handle: async ({ grant }) => {
      const found = await viewMyClassesReport(world, grant)
      const says = 'All classes that I lead together. The sum of their class reports, kept as they were made.'
      return pdfReply(await reportPdf(found, { title: 'Survey report: my classes', says, madeAt: world.now() }))
    },
  })
}

function addEndedClasses(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/ended',
    access: { ...OF_CLASS, mine: true },
    summary:
      'Classes that are over and that I led last, with how many of their reports were made while they were mine.',
    response: EndedClasses,
    handle: async ({ grant }) => ({
      status: 200,
      body: { classes: grant === null ? [] : await viewEndedClasses(world, grant) },
    }),
  })
}

function addCommunityReport(table: RouteTable, world: DomainWorld): void {
  const read = async (grant: Grant<'view:community_report'>, communityId: string) =>
    orNotFound(await viewCommunityReport(world, grant, communityId))
  const route = { method: 'get', access: OF_COMMUNITY, params: CommunityParams } as const
  table.add({
    ...route,
    path: '/api/v1/communities/:communityId/report',
    summary: 'The survey report of a community that I am a member of: all its classes pooled.',
    response: SurveyReport,
    handle: async ({ grant, params }) => ({ status: 200, body: await read(grant, params.communityId) }),
  })
  table.add({
    ...route,
    path: '/api/v1/communities/:communityId/report/export',
    summary: 'The survey report of a community that I am a member of, as CSV.',
    handle: async ({ grant, params }) => csvReply(reportCsv(await read(grant, params.communityId))),
  })
  table.add({
    ...route,
    path: '/api/v1/communities/:communityId/report/pdf',
    summary: 'The survey report of a community that I am a member of, as PDF.',
    handle: async ({ grant, params }) => {
      const found = await read(grant, params.communityId)
      return pdfReply(await communityFile(found, 'pdf', world.now()))
    },
  })
}

function addSideBySide(table: RouteTable, world: DomainWorld): void {
  const route = { method: 'get', access: OF_COMMUNITY } as const
  table.add({
    ...route,
    path: '/api/v1/communities/reports',
    summary: 'The survey reports of my communities, side by side.',
    response: CommunityReports,
    handle: async ({ grant }) => ({ status: 200, body: { reports: await viewCommunityReports(world, grant) } }),
  })
  table.add({
    ...route,
    path: '/api/v1/communities/reports/export',
    summary: 'The survey reports of my communities in one table, as CSV.',
    handle: async ({ grant }) => csvReply(reportsCsv(await viewCommunityReports(world, grant))),
  })
  table.add({
    ...route,
    path: '/api/v1/communities/reports/pdf',
    summary: 'The survey reports of my communities, one after the other, as PDF.',
    handle: async ({ grant }) => {
      const found = await viewCommunityReports(world, grant)
      return pdfReply(await communitiesFile(found, 'pdf', world.now()))
    },
  })
}

function csvReply(text: string): Reply<undefined> {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="survey-report.csv"',
  }
  return { status: 200, text, headers }
}

function pdfReply(bytes: Buffer): Reply<undefined> {
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'attachment; filename="survey-report.pdf"',
  }
  return { status: 200, bytes, headers }
}
