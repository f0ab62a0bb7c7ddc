import { didYouMean, nearest } from '../src/nearest';

describe('the nearest known word', () => {
  const known = ['gateway', 'retention', 'lanes', 'every', 'fullEvery'];

  it.each([
    ['gatway', 'gateway'],
    ['GateWay', 'gateway'],
    ['evrey', 'every'],
    ['fullevery', 'fullEvery'],
    ['lane', 'lanes'],
    ['retnetion', 'retention'],
    ['vary', 'every'],
    ['webhooks', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it('is a question to the reader', () => {
    expect(didYouMean('lans', known)).toEqual({ fix: 'did you mean lanes?' });
    expect(didYouMean('pallets', known)).toEqual({});
  });
});
