import { onlyConfigured } from '../../src/activities/only-configured';
import { NotConfigured } from '../../src/activities/rooms';

describe('an effect', () => {
  const doing = (work: () => unknown) => onlyConfigured({ write: async () => Promise.resolve(work()) }).write();

  it('whose store was taken out of the configuration has not been done, and is tried again', async () => {
    const gone = () => {
      throw new NotConfigured('store', 'outlet');
    };
    await expect(doing(gone)).resolves.toEqual({ end: 'not-done', why: 'unavailable', system: 'centra' });
  });

  it('that has a defect fails where everybody can see it', async () => {
    const defect = () => {
      throw new TypeError('a defect');
    };
    await expect(doing(defect)).rejects.toThrow('a defect');
  });

  it('has its own result', async () => {
    await expect(doing(() => ({ end: 'done' }))).resolves.toEqual({ end: 'done' });
  });
});
