import type { Transport } from '../../server/hubspot/transport.ts';

/** HubSpot with something that happens right behind its first answer to `path`, before the asker hears of it. */
export function afterFirstAnswer(path: string, happen: () => Promise<void>) {
  let hasHappened = false;
  return {
    hasHappened: () => hasHappened,
    around:
      (transport: Transport): Transport =>
      async (request) => {
        const answer = await transport(request);
        if (request.path.includes(path) && !hasHappened) {
          hasHappened = true;
          await happen();
        }
        return answer;
      },
  };
}
