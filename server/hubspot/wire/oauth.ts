import { z } from 'zod';

/** Answer of the token endpoint. `expires_in` is in seconds. */
export const tokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: z.number().int().positive(),
  user_id: z.number().int().optional(),
  scopes: z.array(z.string()).optional(),
});
