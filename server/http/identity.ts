/** Who looks at a card, as HubSpot states it in the signed query. Nothing else in a request says who somebody is. */
export interface Identity {
  readonly portalId: number;
  readonly userId: string | undefined;
  readonly userEmail: string | undefined;
  readonly appId: string | undefined;
}

const NAMES = ['portalId', 'userId', 'userEmail', 'appId'] as const;

/** Reads the identity from a query whose signature has been checked; null when it names no account, or two. */
export function readIdentity(parameters: URLSearchParams): Identity | null {
  // A card may add parameters of its own; one that repeats a name of HubSpot's would leave open which of them counts.
  if (NAMES.some((name) => parameters.getAll(name).length > 1)) return null;
  const portalId = parameters.get('portalId') ?? '';
  if (!/^[1-9]\d{0,14}$/.test(portalId)) return null;
  const text = (name: (typeof NAMES)[number]) => parameters.get(name) ?? undefined;
  return { portalId: Number(portalId), userId: text('userId'), userEmail: text('userEmail'), appId: text('appId') };
}
