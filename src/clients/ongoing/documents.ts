import type { ArticleFreeValues } from './free-values';

/**
 * The documents that we write to Ongoing: names and nesting of its `PostOrderModel`, `PostArticleModel` and
 * `PostPurchaseOrderModel`, as far as the mapping fills them. What has no value is left out; nothing is ever sent as `null` or as an empty text.
 */

/** `PUT /orders`: creates the order with this `orderNumber` or, until the warehouse starts on it, replaces it. */
export interface OrderDocument {
  readonly goodsOwnerId: number;
  /** The key, unique within the goods owner; at most 50 characters. */
  readonly orderNumber: string;
  /** A calendar day, `YYYY-MM-DD`: with a time, the day would shift with the warehouse's timezone. */
  readonly deliveryDate: string;
  readonly goodsOwnerOrderId?: string;
  /** `<store>/<shipmentId>`: whom the order belongs to. */
  readonly referenceNumber?: string;
  readonly customerPrice?: number;
  readonly invoiceUrl?: string;
  readonly consigneeOrderNumber?: string;
  /** At most 500 characters. */
  readonly orderRemark?: string;
  /** At most 50 characters. */
  readonly servicePointCode?: string;
  /** Where the tenant has several warehouses. */
  readonly warehouseId?: number;
  readonly orderType?: CodeAndName;
  readonly marketPlace?: {
    readonly marketPlace?: string;
    readonly marketPlaceOrderNumber?: string;
  };
  readonly advanced?: {
    /** Written only: no read shows it. */
    readonly wayOfDeliveryString?: string;
    readonly invoiceNumber?: string;
  };
  readonly smsNotification?: Notification;
  readonly emailNotification?: Notification;
  readonly consignee: ConsigneeDocument;
  readonly transporter?: {
    /** Read back as `transporter.serviceCode`. */
    readonly transporterServiceCode?: string;
  };
  readonly orderLines: readonly OrderLineDocument[];
}

/** Who receives the goods. E-mail and telephone have no fields of their own but the notifications'. */
export interface ConsigneeDocument {
  readonly customerNumber?: string;
  readonly name?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly postCode?: string;
  readonly city?: string;
  readonly countryStateCode?: string;
  /** ISO 3166 alpha-2. */
  readonly countryCode?: string;
  readonly advanced?: {
    readonly emailNotification?: Notification;
    readonly telephoneNotification?: Notification;
    readonly smsNotification?: Notification;
  };
}

export interface OrderLineDocument {
  /** The line's identity, there and on the way back; unique in the order. */
  readonly rowNumber: string;
  readonly articleNumber: string;
  readonly numberOfItems: number;
  readonly prices?: {
    readonly customerLinePrice?: number;
    readonly currencyCode?: string;
  };
}

/** `PUT /articles`: creates or updates the article with this `articleNumber`. */
export interface ArticleDocument {
  readonly goodsOwnerId: number;
  readonly articleNumber: string;
  readonly articleName?: string;
  readonly barCodeInfo?: { readonly barCode?: string };
  /** The customs tariff number. */
  readonly statisticsNumber?: string;
  /** ISO 3166 alpha-2. */
  readonly countryOfOriginCode?: string;
  readonly storageProperties?: { readonly isObsolete?: boolean };
  /** In kg. */
  readonly weight?: number;
  readonly customerPrice?: number;
  readonly freeValues?: ArticleFreeValues;
}

/**
 * `PUT /purchaseOrders`: creates the purchase order with this `purchaseOrderNumber` or, until the warehouse starts on it,
 * replaces it.
 */
export interface PurchaseOrderDocument {
  readonly goodsOwnerId: number;
  /** The key, unique within the goods owner; at most 50 characters. */
  readonly purchaseOrderNumber: string;
  readonly goodsOwnerReference?: string;
  readonly referenceNumber?: string;
  /** When the goods arrive: a day (`YYYY-MM-DD`), or a time with its offset. */
  readonly inDate?: string;
  /** Where the tenant has several warehouses. */
  readonly warehouseId?: number;
  /** A supplier that Ongoing does not know is made there. */
  readonly supplierInfo?: { readonly supplierName?: string };
  readonly purchaseOrderLines: readonly PurchaseOrderLineDocument[];
}

export interface PurchaseOrderLineDocument {
  /** The line's identity, there and on the way back; unique in the purchase order. */
  readonly rowNumber: string;
  readonly articleNumber: string;
  readonly numberOfItems: number;
  /** For all items of the line together, in `currencyCode`. */
  readonly rowPrice?: number;
  readonly currencyCode?: string;
}

export interface Notification {
  readonly toBeNotified: boolean;
  readonly value?: string;
}

export interface CodeAndName {
  readonly code?: string;
  readonly name?: string;
}
