/** How a post ended. In our words: an answer may quote the address, which is a secret. */
export type Posted =
  | { readonly end: 'taken' }
  /** It was answered, and the answer is no: another attempt now would give the same one. */
  | { readonly end: 'refused'; readonly why: string; readonly retryAfterMs?: number }
  /** No answer, or one that another attempt may change. It may have been taken all the same. */
  | { readonly end: 'away'; readonly why: string };

export interface PostOptions {
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Posts a JSON document to somebody else's webhook. One attempt; redirects are not followed. Never throws, and says
 * nothing of the address.
 */
export async function postJson(url: string, document: unknown, options: PostOptions): Promise<Posted> {
  const { timeoutMs, headers = {}, signal } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'centra-ongoing-bridge', ...headers },
      body: JSON.stringify(document),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    return await ending(response);
  } catch (error) {
    if (limit.aborted) return { end: 'away', why: `no answer within ${timeoutMs / 1_000} s` };
    return { end: 'away', why: `no connection (${codeOf(error)})` };
  }
}

async function ending(response: Response): Promise<Posted> {
  const { status, headers } = response;
  const words = status >= 300 ? await codeIn(response) : undefined;
  await response.body?.cancel().catch(() => undefined);
  if (status >= 200 && status < 300) return { end: 'taken' };
  const why = `HTTP ${status}${words ? ` ${words}` : ''}`;
  if (status < 400) return { end: 'refused', why: `${why}: redirects are not followed` };
  if (status === 429) return { end: 'refused', why, ...retryAfter(headers.get('retry-after')) };
  return { end: status >= 500 || status === 408 ? 'away' : 'refused', why };
}

/** Chats answer with one word such as `channel_is_archived`. Anything else may quote the address. */
async function codeIn({ body }: Response): Promise<string | undefined> {
  if (!body) return undefined;
  const reader = body.getReader();
  try {
    const { value } = (await reader.read()) as { value?: Uint8Array };
    const text = value === undefined || value.length > 60 ? '' : Buffer.from(value).toString('utf8').trim();
    return /^[a-z]+(_[a-z]+)+$/.test(text) ? text : undefined;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const retryAfter = (header: string | null) =>
  header !== null && /^\d{1,6}$/.test(header) ? { retryAfterMs: Number(header) * 1_000 } : {};

/** `ECONNREFUSED` and its like; what is no code of that form is not told. */
function codeOf(error: unknown): string {
  for (let cause = error as Caused | undefined; cause; cause = cause.cause) {
    if (typeof cause.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(cause.code)) return cause.code;
  }
  return 'unknown';
}

/** `fetch` wraps what the network says. */
interface Caused {
  readonly code?: unknown;
  readonly cause?: Caused;
}
