/**
 * A payload that was encrypted and cannot be read with the keys that are configured. The message names the key's id,
 * never what the payload holds.
 */
export class PayloadUnreadable extends Error {
  override readonly name = 'PayloadUnreadable';
}
