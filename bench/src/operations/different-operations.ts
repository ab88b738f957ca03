import { randomOf } from '../statistics/random.js';

/**
 * Fields of the benchmark's graph that have no fields themselves; without texts of reviews, which would only make answers large. Who asks may
 * not see `birthday`.
 */
const leaves = {
  user: ['id', 'name', 'username', 'birthday'],
  product: ['upc', 'name', 'price', 'weight', 'inStock', 'shippingEstimate'],
} as const;

/**
 * A valid operation over the benchmark's graph, another one for each number: other fields, and names of its own. One to four
 * subgraphs are asked for it.
 */
export function differentOperation(number: number): string {
  const random = randomOf(number);
  const some = (fields: readonly string[]) => {
    const chosen = fields.filter(() => random() < 0.5);
    return (chosen.length === 0 ? fields.slice(0, 1) : chosen).join(' ');
  };
  const user = () => some(leaves.user);
  const product = () => some(leaves.product);
  const reviews = [
    () => `reviews { id author { ${user()} } }`,
    () => `reviews { product { ${product()} } }`,
    () => 'reviews { id }',
    () => '',
  ];
  const withReviews = () => reviews[Math.floor(random() * reviews.length)]?.() ?? '';
  const roots = [
    () => `me { ${user()} ${withReviews()} }`,
    () => `user(id: "${1 + Math.floor(random() * 6)}") { ${user()} ${withReviews()} }`,
    () => `topProducts(first: ${1 + Math.floor(random() * 3)}) { ${product()} ${withReviews()} }`,
  ];
  return `query Different${number} { of${number}: ${roots[number % roots.length]?.()} }`;
}
