import type { ArticleDocument } from '../clients/ongoing/documents';
import type { Article } from '../clients/ongoing/schema';
import { articleDifferences } from './article-differences';
import { withoutBlanks } from './blanks';

/** What a synchronisation does with one article. */
export type ArticleVerdict =
  /** Ongoing lacks it, or has other values than Centra since its last change. */
  | { readonly is: 'to-write'; readonly document: ArticleDocument }
  | { readonly is: 'equal' }
  /** Ongoing has other values, and Centra's have not changed: a warehouse corrects weights and bar codes. */
  | { readonly is: 'different'; readonly fields: readonly string[] };

/**
 * Compares the document of a row with what Ongoing has.
 *
 * @param there undefined: Ongoing lacks it
 * @param mayOverwrite it has changed in Centra, or the setting `overwrite` says so
 */
export function judgeArticle(
  document: ArticleDocument,
  there: Article | undefined,
  mayOverwrite: boolean,
): ArticleVerdict {
  if (there === undefined) return { is: 'to-write', document };
  const differences = articleDifferences(document, there);
  if (differences.length === 0) return { is: 'equal' };
  if (mayOverwrite) return { is: 'to-write', document: overWhatIsThere(document, there) };
  return { is: 'different', fields: differences.map(({ field }) => field) };
}

/**
 * The document over all that Ongoing has of the article: whether a write keeps or clears what it leaves out is not known,
 * and dimensions, packages and "has serial numbers" are the warehouse's.
 */
export function overWhatIsThere(document: ArticleDocument, { writable }: Pick<Article, 'writable'>): ArticleDocument {
  const values = withoutBlanks(document);
  const group = (name: 'barCodeInfo' | 'storageProperties' | 'freeValues') => ({
    [name]: { ...(writable[name] as object | undefined), ...values[name] },
  });
  return withoutBlanks({
    ...writable,
    ...values,
    ...group('barCodeInfo'),
    ...group('storageProperties'),
    ...group('freeValues'),
  });
}
