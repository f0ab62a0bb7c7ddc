/** Of AES-256. */
const keyBytes = 32;

export const encryptionKeyForm = `a key of ${keyBytes} bytes, as base64 or as ${2 * keyBytes} hexadecimal digits (\`openssl rand -base64 ${keyBytes}\` makes one)`;

/** The bytes of a written key; undefined: it has not the right length, or another form. */
export function readEncryptionKey(written: string): Uint8Array | undefined {
  const text = written.trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(Buffer.from(text, 'hex'));
  // 32 bytes are 43 characters, and one that fills up. `-` and `_` are base64's second alphabet.
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === keyBytes ? Uint8Array.from(bytes) : undefined;
}
