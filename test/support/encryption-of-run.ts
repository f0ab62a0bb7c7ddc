/** `BRIDGE_TEST_ENCRYPTED=1 npx jest test/stories` plays all stories with encrypted payloads. */
export const encryptionOfRun = process.env.BRIDGE_TEST_ENCRYPTED
  ? { keys: [{ id: 'tests', key: '5e'.repeat(32) }] }
  : {};
