import { ApplicationFailure } from '@temporalio/common';

/** An update that makes no sense now. The sentence is for the operator: what would stand under it in Temporal's UI is not. */
export function refusal(sentence: string): ApplicationFailure {
  const failure = ApplicationFailure.nonRetryable(sentence, 'NotPossible');
  failure.stack = '';
  return failure;
}
