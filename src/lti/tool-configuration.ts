/** What a platform has to know of us: our addresses, and how the tool is to be placed and launched. */

/** Our addresses, each to be entered in a platform. */
export interface ToolUrls {
  readonly loginUrl: string
  /** Redirect URI and target link of every launch. */
  readonly launchUrl: string
  readonly jwksUrl: string
  readonly canvasUrl: string
  /** Host, with its port where it has one. */
  readonly domain: string
}

/** Of the services that Staffroom uses: who is in a course, and the participation in a survey where a class lead asks for it. */
export const SCOPES = [
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
] as const

/** Where Canvas shows the tool, and what it asks there: to be opened, or what is to be placed (in a course's modules). */
export const CANVAS_MESSAGES = {
  course_navigation: 'LtiResourceLinkRequest',
  account_navigation: 'LtiResourceLinkRequest',
  user_navigation: 'LtiResourceLinkRequest',
  link_selection: 'LtiDeepLinkingRequest',
} as const
export type CanvasPlacement = keyof typeof CANVAS_MESSAGES
export const CANVAS_PLACEMENTS = Object.keys(CANVAS_MESSAGES) as readonly CanvasPlacement[]

export const TOOL_NAME = 'Staffroom'
export const TOOL_DESCRIPTION = 'Coaching, communities and classes for the staff and students of the district.'

/** Canvas resolves each for the person and the course of a launch. */
const CANVAS_FIELDS = {
  person_sourcedid: '$Person.sourcedId',
  canvas_user_sissourceid: '$Canvas.user.sisSourceId',
  canvas_course_section_sis_source_ids: '$Canvas.course.sectionSisSourceIds',
} as const
/** What every platform may know; one that does not sends the word itself, which counts as nothing. */
const COMMON_FIELDS = { person_sourcedid: '$Person.sourcedId' } as const

export type CustomFields = Readonly<Record<string, string>>

export function customFieldsFor(product: string | null): CustomFields {
  return product === 'canvas' ? CANVAS_FIELDS : COMMON_FIELDS
}

/** @param publicUrl origin without a slash at its end */
export function toolUrlsOf(publicUrl: string): ToolUrls {
  return {
    loginUrl: `${publicUrl}/lti/login`,
    launchUrl: `${publicUrl}/lti/launch`,
    jwksUrl: `${publicUrl}/lti/jwks.json`,
    canvasUrl: `${publicUrl}/lti/canvas.json`,
    domain: new URL(publicUrl).host,
  }
}

/** Of the dialogue in which somebody chooses, in pixels. */
const SELECTION_SIZE = { selection_width: 800, selection_height: 600 } as const

/** The JSON of a Canvas developer key (Canvas: Configuring LTI Advantage Tools). Public: nothing in it is secret. */
export function canvasConfiguration(urls: ToolUrls): Readonly<Record<string, unknown>> {
  const placements = CANVAS_PLACEMENTS.map((placement) => ({
    placement,
    enabled: true,
    message_type: CANVAS_MESSAGES[placement],
    target_link_uri: urls.launchUrl,
    text: TOOL_NAME,
    ...(placement === 'course_navigation' ? { default: 'enabled' } : {}),
    ...(placement === 'link_selection' ? SELECTION_SIZE : {}),
  }))
  return {
    title: TOOL_NAME,
    description: TOOL_DESCRIPTION,
    oidc_initiation_url: urls.loginUrl,
    target_link_uri: urls.launchUrl,
    public_jwk_url: urls.jwksUrl,
    scopes: SCOPES,
    custom_fields: CANVAS_FIELDS,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: urls.domain,
        tool_id: 'staffroom',
        privacy_level: 'public',
        settings: { platform: 'canvas.instructure.com', text: TOOL_NAME, placements },
      },
    ],
  }
}
