/** The names under which a district's own settings are kept. Pure. */

export const SETTING_KEY = {
  roleMap: 'role_map',
  guard: 'guard',
  fullComparison: 'full_comparison',
  identity: 'identity',
  retention: 'retention',
  licences: 'licences',
  surveyNames: 'survey_names',
} as const
