import { ApiError, ApiUnauthorized } from '../../clients/errors';
import { exit } from '../exit';
import type { Findings } from './findings';

/** Where to look when a call to a system does not work. */
export interface Place {
  readonly where: string;
  /** The setting with the credential, in words. */
  readonly credential: string;
  /** The setting with the address. */
  readonly baseUrl: string;
}

/** What a failed call says about the settings. Its message names the call and the kind of failure, and no value. */
export function failedCall(error: unknown, { where, credential, baseUrl }: Place): Findings['problems'] {
  if (!(error instanceof ApiError)) throw error;
  const { operation } = error.call;
  if (error instanceof ApiUnauthorized && error.endpointOff) {
    return [
      {
        where,
        what: `${operation} is switched off`,
        fix: 'switch it on in the plugin: "Allow access to the following endpoints"',
        code: exit.found,
      },
    ];
  }
  return [{ where, what: error.message, fix: fixes[error.kind]({ credential, baseUrl }), code: exit.remote }];
}

type Settings = Pick<Place, 'credential' | 'baseUrl'>;

const fixes: Readonly<Record<ApiError['kind'], (settings: Settings) => string>> = {
  unauthorized: ({ credential }) => `copy ${credential} once more from where it was given out`,
  unavailable: ({ baseUrl }) => `is ${baseUrl} right, and can this machine reach it?`,
  throttled: () => 'it is asked too often just now: try again in a while',
  unreadable: ({ baseUrl }) => `something else answers there: is ${baseUrl} right?`,
  refused: ({ baseUrl }) => `are ${baseUrl} and what belongs to it right?`,
  unclear: () => 'try again',
};
