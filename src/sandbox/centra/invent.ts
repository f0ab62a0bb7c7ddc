import type { Address } from './model';

/** People and places that nobody has, the same for the same number. */
const firstNames = ['Alva', 'Bosse', 'Cajsa', 'Didrik', 'Ellinor', 'Folke', 'Greta', 'Holger', 'Irma', 'Jarl'];
const lastNames = ['Provsson', 'Exempelberg', 'Testqvist', 'Sandlåda', 'Påhittson', 'Låtsasborg', 'Mallgren'];
const streets = ['Exempelgatan', 'Provvägen', 'Testallén', 'Låtsasstigen', 'Mallgränd'];
const cities: Record<string, readonly [zipcode: string, city: string]> = {
  SE: ['111 22', 'Exempelstad'],
  NO: ['0199', 'Eksempelby'],
  DK: ['1999', 'Eksempelkøbing'],
  FI: ['00099', 'Esimerkkilä'],
  DE: ['10000', 'Musterstadt'],
  US: ['00001', 'Sampleville'],
};

const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item;

export function inventAddress(number: number, country: string, company = ''): Address {
  const first = pick(firstNames, number);
  const last = pick(lastNames, Math.floor(number / firstNames.length));
  const [zipcode, city] = cities[country] ?? ['00000', 'Sampleton'];
  return {
    name: `${first} ${last}`,
    company,
    email: `customer.${number}@example.com`,
    // The range that Sweden keeps free for films and examples.
    cell: `+467017406${String(5 + (number % 95)).padStart(2, '0')}`,
    tele: '',
    address: `${pick(streets, number)} ${1 + (number % 98)}`,
    coaddress: '',
    zipcode,
    city,
    state: country === 'US' ? 'NY' : '',
    country,
  };
}

export const inventCompany = (number: number): string => `Exempelbutiken ${number} AB`;

export interface Assortment {
  product: string;
  sku: string;
  variants: readonly (readonly [name: string, sku: string])[];
  sizes: readonly string[];
  price: number;
  /** kg */
  weight: number;
  harmCode: string;
  countryOfOrigin: string;
}

/** What an empty sandbox sells. */
export const assortment: readonly Assortment[] = [
  {
    product: 'WinterJacket',
    sku: 'JCK1',
    variants: [
      ['Black', '-BLK'],
      ['Moss', '-MOS'],
    ],
    sizes: ['36', '38', '40', '42'],
    price: 1899,
    weight: 1.1,
    harmCode: '6201400000',
    countryOfOrigin: 'PT',
  },
  {
    product: 'Tee',
    sku: 'TEE2',
    variants: [
      ['White', '-WHT'],
      ['Navy', '-NVY'],
    ],
    sizes: ['S', 'M', 'L'],
    price: 299.5,
    weight: 0.18,
    harmCode: '6109100010',
    countryOfOrigin: 'TR',
  },
  {
    product: 'Tote',
    sku: 'TOT3',
    variants: [['Natural', '-NAT']],
    sizes: ['One Size'],
    price: 149,
    weight: 0.25,
    harmCode: '4202929890',
    countryOfOrigin: 'IN',
  },
  {
    product: 'Watch',
    sku: 'WCH4',
    variants: [['Steel', '-STL']],
    sizes: ['One Size'],
    price: 3499,
    weight: 0.3,
    harmCode: '9102110000',
    countryOfOrigin: 'CH',
  },
];
