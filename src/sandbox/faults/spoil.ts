import type { Answer, Call, Dialect } from '../http/call';
import type { Mishap } from './faults';
import type { Fault } from './rule';

/** The caller gets no answer: it waits for ever, or its connection ends. */
export type Silence = 'hang' | 'reset';

const page = '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>';

/** What the caller gets before anything is done; undefined: go on. */
export function spoilBefore(mishap: Mishap, dialect: Dialect, call: Call, now: number): Answer | Silence | undefined {
  const { kind, fault } = mishap;
  switch (kind) {
    case 'timeout-before':
      return 'hang';
    case 'reset-before':
    case 'down':
      return 'reset';
    case '500-before':
      return dialect.broken(fault.status ?? 500);
    case 'html':
      return html(fault);
    case 'null-id':
      return withoutId(call);
    case 'refused':
      return dialect.refused(fault.words ?? 'Refused', fault.status);
    case 'throttled':
      return { ...dialect.throttled(), headers: retryAfter(mishap, now) };
    case 'unauthorized':
      return { ...dialect.unauthorized(), status: fault.status ?? 401 };
    default:
      return undefined;
  }
}

/** What the caller gets instead of the answer to what was done. */
export function spoilAfter(mishap: Mishap, dialect: Dialect, call: Call, answer: Answer): Answer | Silence {
  const { kind, fault } = mishap;
  switch (kind) {
    case 'timeout-after':
      return 'hang';
    case 'reset-after':
      return 'reset';
    case '500-after':
      return dialect.broken(fault.status ?? 500);
    case 'html-after':
      return html(fault);
    case 'null-id-after':
      return withoutId(call);
    case 'empty-list':
      return withList(answer, () => []);
    case 'truncated-list':
      return withList(answer, (rows) => rows.slice(0, Math.floor(rows.length / 2)));
    default:
      return answer;
  }
}

/** A careless page says what it was about. */
const html = ({ status = 200, words = '' }: Fault): Answer => ({
  ...{ status, contentType: 'text/html; charset=utf-8' },
  body: page.replace('Back soon', `Back soon ${words}`),
});

const withoutId = (call: Call): Answer => ({
  status: 200,
  body: { [call.idField ?? 'id']: null, message: 'An error occurred. <br/> <br/>Please try again.' },
});

function retryAfter({ fault }: Mishap, now: number): Record<string, string> {
  if (fault.retryAfter === undefined) return {};
  if (fault.retryAfterAs !== 'date') return { 'retry-after': String(fault.retryAfter) };
  return { 'retry-after': new Date(now + fault.retryAfter * 1000).toUTCString() };
}

/** Changes the list of an answer: the body itself, or the one member of it that is an array. */
function withList(answer: Answer, change: (rows: unknown[]) => unknown[]): Answer {
  const { body } = answer;
  if (Array.isArray(body)) return { ...answer, body: change(body) };
  const changed = Object.entries(body as object).map(([name, value]) => [
    name,
    Array.isArray(value) ? change(value) : (value as unknown),
  ]);
  return { ...answer, body: Object.fromEntries(changed) as unknown };
}
