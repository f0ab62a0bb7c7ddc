import { z } from 'zod';
import type { GoodsOwner } from '../ongoing/goods-owner';
import type { WarehouseOrder } from '../ongoing/model';
import { pick, pickShort } from '../ongoing/pick';
import { addForeignRow, addSubLines, splitOff } from '../ongoing/rearrange';
import { status } from '../ongoing/settings';
import { addTracking, pack, ship } from '../ongoing/ship';
import { takeBack, type ReturnedLine, type ReturnOfGoods } from '../ongoing/take-back';
import { allocate, annul, lineOf, open, release, setStatus, WorkRefused } from '../ongoing/work';
import type { World } from '../world';
import { findGoodsOwner, findWarehouseOrder } from './find';
import { inHouse, moment } from './inputs';
import { ControlRefused, verb, whole } from './verb';

/** By number, or by Ongoing's own id. */
const which = { ...inHouse, orderNumber: z.string().optional(), orderId: whole.optional() };
type Which = { goodsOwner?: string | undefined; orderNumber?: string | undefined; orderId?: number | undefined };

const pickLines = z.array(
  z.strictObject({
    rowNumber: z.string().optional(),
    lineId: z.int().optional(),
    quantity: z.number().nonnegative().optional(),
    serials: z.array(z.string()).default([]),
  }),
);

/** What the warehouse does with an order. */
export function warehouseWork(world: World) {
  const work =
    <Input extends Which, Result>(does: (goodsOwner: GoodsOwner, order: WarehouseOrder, input: Input) => Result) =>
    (input: Input) => {
      const goodsOwner = findGoodsOwner(world, input.goodsOwner);
      const order = findWarehouseOrder(goodsOwner, input);
      try {
        const result = world.store.change(() => does(goodsOwner, order, input));
        return { orderId: order.orderId, orderNumber: order.orderNumber, status: order.status, ...result };
      } catch (error) {
        throw error instanceof WorkRefused ? new ControlRefused(error.message) : error;
      }
    };

  return {
    release: verb('releases an order to the floor', z.strictObject(which), work(release)),
    allocate: verb('allocates stock and prints the pick list', z.strictObject(which), work(allocate)),
    pick: verb(
      'picks lines, or all that is left; `finish` false leaves picking unfinished',
      z.strictObject({ ...which, lines: pickLines.optional(), finish: z.boolean().default(true) }),
      work((goodsOwner, order, { lines, finish }: Which & { lines?: Lines; finish: boolean }) =>
        pick(goodsOwner, order, lines, finish),
      ),
    ),
    shortPick: verb(
      'picks everything but so many pieces, and ends picking with that',
      z.strictObject({ ...which, missing: z.int().positive().default(1) }),
      work((goodsOwner, order, { missing }: Which & { missing: number }) => pickShort(goodsOwner, order, missing)),
    ),
    overPick: verb(
      'picks all that is left, and so many pieces of a row too many',
      z.strictObject({ ...which, rowNumber: z.string(), extra: z.int().positive().default(1) }),
      work((goodsOwner, order, { rowNumber, extra }: Which & { rowNumber: string; extra: number }) => {
        const line = lineOf(order, { rowNumber });
        pick(goodsOwner, order, undefined, false);
        pick(goodsOwner, order, [{ lineId: line.id, quantity: extra, serials: [] }], true);
      }),
    ),
    pack: verb(
      'packs what is picked into parcels',
      z.strictObject({
        ...which,
        parcels: z
          .array(z.strictObject({ waybill: z.string().optional(), isReturn: z.boolean().default(false) }))
          .min(1)
          .prefault([{}]),
      }),
      work((goodsOwner, order, { parcels }: Which & { parcels: { waybill?: string; isReturn: boolean }[] }) =>
        pack(goodsOwner, order, parcels),
      ),
    ),
    ship: verb(
      'sends the goods; `waybill` null: without one',
      z.strictObject({
        ...which,
        status: z.int().default(status.sent),
        waybill: z.string().nullable().optional(),
        returnWaybill: z.string().optional(),
        serviceCode: z.string().optional(),
      }),
      work((goodsOwner, order, input: Which & Parameters<typeof ship>[2]) => ship(goodsOwner, order, input)),
    ),
    addTracking: verb(
      'adds a waybill, after the goods have left as well',
      z.strictObject({ ...which, waybill: z.string(), isReturn: z.boolean().default(false) }),
      work((goodsOwner, order, { waybill, isReturn }: Which & { waybill: string; isReturn: boolean }) =>
        addTracking(goodsOwner, order, waybill, isReturn),
      ),
    ),
    open: verb('takes back what was picked and sets the order to Open', z.strictObject(which), work(open)),
    annul: verb('cancels the order in the warehouse', z.strictObject(which), work(annul)),
    setStatus: verb(
      'sets a status, one of the warehouse’s own too',
      z.strictObject({ ...which, status: z.int() }),
      work((goodsOwner, order, input: Which & { status: number }) => setStatus(goodsOwner, order, input.status)),
    ),
    backOrder: verb(
      'moves what was not picked to a back order',
      z.strictObject({ ...which, lowerOriginal: z.boolean().default(false) }),
      work((goodsOwner, order, { lowerOriginal }: Which & { lowerOriginal: boolean }) => {
        const split = splitOff(goodsOwner, order, lowerOriginal);
        return { backOrder: { orderId: split.orderId, orderNumber: split.orderNumber } };
      }),
    ),
    addForeignRow: verb(
      'adds a row that nobody sent',
      z.strictObject({ ...which, articleNumber: z.string(), quantity: z.number().positive().default(1) }),
      work((goodsOwner, order, input: Which & { articleNumber: string; quantity: number }) => ({
        lineId: addForeignRow(goodsOwner, order, input.articleNumber, input.quantity).id,
      })),
    ),
    addSubLines: verb(
      'puts lines below a row',
      z.strictObject({
        ...which,
        rowNumber: z.string(),
        pieces: z.array(z.strictObject({ articleNumber: z.string(), quantity: z.number().positive() })).min(1),
      }),
      work((goodsOwner, order, input: Which & { rowNumber: string; pieces: Pieces }) =>
        addSubLines(goodsOwner, order, input.rowNumber, input.pieces),
      ),
    ),
    takeBack: verb(
      'registers returned pieces on the order, with a cause and a comment for all lines or for each',
      z.strictObject({
        ...which,
        lines: z
          .array(
            z.strictObject({
              rowNumber: z.string().optional(),
              lineId: z.int().optional(),
              quantity: z.number().positive().default(1),
              cause: z.string().optional(),
              comment: z.string().optional(),
            }),
          )
          .min(1),
        cause: z.string().optional(),
        comment: z.string().optional(),
        returnedAt: moment.optional(),
      }),
      work((goodsOwner, order, { lines, ...all }: Which & ReturnOfGoods & { lines: ReturnedLine[] }) =>
        takeBack(goodsOwner, order, lines, all),
      ),
    ),
  };
}

type Lines = Parameters<typeof pick>[2];
type Pieces = Parameters<typeof addSubLines>[3];
