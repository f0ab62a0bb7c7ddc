import type { ArticleDocument } from '../clients/ongoing/documents';
import type { Article } from '../clients/ongoing/schema';
import { filled } from './blanks';

type Value = string | number | boolean;

/** What of an article is compared. */
export type ComparedArticle = Pick<
  Article,
  'articleName' | 'barCode' | 'statisticsNumber' | 'countryOfOriginCode' | 'isObsolete' | 'weight' | 'customerPrice'
>;

/** One field of an article that the two systems do not agree about. */
export interface ArticleDifference {
  /** Ongoing's name of it, `barCodeInfo.barCode`. */
  readonly field: string;
  /** Absent: it has no value there. */
  readonly ongoing?: Value;
  readonly centra: Value;
}

/**
 * What writing the document would overwrite or fill in. A value that the document does not have is not compared: writing
 * leaves it alone. Numbers are compared exactly; blanks around a text mean nothing.
 */
export function articleDifferences(document: ArticleDocument, article: ComparedArticle): ArticleDifference[] {
  const fields: [field: string, centra: Value | undefined, ongoing: Value | undefined][] = [
    ['articleName', document.articleName, article.articleName],
    ['barCodeInfo.barCode', document.barCodeInfo?.barCode, article.barCode],
    ['statisticsNumber', document.statisticsNumber, article.statisticsNumber],
    ['countryOfOriginCode', document.countryOfOriginCode, article.countryOfOriginCode],
    // An article that does not say so is not obsolete.
    ['storageProperties.isObsolete', document.storageProperties?.isObsolete, article.isObsolete ?? false],
    ['weight', document.weight, article.weight],
    ['customerPrice', document.customerPrice, article.customerPrice],
  ];
  return fields.flatMap(([field, mapped, there]) => {
    const [centra, ongoing] = [valueOf(mapped), valueOf(there)];
    if (centra === undefined || centra === ongoing) return [];
    return [{ field, ...(ongoing !== undefined && { ongoing }), centra }];
  });
}

const valueOf = (value: Value | undefined): Value | undefined =>
  typeof value === 'string' ? filled(value)?.trim() : value;
