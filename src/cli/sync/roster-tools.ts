/** What the commands can ask of the roster as files. */

export interface RosterTools {
  readonly export: (o: {
    readonly districtId: string
    readonly out: string
    readonly all: boolean
  }) => Promise<readonly { readonly file: string; readonly rows: number }[]>
}
