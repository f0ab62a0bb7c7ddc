/** A document that was sent, or a part of it. */
type Sent = Readonly<Record<string, unknown>> | object;

/**
 * Fields that name no person: what an operator needs to read in a refusal. Everything else that is text is taken out,
 * fields that a mapping fills too.
 */
const harmless = new Set([
  'orderNumber',
  'goodsOwnerOrderId',
  'referenceNumber',
  'deliveryDate',
  'orderType.code',
  'orderType.name',
  'wayOfDelivery.code',
  'wayOfDelivery.name',
  'termsOfDeliveryType.code',
  'termsOfDeliveryType.name',
  'marketPlace.marketPlace',
  'advanced.wayOfDeliveryString',
  'servicePointCode',
  'languageCode',
  'transporter.transporterCode',
  'transporter.transporterServiceCode',
  'returnTransporter.transporterCode',
  'returnTransporter.transporterServiceCode',
  'customsInfo.customsValueCurrencyCode',
  'orderLines.rowNumber',
  'orderLines.articleNumber',
  'orderLines.prices.currencyCode',
  'articleNumber',
  'purchaseOrderNumber',
  'goodsOwnerReference',
  'inDate',
  'purchaseOrderLines.rowNumber',
  'purchaseOrderLines.articleNumber',
  'purchaseOrderLines.currencyCode',
  'products.product',
]);

/** Texts of two characters are only taken for what they stand for where they are a word. */
const shortest = 3;

/**
 * A remote system's words without the personal values of the document that it answers: each is replaced by its field's
 * name, `‹consignee.name›`. Upper and lower case, runs of blanks, escapes of JSON and HTML, and the way a telephone
 * number is grouped do not matter.
 */
export function scrub(text: string, document: Sent): string {
  const found = personal(document, []);
  if (found.length === 0) return text;
  // Longest first, so that a name goes before the city that is part of it; in one pass, so that no field's name is
  // taken for a value.
  const values = found.sort((one, other) => other.value.length - one.value.length);
  const any = new RegExp(values.map(({ value }) => `(${patternOf(value)})`).join('|'), 'giu');
  return text.normalize('NFC').replace(any, (...groups: unknown[]) => {
    const index = groups.slice(1, values.length + 1).findIndex((group) => group !== undefined);
    return `‹${values[index]?.field ?? 'personal'}›`;
  });
}

function personal(value: unknown, path: readonly string[]): { value: string; field: string }[] {
  if (typeof value === 'string') {
    const field = path.join('.');
    const kept = value.trim() === '' || harmless.has(field);
    return kept ? [] : [{ value: value.trim().normalize('NFC'), field: field.replace(/\.value$/, '') }];
  }
  if (Array.isArray(value)) return value.flatMap((item) => personal(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => personal(item, [...path, key]));
}

/** What finds the value, as a regular expression's source. */
function patternOf(value: string): string {
  if (/^\+?[\d\s()./-]+$/.test(value) && value.replace(/\D/g, '').length >= 5) return telephone(value);
  const words = value
    .split(/\s+/)
    .map((word) => Array.from(word, character).join(''))
    .join('\\s+');
  return value.length < shortest ? `(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])` : words;
}

/** `+46 70 123 45 67` is also found as `+46701234567` and `+46-70-1234567`. */
function telephone(value: string): string {
  const digits = value.replace(/\D/g, '').split('').join('[\\s()./-]*');
  return `${value.startsWith('+') ? '\\+?' : ''}${digits}`;
}

/** As it is, as JSON or HTML write it: `å`, `\u00e5`, `&#229;`, `&#xe5;`. */
function character(one: string): string {
  const literal = one.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  if (/[\p{ASCII}]/u.test(one) && !/[&<>"']/.test(one)) return literal;
  const code = one.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const named = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[one];
  const forms = [
    literal,
    `&#0*${code};`,
    `&#x0*${hex};`,
    `\\\\u${hex.padStart(4, '0')}`,
    ...(named ? [`&${named};`] : []),
  ];
  return `(?:${forms.join('|')})`;
}
