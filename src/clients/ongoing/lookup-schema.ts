import { z } from 'zod';
import { bool, id, optionalId, text } from './values';

/** A list that may be `null`, says the API's document. One that is missing is not empty. */
const nullableList = <S extends z.ZodType>(row: S) =>
  z
    .array(row)
    .nullable()
    .transform((rows) => rows ?? []);

const warehouse = z.object({ id, code: text, name: text });
export type Warehouse = z.infer<typeof warehouse>;

/** `GET /warehouses` */
export const warehouses = nullableList(warehouse);

const returnCause = z.object({
  id: optionalId,
  code: text,
  name: text,
  /** Items that come back for this cause leave the stock: they are scrapped. */
  isRemoveCause: bool(false),
  /** The customer gets another article instead. */
  isChangeCause: bool(false),
  isReturnCommentMandatory: bool(false),
});
/** Why goods come back, as this goods owner has it. */
export type ReturnCause = z.infer<typeof returnCause>;

/** `GET /returnOrders/returnCauses` */
export const returnCauses = z.object({ returnCauses: nullableList(returnCause) });
