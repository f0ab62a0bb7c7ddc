import type { z } from 'zod';
import type { Finding } from './finding';
import { knownKeys } from './schema';
import { didYouMean } from '../nearest';

/** zod's findings in our words: an unknown key is a finding of its own, with the nearest known one. */
export function describeIssue(issue: z.core.$ZodIssue): Finding[] {
  const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ at, what: issue.message }];
  const known = knownKeys(issue.path);
  return issue.keys.map((key) => ({ at: [...at, key], what: 'is no known setting', ...didYouMean(key, known) }));
}
