import { z } from 'zod';
import type { AvailableField } from '../../config';
import { optionalDecimal, text } from './values';

/** An article's free fields that can hold a figure: four decimals and eight texts. */
export type ArticleFreeValues = {
  readonly [Field in AvailableField]?: Field extends `freeDecimal${number}` ? number : string;
};

const fields = {
  freeDecimal1: optionalDecimal,
  freeDecimal2: optionalDecimal,
  freeDecimal3: optionalDecimal,
  freeDecimal4: optionalDecimal,
  freeText1: text,
  freeText2: text,
  freeText3: text,
  freeText4: text,
  freeText5: text,
  freeText6: text,
  freeText7: text,
  freeText8: text,
} satisfies Record<AvailableField, z.ZodType>;

/** With its other members as they are: they are written back as they were read. */
export const freeValues = z
  .looseObject(fields)
  .nullish()
  .transform((values): ArticleFreeValues | undefined => values ?? undefined)
  .optional();
