/** What an address may be, for messages. */
export const remoteForm = 'an https address (http only to this machine), without user, query or fragment';

/**
 * `https://host/path/` → `https://host/path`. Undefined for anything that would send secrets unencrypted over a network.
 */
export function normaliseRemote(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isOurOwn(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '' || /[?#]/.test(text)) return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** This machine, or the service of this name in docker-compose.yml: a name without a dot leads nowhere else. */
const isOurOwn = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host) || host === 'simulators';
