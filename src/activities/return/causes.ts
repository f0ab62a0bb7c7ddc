import { ApiUnauthorized } from '../../clients/errors';
import type { Ongoing } from '../../clients/ongoing';
import type { ReturnCause } from '../../clients/ongoing/schema';
import type { GoodsOwnerRoom } from '../rooms';

/** So long the causes of a goods owner are taken as they were read, ms. */
const rememberedMs = 60_000;

/**
 * Why goods come back, as this goods owner has it: wanted only where goods go back in stock, since some causes remove
 * them. They are read once a minute, and not for every return.
 */
export class ReturnCauses {
  private readonly known = new Map<string, { readonly at: number; readonly causes: readonly ReturnCause[] }>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * @throws {ApiUnauthorized} as for an endpoint that is switched off, where these credentials may not read the causes:
   * that concerns the returns, and nothing else
   */
  async of({ config }: GoodsOwnerRoom, ongoing: Ongoing, signal: AbortSignal): Promise<readonly ReturnCause[]> {
    if (!config.returns.restock) return [];
    const remembered = this.known.get(config.id);
    if (remembered && this.now() - remembered.at < rememberedMs) return remembered.causes;
    const causes = await ongoing.returnCauses(signal).catch((error: unknown) => {
      if (!(error instanceof ApiUnauthorized) || error.status !== 403) throw error;
      throw new ApiUnauthorized(error.call, 'HTTP 403, the credentials lack this permission', {
        status: 403,
        endpointOff: true,
      });
    });
    this.known.set(config.id, { at: this.now(), causes });
    return causes;
  }
}
