import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Failures with their words and places inside a payload, so that they are encrypted like everything else. The SDK loads
 * it by its path, and the bundle of encrypted workflows has it too.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
