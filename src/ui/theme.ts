/** The look of Staffroom: calm, dense enough for tables, readable in both colour schemes. */
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorSchemeManager, MantineColorsTuple } from '@mantine/core'

const harbour: MantineColorsTuple = [
  '#eaf6f7',
  '#d5ebee',
  '#aad7dc',
  '#7cc1c9',
  '#56aeb9',
  '#3c9aa6',
  '#2a8492',
  '#1f6a76',
  '#18545e',
  '#113f47',
]

const slate: MantineColorsTuple = [
  '#dbe2e7',
  '#bcc7cf',
  '#9fadb7',
  '#73828d',
  '#3f4c56',
  '#303c45',
  '#263038',
  '#1b232a',
  '#141b21',
  '#0d1318',
]

export const theme = createTheme({
  primaryColor: 'harbour',
  // White reads on it in both schemes; what must shine on dark (links, focus) takes the anchor colour instead.
  primaryShade: 7,
  colors: { harbour, dark: slate },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  respectReducedMotion: true,
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
})

/** Mantine's own dimmed and error colours miss WCAG AA on our surfaces; these reach 4.5:1 on page and card. */
export const readableColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-anchor': '#1b606b',
    '--mantine-color-dimmed': '#505c66',
    '--mantine-color-placeholder': '#6a7680',
    '--mantine-color-error': '#b42318',
    '--mantine-color-default-border': '#c9d1d8',
    '--staffroom-page': '#f5f7f8',
    '--staffroom-card': '#ffffff',
    '--staffroom-line': '#e0e5e9',
    '--staffroom-good': '#1b6e43',
    '--staffroom-good-soft': '#e5f4ec',
    '--staffroom-warn': '#8a4b08',
    '--staffroom-warn-soft': '#fdf1de',
    '--staffroom-bad': '#b42318',
    '--staffroom-bad-soft': '#fdeceb',
    '--staffroom-calm': '#3d4b56',
    '--staffroom-calm-soft': '#edf1f4',
  },
  dark: {
    '--mantine-color-anchor': '#7cc1c9',
    '--mantine-color-dimmed': '#a7b4be',
    '--mantine-color-placeholder': '#8b99a4',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-default-border': '#47555f',
    '--staffroom-page': '#141b21',
    '--staffroom-card': '#1b232a',
    '--staffroom-line': '#303c45',
    '--staffroom-good': '#7fd6a6',
    '--staffroom-good-soft': '#173226',
    '--staffroom-warn': '#f2bf7a',
    '--staffroom-warn-soft': '#38290f',
    '--staffroom-bad': '#ff9b93',
    '--staffroom-bad-soft': '#3d1d1b',
    '--staffroom-calm': '#bcc7cf',
    '--staffroom-calm-soft': '#263038',
  },
})

/** The colour scheme follows the system, always: nothing is stored, so a frame without storage works as well. */
export const systemColorScheme: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}
