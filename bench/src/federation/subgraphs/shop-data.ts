/** Somebody with an account. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
}

/** Something to buy. Weight in units of which 2 cost 1 to send. */
export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
}

/** What somebody wrote about a product. */
export interface Review {
  readonly id: string;
  readonly body: string;
  readonly upc: string;
}

/** The people; the first wrote every review, and two reviews stand with each of them: so much is fetched twice. */
export const users: readonly User[] = ['Ada', 'Benedikt', 'Carmen', 'Dimitri', 'Elif', 'Farouk'].map(
  (name, at) => ({
    id: `${at + 1}`,
    name: `${name} ${['Okafor', 'Lindqvist', 'Moreau', 'Petrov', 'Yilmaz', 'Haddad'][at]}`,
    username: name.toLowerCase(),
    birthday: 631_152_000 + at * 31_557_600,
  }),
);

/** Nine products, of which the dear ones are sent for nothing. */
export const products: readonly Product[] = (
  [
    ['Table', 899, 100, true],
    ['Couch', 1_299, 1_000, false],
    ['Glass', 15, 20, false],
    ['Chair', 499, 100, false],
    ['Television', 1_299, 1_000, true],
    ['Lamp', 6_999, 300, true],
    ['Grill', 3_999, 2_000, true],
    ['Fridge', 100_000, 6_000, false],
    ['Sofa', 9_999, 800, true],
  ] as const
).map(([name, price, weight, inStock], at) => ({ upc: `${at + 1}`, name, price, weight, inStock }));

const praise =
  'It came on a wet Tuesday, two days before it was promised, and the driver carried it up to the fourth floor without a ' +
  'word of complaint. Everything that was needed to put it together lay in a bag of its own, counted and labelled; one ' +
  'screw was left over in the end, which I keep in a drawer and do not think about. We have used it every day since, with ' +
  'small children and a large dog, and apart from a scratch that I made myself it looks as it did on the first evening. ' +
  'What I would change is the colour, which is a little darker than in the pictures, and the smell of the varnish, which ' +
  'was gone after a week with the windows open. Friends who came to look at it have ordered two more. For what it cost I ' +
  'had expected less, and I would buy it again tomorrow if this one were to break, of which there is no sign whatever.';

/** Product and length of the text of each review. */
const written = [
  ['1', 450],
  ['1', 295],
  ['1', 280],
  ['1', 145],
  ['2', 445],
  ['2', 290],
  ['2', 275],
  ['2', 140],
  ['3', 140],
  ['4', 140],
  ['4', 790],
] as const;

/** Eleven reviews: four each of the first two products, none of the last five. */
export const reviews: readonly Review[] = written.map(([upc, length], at) => ({
  id: `${at + 1}`,
  upc,
  body: `${at + 1}. ${praise}`.slice(0, length),
}));

/** What sending a product costs; computed from its price and weight alone. */
export function shippingEstimate({ price, weight }: Pick<Product, 'price' | 'weight'>): number {
  return price > 1_000 ? 0 : weight / 2;
}
