/** What lets somebody whom nobody knows answer one survey: no Grant, and no session of the product. */

/**
 * Of a device on which somebody takes part by a class's code. Only whoever typed the code has it; the store finds by it
 * one participant of one cycle, until the end of the day.
 */
export interface DeviceKey {
  /** No secret. */
  readonly districtId: string
  readonly token: string
}
