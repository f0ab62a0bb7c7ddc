import type { Shipment } from '../clients/centra/schema';
import type { ConsigneeDocument, Notification } from '../clients/ongoing/documents';
import { firstFilled } from './blanks';

/** Who receives the goods. Values that Centra lacks are undefined. */
export function consignee(shipment: Shipment, storeType: 'b2b' | 'b2c'): ConsigneeDocument {
  const { deliveryName, deliveryCompany, deliveryAddress, deliveryCoaddress } = shipment;
  const { deliveryEmail, deliveryTele, deliveryCell } = shipment;
  return {
    customerNumber: firstFilled(shipment.customerId, shipment.accountId),
    name: storeType === 'b2b' ? firstFilled(deliveryName, deliveryCompany) : firstFilled(deliveryCompany, deliveryName),
    // A c/o line stands above the street.
    address1: firstFilled(deliveryCoaddress, deliveryAddress),
    address2: firstFilled(deliveryCoaddress) && deliveryAddress,
    postCode: shipment.deliveryZipcode,
    city: shipment.deliveryCity,
    countryStateCode: shipment.deliveryState,
    countryCode: shipment.deliveryCountry,
    advanced: {
      emailNotification: notification(deliveryEmail, false),
      telephoneNotification: notification(deliveryTele, false),
      smsNotification: notification(deliveryCell, false),
    },
  };
}

/** An address to notify, or one that is only kept. Without a value it is left out with the blanks. */
export const notification = (value: string | undefined, toBeNotified: boolean): Notification => ({
  toBeNotified,
  value,
});
