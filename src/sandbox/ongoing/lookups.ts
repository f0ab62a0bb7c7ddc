import { ok, type Answer } from '../http/call';
import type { GoodsOwner } from './goods-owner';
import type { Carrier } from './model';

export const listStatuses = ({ settings }: GoodsOwner): Answer => ok({ orderStatuses: settings.statuses });

/** The key really is `orderStatuses`. */
export const listPurchaseStatuses = ({ settings }: GoodsOwner): Answer =>
  ok({ orderStatuses: settings.purchaseStatuses });

export const listReturnCauses = ({ settings }: GoodsOwner): Answer => ok({ returnCauses: settings.returnCauses });

export const listWarehouses = ({ settings }: GoodsOwner): Answer =>
  ok(settings.warehouses.map((warehouse) => ({ ...warehouse, address: null })));

/** The API user's goods owners: here always one. */
export const listGoodsOwners = ({ account, settings }: GoodsOwner): Answer => {
  const [warehouse] = settings.warehouses;
  const goodsOwner = {
    goodsOwnerId: account.goodsOwnerId,
    goodsOwnerName: account.name,
    goodsOwnerComment: null,
    isTrainingGoodsOwner: false,
    goodsOwnerGroup: null,
    address: null,
    references: null,
    defaultWarehouse: warehouse
      ? { warehouseId: warehouse.id, warehouseName: warehouse.name, warehouseCode: warehouse.code }
      : null,
    goodsOwnerClasses: [],
    invoicingCurrency: { code: 'SEK', name: 'SEK' },
    logo: null,
  };
  return ok({ goodsOwners: [goodsOwner] });
};

/** Invented carriers, with the codes that orders may ask for. */
const carriers: readonly Carrier[] = [
  { transporterName: 'Example Post AB', name: 'Example Parcel', code: 'EXP', serviceCode: 'P18' },
  { transporterName: 'Example Post AB', name: 'Example Collect', code: 'EXP', serviceCode: 'P19' },
  { transporterName: 'Sample Freight AB', name: 'Sample Pallet', code: 'SMP', serviceCode: 'PAL' },
];

export const listTransporterContracts = (): Answer =>
  ok(
    [...new Set(carriers.map(({ code }) => code))].map((code) => ({
      ediCode: '',
      transporterName: carriers.find((carrier) => carrier.code === code)?.transporterName ?? null,
      transporterCode: code,
      transporterServiceCode: '',
      transporterServices: carriers
        .filter((carrier) => carrier.code === code)
        .map((carrier) => ({ transporterServiceName: carrier.name, transporterServiceCode: carrier.serviceCode })),
    })),
  );

/** The carrier of a service; an unknown service is the first carrier's. */
export function carrierFor(serviceCode: string | undefined): Carrier {
  const [first] = carriers as readonly [Carrier];
  if (serviceCode === undefined || serviceCode === '') return first;
  return carriers.find((carrier) => carrier.serviceCode === serviceCode) ?? { ...first, serviceCode };
}
