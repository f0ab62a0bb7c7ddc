/** The comment of a return that refunds what was never sent (`short-picked`, choice `refund`): nothing of it comes back. */
export const neverSentComment = 'Not picked in the warehouse';
