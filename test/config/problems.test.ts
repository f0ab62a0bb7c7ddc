import fc from 'fast-check';
import { formatPath, parsePath } from '../../src/config/problems';

describe('paths', () => {
  it.each([
    [['goodsOwners', 0, 'stores', 1, 'capture'], 'goodsOwners[0].stores[1].capture'],
    [['mapping', 'consignee.name'], 'mapping["consignee.name"]'],
    [['mapping', 'orderLines[].comment'], 'mapping["orderLines[].comment"]'],
    [[], ''],
  ])('%j', (parts, path) => {
    expect(formatPath(parts)).toBe(path);
    expect(parsePath(path)).toEqual(parts);
  });

  it('come back as they were', () => {
    const part = fc.oneof(fc.string({ minLength: 1 }), fc.nat(99));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(parsePath(formatPath(parts))).toEqual(parts);
      }),
    );
  });
});
