import { METADATA_ENCODING_KEY, type Payload, RawValue } from '@temporalio/common';
import { encode } from '@temporalio/common/lib/encoding';

const mark = 'bridge-readable';

/**
 * A value that is left readable where everything else is encrypted, because it can never be written again with another
 * key. For words of ours that say nothing about anybody.
 */
export const readable = (value: string): RawValue<string> =>
  RawValue.fromPayload({
    metadata: { [METADATA_ENCODING_KEY]: encode('json/plain'), [mark]: encode('true') },
    data: encode(JSON.stringify(value)),
  });

/** Whether a payload was made by {@link readable}. */
export const isReadable = ({ metadata }: Payload): boolean => metadata?.[mark] != null;
