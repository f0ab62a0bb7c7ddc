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
 * The document, and what Ongoing has in the fields of it that it leaves open: whether a write keeps or clears what it
 * leaves out is not known.
 */
export function overWhatIsThere(document: ArticleDocument, there: Article): ArticleDocument {
  const { articleName, barCode, statisticsNumber, countryOfOriginCode, weight, customerPrice, isObsolete } = there;
  const values = withoutBlanks(document);
  return withoutBlanks({
    ...{ articleName, statisticsNumber, countryOfOriginCode, weight, customerPrice },
    ...values,
    barCodeInfo: { barCode, ...values.barCodeInfo },
    storageProperties: { isObsolete, ...values.storageProperties },
    freeValues: { ...there.freeValues, ...values.freeValues },
  });
}
