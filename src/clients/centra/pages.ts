import type { Listed } from '../listed';

const pageSize = 100;
/** Centra's pages have so many rows where nobody asks for a number: none is cut shorter than that. */
const defaultPage = 20;

/**
 * All pages of a list with an offset, which advances by the rows received: the list may shift or shrink meanwhile. How many
 * rows a page may have is not documented everywhere: a short page is the last one where there was a full one before, or
 * where no page would be cut so short.
 */
export async function* pagesByOffset<Row>(
  read: (page: { readonly limit: number; readonly offset: number }) => Promise<Listed<Row>>,
): AsyncGenerator<Listed<Row>, void, undefined> {
  let wasFull = false;
  for (let offset = 0; ;) {
    const page = await read({ limit: pageSize, offset });
    yield page;
    if (page.received < (wasFull ? pageSize : defaultPage)) return;
    wasFull ||= page.received >= pageSize;
    offset += page.received;
  }
}
